import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { Division } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { nameOf } from '../platform/permissions/court-wide.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { faultOfMonth, faultsOfCost } from '../rules/cost-entry.js';
import type { CostCategory } from './cost-catalogue.js';
import { CostEntry } from './cost.entities.js';
import { CostEntryRows, ENTRY_SCOPE } from './cost-entry-rows.js';
import { CostReckoning } from './cost-reckoning.js';
import { categoryView } from './cost-views.service.js';
import { costErrors } from './costs.errors.js';
import type { CorrectCost, CostEntryRow, CostFigures, CostForm, EnterCosts } from './dto/cost.dto.js';

const POSTAGE = 'CO-06';

/** A figure that may be kept. */
export interface ReadyCost {
  divisionId: string;
  month: string;
  category: string;
  amount: Decimal;
  denominator: number;
  services: number | null;
  note: string | null;
}

/** Entering, correcting and withdrawing costs. Nothing is overwritten: a correction is a further revision. */
@Injectable()
export class CostEntriesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly reckoning: CostReckoning,
    private readonly entries: CostEntryRows,
  ) {}

  /** What is entered for one unit and month, and what is still to enter. */
  async form(actor: Actor, divisionId: string, month: string): Promise<CostForm> {
    require(actor, 'cost.record');
    const division = await this.division(actor, divisionId);
    const entered = await this.entries.ofMonth(actor, division.id, month);
    return {
      closedCases: await this.closedCases(actor.courtId, division.id, month),
      rows: [...this.reckoning.categories(`${month}-28`).values()].map((category) => ({ category: categoryView(category), entry: entered.find((one) => one.category === category.code) ?? null })),
    };
  }

  async enter(actor: Actor, { divisionId, month, rows }: EnterCosts): Promise<CostEntryRow[]> {
    require(actor, 'cost.record');
    const division = await this.division(actor, divisionId);
    await this.database.transaction(async () => {
      const checked = await Promise.all(rows.map((row, index) => this.checked(actor, division, month, row.category, row, `rows.${index}.`)));
      const twice = rows.flatMap(({ category }, index): Fault[] => (rows.findIndex((row) => row.category === category) < index ? [{ path: `rows.${index}.category`, zh: `${category} 填了两次。请只留一行。`, en: `${category} stands twice. Keep one row.` }] : []));
      const faults = [...new Map([...checked.flatMap((one) => one.faults), ...twice].map((fault) => [`${fault.path}|${fault.zh}`, fault])).values()];
      if (faults.length) throw costErrors['cost.faulty']({ count: faults.length }, faults);
      await this.insert(actor, checked.map((one) => one.ready!), 'cost.entered');
    });
    return this.entries.ofMonth(actor, division.id, month);
  }

  async correct(actor: Actor, id: string, figures: CorrectCost): Promise<CostEntryRow[]> {
    require(actor, 'cost.record');
    await this.database.transaction(async () => {
      const former = await this.held(actor, id);
      const division = await this.division(actor, former.divisionId);
      const { ready, faults } = await this.checked(actor, division, former.month, former.category, figures, '', former.id);
      if (ready && sameFigures(ready, former)) faults.push({ path: 'amount', zh: '各项与现在登记的相同，没有可更正的。请核对后再提交。', en: 'Everything is as it is entered now; nothing to correct. Check and submit again.' });
      if (!ready || faults.length) throw costErrors['cost.faulty']({ count: faults.length }, faults);
      await this.supersede(actor, former, figures.reason.trim());
      await this.database.repository(CostEntry).insert(this.row(actor, ready, former.revision + 1));
      this.audit.record(actor, { action: 'cost.corrected', subjectKind: 'costEntry', subjectId: id, before: figuresOf(former), after: figuresOf(ready), reason: figures.reason.trim() });
    });
    return this.entries.history(actor, id);
  }

  /** Entered for the wrong unit, month or category: taken out of the count, and kept. */
  async withdraw(actor: Actor, id: string, reason: string): Promise<CostEntryRow[]> {
    require(actor, 'cost.record');
    await this.database.transaction(async () => {
      const former = await this.held(actor, id);
      await this.supersede(actor, former, reason.trim());
      this.audit.record(actor, { action: 'cost.withdrawn', subjectKind: 'costEntry', subjectId: id, before: figuresOf(former), reason: reason.trim() });
    });
    return this.entries.history(actor, id);
  }

  /** What is wrong with a figure, or the figure as it will be kept. @param former the entry it corrects */
  async checked(actor: Actor, division: Division, month: string, code: string, figures: CostFigures, path: string, former: string | null = null): Promise<{ ready: ReadyCost | null; faults: Fault[] }> {
    const wrongMonth = faultOfMonth(month, this.clock.today());
    if (wrongMonth) return { ready: null, faults: [wrongMonth] };
    const faults: Fault[] = [];
    if (division.validFrom.slice(0, 7) > month || (division.validUntil !== null && division.validUntil.slice(0, 7) < month)) faults.push({ path: 'divisionId', zh: `${division.name}在 ${month} 还没有设立或已经撤销。请核对庭室和月份。`, en: `${division.nameEn} did not exist in ${month}. Check unit and month.` });
    const category = this.reckoning.categories(`${month}-28`).get(code);
    if (!category) return { ready: null, faults: [...faults, { path: `${path}category`, zh: `“${code}”不是 ${month} 施行的成本类别。请从列表中选择。`, en: `"${code}" is no category in force in ${month}. Choose one from the list.` }] };
    const existing = await this.database.repository(CostEntry).findOneBy({ divisionId: division.id, month, category: code, supersededAt: IsNull() });
    if (existing && existing.id !== former) faults.push({ path: `${path}category`, zh: `${category.label}：${month} 已登记 ${existing.amount.toFixed(2)} 元。需要更改的，请用“更正”并写明理由。`, en: `${category.labelEn}: ${existing.amount.toFixed(2)} yuan are entered for ${month}. To change that, correct the entry and give the reason.` });
    const closedCases = category.denominator === 'closedCases' ? await this.closedCases(actor.courtId, division.id, month) : 0;
    const written = { label: { zh: category.label, en: category.labelEn }, denominatorOf: category.denominator, postage: code === POSTAGE, amount: figures.amount.trim(), denominator: figures.denominator ?? null, closedCases, services: figures.services ?? null };
    faults.push(...faultsOfCost(written, path));
    if (faults.length) return { ready: null, faults };
    return { faults, ready: { divisionId: division.id, month, category: code, amount: new Decimal(written.amount), denominator: denominatorOf(category, written), services: written.services, note: figures.note?.trim() || null } };
  }

  async insert(actor: Actor, ready: readonly ReadyCost[], action: 'cost.entered' | 'cost.imported'): Promise<void> {
    for (const cost of ready) {
      const last = await this.database.repository(CostEntry).maximum('revision', { divisionId: cost.divisionId, month: cost.month, category: cost.category });
      const row = this.row(actor, cost, (last ?? 0) + 1);
      try {
        await this.database.repository(CostEntry).insert(row);
      } catch (error) {
        if (isDuplicate(error)) throw platformErrors['record.duplicate']();
        throw error;
      }
      this.audit.record(actor, { action, subjectKind: 'costEntry', subjectId: row.id, after: figuresOf(cost) });
    }
  }

  async division(actor: Actor, id: string): Promise<Division> {
    const scope = scopeCondition(actor, 'cost.record', { court: 'division.courtId', division: 'division.id' });
    const found = await this.database.repository(Division).createQueryBuilder('division').where(`division.id = :id AND ${scope.sql}`, { ...scope.parameters, id }).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private async held(actor: Actor, id: string): Promise<CostEntry> {
    const scope = scopeCondition(actor, 'cost.record', ENTRY_SCOPE);
    const [found] = await this.database.rows<{ id: string }>(`SELECT e.id AS "id" FROM cost_entry e WHERE e.id = :id AND ${scope.sql}${this.database.forUpdate}`, { ...scope.parameters, id });
    const row = found && (await this.database.repository(CostEntry).findOneBy({ id }));
    if (!row) throw platformErrors['record.notFound']();
    if (row.supersededAt !== null) throw costErrors['cost.superseded']({ who: row.supersededByName ?? '', when: row.supersededAt.slice(0, 10) });
    return row;
  }

  private async supersede(actor: Actor, { id }: CostEntry, reason: string): Promise<void> {
    const at = this.clock.instant();
    const { affected } = await this.database.repository(CostEntry).update({ id, supersededAt: IsNull() }, { supersededAt: at, supersededByName: nameOf(actor), supersededReason: reason });
    if (affected !== 1) throw platformErrors['record.changed']({ who: '', when: at });
  }

  private row(actor: Actor, ready: ReadyCost, revision: number): CostEntry {
    return { ...ready, id: newId(), courtId: actor.courtId, revision, enteredBy: actor.userId, enteredByName: nameOf(actor), enteredAt: this.clock.instant(), supersededAt: null, supersededByName: null, supersededReason: null };
  }

  private async closedCases(courtId: string, divisionId: string, month: string): Promise<number> {
    const [counted] = await this.database.rows<{ many: number | string }>(
      `SELECT COUNT(*) AS "many" FROM court_case c WHERE c.court_id = :courtId AND c.division_id = :divisionId AND c.closed_on >= :from AND c.closed_on <= :until`,
      { courtId, divisionId, from: `${month}-01`, until: `${month}-31` },
    );
    return Number(counted!.many);
  }
}

function denominatorOf({ denominator: of }: CostCategory, { closedCases, denominator }: { closedCases: number; denominator: number | null }): number {
  return of === 'closedCases' ? closedCases : denominator!;
}

export function sameFigures(a: ReadyCost, b: Pick<CostEntry, 'amount' | 'denominator' | 'services' | 'note'>): boolean {
  return a.amount.eq(b.amount) && a.denominator === b.denominator && a.services === b.services && (a.note ?? '') === (b.note ?? '');
}

function figuresOf({ divisionId, month, category, amount, denominator, services, note }: ReadyCost): object {
  return { divisionId, month, category, amount: amount.toFixed(2), denominator, services, note };
}
