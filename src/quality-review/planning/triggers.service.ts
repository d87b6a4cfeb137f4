import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Actor } from '../../kernel/actor.js';
import { isDay, type Day } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database, isDuplicate } from '../../platform/database/database.js';
import { machineActor } from '../../platform/identity/machine-actor.js';
import { newId } from '../../platform/ids.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import { EVENT_KINDS, readReviewTriggers, type ReviewWindow } from '../../rules/review-triggers.js';
import type { ChangeTrigger, TriggersView, TriggerVersion } from './dto/event.dto.js';
import { CaseEvent, ReviewTrigger } from './planning.entities.js';
import { planningErrors } from './planning.errors.js';
import { wholeCourt } from './whole-court.js';

/** 触发情形: the definitions a court holds, each dated; a change is a new version from a day on, and in the trail. */
@Injectable()
export class ReviewTriggers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Every version a court holds: the event's own day decides which counts. */
  async all(courtId: string): Promise<ReviewTrigger[]> {
    return this.database.repository(ReviewTrigger).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
  }

  async view(actor: Actor): Promise<TriggersView> {
    const scope = wholeCourt(actor, 'review.coverage', { court: 't.court_id' });
    const today = this.clock.today();
    const rows = await this.database.repository(ReviewTrigger).createQueryBuilder('t').where(scope.sql, scope.parameters).orderBy('t.code', 'ASC').addOrderBy('t.version', 'DESC').getMany();
    const counts = await this.database.repository(CaseEvent).createQueryBuilder('e')
      .select('e.triggerCode', 'code').addSelect('COUNT(*)', 'events').where('e.courtId = :courtId AND e.day >= :from', { courtId: actor.courtId, from: `${today.slice(0, 4)}-01-01` })
      .andWhere(`e.status <> 'withdrawn'`).groupBy('e.triggerCode').getRawMany<{ code: string; events: number | string }>();
    const codes = [...new Set(rows.map(({ code }) => code))];
    return {
      triggers: codes.map((code) => {
        const own = rows.filter((row) => row.code === code);
        const holds = own.find((row) => row.effectiveFrom <= today && (row.effectiveUntil === null || today < row.effectiveUntil)) ?? null;
        const { label, labelEn, namedInSeed } = holds ?? own[0]!;
        return { code, label, labelEn, namedInSeed: Boolean(namedInSeed), inForce: holds && versionView(holds), history: own.map(versionView), events: Number(counts.find((one) => one.code === code)?.events ?? 0) };
      }),
      may: { change: may(actor, 'review.plan'), install: may(actor, 'review.plan') && codes.length === 0 },
    };
  }

  /** Gives a court the triggers shipped under `config/catalogues`; versions it holds already stay as they are. */
  async install(courtId: string, actor: Actor = machineActor(courtId)): Promise<number> {
    const shipped = readReviewTriggers(parse(await readFile(join(this.settings.configFolder, 'catalogues', 'review-triggers.yaml'), 'utf8')));
    return this.database.transaction(async () => {
      const held = new Set((await this.all(courtId)).map(({ code, version }) => `${code} ${version}`));
      const wanted = shipped.filter(({ code, version }) => !held.has(`${code} ${version}`));
      for (const { review, window, ...row } of wanted) await this.database.repository(ReviewTrigger).insert({ ...row, id: newId(), courtId, reviewKind: review, reviewWindow: window, active: true });
      this.audit.record(actor, { action: 'reviewTrigger.installed', subjectKind: 'court', subjectId: courtId, after: { triggers: wanted.length } });
      return wanted.length;
    });
  }

  async installShipped(actor: Actor): Promise<void> {
    require(actor, 'review.plan');
    await this.install(actor.courtId, actor);
  }

  async change(actor: Actor, code: string, given: ChangeTrigger): Promise<void> {
    require(actor, 'review.plan');
    const { courtId } = actor;
    try {
      await this.database.transaction(async () => {
        const versions = (await this.all(courtId)).filter((row) => row.code === code);
        const last = versions.at(-1);
        if (!last) throw platformErrors['record.notFound']();
        const faults = faultsIn(given, last, this.clock.today());
        if (faults.length) throw planningErrors['reviewTrigger.faulty']({ count: faults.length }, faults);
        const { effectiveFrom, source, active, reviewKind, openCase, parameters } = given;
        const next = { ...last, id: newId(), version: last.version + 1, active, reviewKind, openCase, parameters, reviewWindow: resized(last.reviewWindow, given.windowSize), effectiveFrom, effectiveUntil: null, source, example: false };
        await this.database.repository(ReviewTrigger).update(last.id, { effectiveUntil: effectiveFrom });
        await this.database.repository(ReviewTrigger).insert(next);
        this.audit.record(actor, { action: 'reviewTrigger.changed', subjectKind: 'reviewTrigger', subjectId: next.id, before: versionView(last), after: versionView(next), reason: source });
      });
    } catch (error) {
      if (isDuplicate(error)) throw platformErrors['record.changed']({ who: '—', when: this.clock.instant() });
      throw error;
    }
  }
}

function faultsIn({ effectiveFrom, windowSize, parameters }: ChangeTrigger, last: ReviewTrigger, today: Day): Fault[] {
  const faults: Fault[] = [];
  if (!isDay(effectiveFrom)) faults.push({ path: 'effectiveFrom', zh: `“${effectiveFrom}”不是日期。请写成 YYYY-MM-DD。`, en: `“${effectiveFrom}” is not a day. Write YYYY-MM-DD.` });
  else if (effectiveFrom < today) faults.push({ path: 'effectiveFrom', zh: '生效日期不能早于今天：已登记的事件按当时的规定处理。请改为今天或以后。', en: 'It cannot take effect before today: events recorded were handled as was then in force. Choose today or later.' });
  else if (effectiveFrom <= last.effectiveFrom) faults.push({ path: 'effectiveFrom', zh: `生效日期须晚于现行版本的 ${last.effectiveFrom}。`, en: `It must come after the present version’s ${last.effectiveFrom}.` });
  const hasSize = 'days' in last.reviewWindow || 'months' in last.reviewWindow;
  if (hasSize && (windowSize === undefined || windowSize < 0 || windowSize > 400)) faults.push({ path: 'windowSize', zh: '请填写期限的天数或月数（0 至 400）。', en: 'Give the days or months of the window (0 to 400).' });
  for (const name of Object.keys(last.parameters)) {
    const value = parameters[name];
    if (!Number.isInteger(value) || value! < 1 || value! > 10_000) faults.push({ path: `parameters.${name}`, zh: `“${name}”应为 1 至 10000 的整数。`, en: `“${name}” must be a whole number from 1 to 10000.` });
  }
  for (const name of Object.keys(parameters)) if (!(name in last.parameters)) faults.push({ path: `parameters.${name}`, zh: `这一情形没有“${name}”。请删去。`, en: `This trigger has no “${name}”. Remove it.` });
  return faults;
}

function resized(window: ReviewWindow, size: number | undefined): ReviewWindow {
  if (size === undefined) return window;
  return 'days' in window ? { ...window, days: size } : 'months' in window ? { ...window, months: size } : window;
}

function versionView({ id, version, active, events, reviewKind, reviewWindow, openCase, parameters, effectiveFrom, effectiveUntil, source, example }: ReviewTrigger): TriggerVersion {
  return {
    id, version, active: Boolean(active), reviewKind, window: reviewWindow, openCase, parameters, effectiveFrom, effectiveUntil, source, example: Boolean(example),
    events: events.map((kind) => ({ kind, words: { zh: EVENT_KINDS[kind]?.zh ?? kind, en: EVENT_KINDS[kind]?.en ?? kind }, register: EVENT_KINDS[kind]?.register ?? false, reply: EVENT_KINDS[kind]?.reply ?? false })),
  };
}
