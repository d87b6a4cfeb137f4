import { Injectable } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { CourtParameter, Division, Person } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { may, require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { AssignmentRoute, JudgeSpecialism, PanelSeat } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentSettings } from './assignment-settings.js';
import { SETTING_NAMES, type AddPanelSeat, type AddRoute, type AddSpecialism, type AssignmentSettingsView, type EndSetting, type PanelSeatRow, type RouteRow, type SetSetting, type SettingName, type SettingView, type SpecialismRow } from './dto/settings.dto.js';
import { faultsInSetting, nextRunDays } from './setting-values.js';
import { SETTING_WORDS } from './setting-words.js';

type Dated = JudgeSpecialism | AssignmentRoute | PanelSeat;
const BOOKS = { specialisms: JudgeSpecialism, routes: AssignmentRoute, panels: PanelSeat } as const;
export type Book = keyof typeof BOOKS;
const DAYS_SHOWN = 4;

/** What the court sets for assignment: every value dated and with its source; a new one is a new row. */
@Injectable()
export class SettingsBook {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly settings: AssignmentSettings,
  ) {}

  async view(actor: Actor): Promise<AssignmentSettingsView> {
    require(actor, 'assignment.fairness');
    const today = this.clock.today();
    const { courtId } = actor;
    const { days } = await this.settings.inForce(courtId, today);
    const own = { courtId };
    const dated = `ORDER BY CASE WHEN s.valid_until IS NULL THEN 0 ELSE 1 END, s.valid_from DESC, s.id`;
    const span = `s.id AS id, s.valid_from AS validFrom, s.valid_until AS validUntil, s.source AS source, s.example AS example`;
    const flags = <T extends { example: unknown }>(rows: T[]): T[] => rows.map((row) => ({ ...row, example: Number(row.example) === 1 }));
    return {
      today,
      settings: await Promise.all(SETTING_NAMES.map((name) => this.setting(courtId, name))),
      nextRunDays: days ? nextRunDays(days, today, DAYS_SHOWN) : [],
      specialisms: flags(
        await this.database.rows<SpecialismRow>(
          `SELECT ${span}, s.person_id AS personId, p.name AS name, s.specialism AS specialism,
            (SELECT MAX(d.name) FROM post_holding h JOIN division d ON d.id = h.division_id WHERE h.person_id = p.id AND h.kind = 'main' AND h.superseded_at IS NULL
              AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)) AS division
           FROM judge_specialism s JOIN person p ON p.id = s.person_id WHERE s.court_id = :courtId ${dated}`,
          { ...own, today },
        ),
      ),
      routes: flags(
        await this.database.rows<RouteRow>(
          `SELECT ${span}, s.nature AS nature, s.cause AS cause, s.\`procedure\` AS \`procedure\`, s.area AS area, s.specialism AS specialism, s.division_id AS divisionId, d.name AS division, s.needs_panel AS needsPanel
           FROM assignment_route s LEFT JOIN division d ON d.id = s.division_id WHERE s.court_id = :courtId ${dated}`,
          own,
        ),
      ).map((row) => ({ ...row, needsPanel: Number(row.needsPanel) === 1 })),
      panels: flags(
        await this.database.rows<PanelSeatRow>(
          `SELECT ${span}, s.panel AS panel, s.division_id AS divisionId, d.name AS division, s.person_id AS personId, p.name AS name, s.seat AS seat
           FROM panel_seat s JOIN division d ON d.id = s.division_id JOIN person p ON p.id = s.person_id WHERE s.court_id = :courtId ${dated}`,
          own,
        ),
      ),
      may: { change: may(actor, 'assignment.settings') },
    };
  }

  private async setting(courtId: string, name: SettingName): Promise<SettingView> {
    const history = await this.database.repository(CourtParameter).find({ where: { courtId, name }, order: { effectiveFrom: 'DESC', createdAt: 'DESC' } });
    return {
      name,
      ...SETTING_WORDS[name],
      inForce: await this.settings.value(courtId, name, this.clock.today()),
      history: history.map(({ value, effectiveFrom, source, example }) => ({ value, effectiveFrom, source, example })),
    };
  }

  async set(actor: Actor, given: SetSetting): Promise<void> {
    require(actor, 'assignment.settings');
    const value = given.value.trim();
    const faults = faultsInSetting(given.name, value);
    if (faults.length) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
    await this.database.transaction(async () => {
      const before = await this.settings.value(actor.courtId, given.name, given.effectiveFrom);
      const id = newId();
      await this.database.repository(CourtParameter).insert({
        id, courtId: actor.courtId, name: given.name, value, unit: 'assignment', effectiveFrom: given.effectiveFrom, source: given.source, example: false, createdAt: this.clock.instant(),
      });
      this.audit.record(actor, { action: 'assignment.setting.changed', subjectKind: 'courtParameter', subjectId: id, before: before && { ...before }, after: { ...given, value }, reason: given.source });
    });
  }

  addSpecialism(actor: Actor, given: AddSpecialism): Promise<void> {
    return this.add(actor, 'specialisms', given, given);
  }

  addRoute(actor: Actor, given: AddRoute): Promise<void> {
    const { cause = null, procedure = null, area = null, specialism = null, divisionId = null, needsPanel = false } = given;
    const empty: Fault[] = specialism || divisionId || needsPanel ? [] : [{ path: 'specialism', zh: '请至少写明一项要求：专业、庭室或合议庭。', en: 'Name at least one demand: a specialism, a unit or a panel.' }];
    return this.add(actor, 'routes', { ...given, cause, procedure, area, specialism, divisionId, needsPanel }, given.divisionId ? { divisionId: given.divisionId } : {}, empty);
  }

  addPanelSeat(actor: Actor, given: AddPanelSeat): Promise<void> {
    return this.add(actor, 'panels', given, given);
  }

  private async add<T extends { validFrom: string; validUntil?: string; source: string }>(actor: Actor, book: Book, given: T, refers: { personId?: string; divisionId?: string }, already: Fault[] = []): Promise<void> {
    require(actor, 'assignment.settings');
    const faults = [...already];
    const { courtId } = actor;
    if (given.validUntil && given.validUntil <= given.validFrom) faults.push({ path: 'validUntil', zh: '截止日须晚于起始日。', en: 'The end must come after the start.' });
    if (refers.personId && !(await this.database.repository(Person).existsBy({ id: refers.personId, courtId }))) faults.push({ path: 'personId', zh: '本院没有这个人。请从列表中选择。', en: 'The court has no such person. Choose from the list.' });
    if (refers.divisionId && !(await this.database.repository(Division).existsBy({ id: refers.divisionId, courtId }))) faults.push({ path: 'divisionId', zh: '本院没有这个庭室。请从列表中选择。', en: 'The court has no such unit. Choose from the list.' });
    if (faults.length) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
    await this.database.transaction(async () => {
      const id = newId();
      const row = { ...given, id, courtId, validUntil: given.validUntil ?? null, example: false, createdAt: this.clock.instant() };
      await this.database.repository(BOOKS[book] as EntityTarget<Dated>).insert(row);
      this.audit.record(actor, { action: `assignment.${book}.added`, subjectKind: 'assignmentSetting', subjectId: id, after: { ...given }, reason: given.source });
    });
  }

  async end(actor: Actor, book: Book, id: string, { validUntil, reason }: EndSetting): Promise<void> {
    require(actor, 'assignment.settings');
    await this.database.transaction(async () => {
      const scope = scopeCondition(actor, 'assignment.settings', { court: 's.court_id' });
      const rows = this.database.repository(BOOKS[book] as EntityTarget<Dated>);
      const found = await rows.createQueryBuilder('s').where('s.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
      if (!found) throw platformErrors['record.notFound']();
      if (validUntil <= found.validFrom) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'validUntil', zh: `截止日须晚于起始日 ${found.validFrom}。`, en: `The end must come after ${found.validFrom}.` }]);
      await rows.update({ id }, { validUntil });
      this.audit.record(actor, { action: `assignment.${book}.ended`, subjectKind: 'assignmentSetting', subjectId: id, before: { validUntil: found.validUntil }, after: { validUntil }, reason });
    });
  }
}
