import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor, CaseNature } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { courtErrors } from './court.errors.js';
import { Division, LeaveOfAbsence, Person, PostHolding, type Post } from './court.entities.js';
import type { AddLeave, AddPost } from './dto/court.dto.js';

/** Dated posts and leave. Rows are superseded, never rewritten. */
@Injectable()
export class PostingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** A new main post ends the one before it on the same (half-open) day; the old row stays, marked superseded. */
  async addPost(actor: Actor, personId: string, wanted: AddPost): Promise<void> {
    require(actor, 'people.write');
    await this.database.transaction(async () => {
      const person = await this.person(actor, personId);
      const posts = this.database.repository(PostHolding);
      const held = await posts.findBy({ personId, kind: 'main', supersededAt: IsNull() });
      const faults = order(wanted);
      if (!(await this.database.repository(Division).existsBy({ id: wanted.divisionId, courtId: actor.courtId })))
        faults.push({ path: 'divisionId', zh: '本院没有这个庭室。请从列表中选择。', en: 'No such unit in this court. Choose one from the list.' });
      const factor = new Decimal(wanted.dutyFactor);
      if (factor.lte(0) || factor.gt(1)) faults.push({ path: 'dutyFactor', zh: '办案系数须大于 0 且不超过 1。', en: 'The duty factor is more than 0 and at most 1.' });
      if (wanted.kind === 'main' && held.some(({ validFrom }) => validFrom >= wanted.validFrom))
        faults.push({ path: 'validFrom', zh: '已有同日或更晚开始的主任职。请填写更晚的日期。', en: 'A main post starting that day or later exists. Choose a later day.' });
      if (faults.length) throw courtErrors['post.faulty']({ count: faults.length }, faults);
      const overlapping = wanted.kind === 'main' ? held.filter(({ validUntil }) => !validUntil || validUntil > wanted.validFrom) : [];
      for (const earlier of overlapping) {
        await posts.update(earlier.id, { supersededAt: this.clock.instant(), supersededReason: `自 ${wanted.validFrom} 起另有主任职 new main post${wanted.reason ? ` ${wanted.reason}` : ''}` });
        await posts.insert({ ...earlier, id: newId(), validUntil: wanted.validFrom });
      }
      const post = posts.create({
        id: newId(), courtId: actor.courtId, personId: person.id, divisionId: wanted.divisionId, post: wanted.post as Post, rank: wanted.rank ?? null,
        nature: (wanted.nature ?? null) as CaseNature | null, kind: wanted.kind as PostHolding['kind'], dutyFactor: factor,
        validFrom: wanted.validFrom, validUntil: wanted.validUntil ?? null, supersededAt: null, supersededReason: null,
      });
      await posts.insert(post);
      this.audit.record(actor, { action: 'post.added', subjectKind: 'person', subjectId: personId, before: overlapping, after: post, reason: wanted.reason });
    });
  }

  async addLeave(actor: Actor, personId: string, wanted: AddLeave): Promise<void> {
    require(actor, 'people.write');
    await this.database.transaction(async () => {
      await this.person(actor, personId);
      const leaves = this.database.repository(LeaveOfAbsence);
      const faults = order(wanted);
      const clash = (await leaves.findBy({ personId })).find((other) => other.validFrom < wanted.validUntil && wanted.validFrom < other.validUntil);
      if (clash)
        faults.push({
          path: 'validFrom',
          zh: `与 ${clash.validFrom} 至 ${clash.validUntil}（不含）的请假重叠。请改日期。`,
          en: `Overlaps the leave from ${clash.validFrom} until before ${clash.validUntil}. Change the dates.`,
        });
      if (faults.length) throw courtErrors['leave.faulty']({ count: faults.length }, faults);
      const leave = leaves.create({ id: newId(), courtId: actor.courtId, personId, ...wanted, kind: wanted.kind as LeaveOfAbsence['kind'], reason: wanted.reason ?? null });
      await leaves.insert(leave);
      this.audit.record(actor, { action: 'leave.added', subjectKind: 'person', subjectId: personId, after: leave, reason: wanted.reason });
    });
  }

  /** Held until the transaction ends, so that two changes of one person come one after the other. */
  private async person(actor: Actor, id: string): Promise<Person> {
    const lock = this.database.engine === 'sqlite' ? undefined : ({ mode: 'pessimistic_write' } as const);
    const person = await this.database.repository(Person).findOne({ where: { id, courtId: actor.courtId }, lock });
    if (!person) throw platformErrors['record.notFound']();
    return person;
  }
}

function order({ validFrom, validUntil }: { validFrom: string; validUntil?: string }): Fault[] {
  if (!validUntil || validFrom < validUntil) return [];
  return [{ path: 'validUntil', zh: '结束日须晚于开始日（结束日当天不算）。', en: 'The end must come after the start (the end day itself does not count).' }];
}
