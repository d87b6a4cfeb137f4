import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { machineActor } from '../../platform/identity/machine-actor.js';
import { newId } from '../../platform/ids.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import { EVENT_KINDS, readReviewTriggers } from '../../rules/review-triggers.js';
import type { TriggersView, TriggerVersion } from './dto/event.dto.js';
import { CaseEvent, ReviewTrigger } from './planning.entities.js';
import { wholeCourt } from './whole-court.js';

/** 触发情形: the definitions a court holds, each dated. Two people change one, as every catalogue: `catalogues/trigger-book.ts`. */
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
      may: { change: may(actor, 'catalogue.propose'), install: may(actor, 'review.plan') && codes.length === 0 },
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
}

function versionView({ id, version, active, events, reviewKind, reviewWindow, openCase, parameters, effectiveFrom, effectiveUntil, source, example }: ReviewTrigger): TriggerVersion {
  return {
    id, version, active: Boolean(active), reviewKind, window: reviewWindow, openCase, parameters, effectiveFrom, effectiveUntil, source, example: Boolean(example),
    events: events.map((kind) => ({ kind, words: { zh: EVENT_KINDS[kind]?.zh ?? kind, en: EVENT_KINDS[kind]?.en ?? kind }, register: EVENT_KINDS[kind]?.register ?? false, reply: EVENT_KINDS[kind]?.reply ?? false })),
  };
}
