import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { enterExtras, type ExtraClaim } from '../rules/conduct-points.js';
import { ConductBook } from './conduct-book.js';
import { Honour, MeritClaim } from './conduct.entities.js';
import type { ExtraYear } from './dto/merit.dto.js';

/** 附加分: what of each approved merit and confirmed honour of a person enters, worked out again whenever one is approved or revoked. */
@Injectable()
export class ExtraPoints {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ConductBook,
  ) {}

  async settle(courtId: string, personId: string): Promise<void> {
    const { merits, honours } = await this.approved(courtId, personId, true);
    const claims: ExtraClaim[] = [
      ...merits.map((one) => ({ id: one.id, matter: one.matter ?? one.caseId, points: points(one.points), approvedOn: one.approvedOn! })),
      ...honours.map((one) => ({ id: one.id, matter: one.matter, points: points(one.points), approvedOn: one.confirmedOn! })),
    ];
    const stored = new Map([...merits, ...honours].map((one) => [one.id, one.entered]));
    for (const { id, entered, lines } of enterExtras(claims, (year) => this.book.capOf(year))) {
      const before = stored.get(id);
      if (before && before.equals(entered)) continue;
      const entity = merits.some((one) => one.id === id) ? MeritClaim : Honour;
      await this.database.repository<MeritClaim | Honour>(entity).update({ id }, { entered: new Decimal(entered), lines });
    }
  }

  /** Of the reader's own: the cap of the year, what has entered and what was cut. */
  async mine(actor: Actor): Promise<ExtraYear> {
    require(actor, 'merit.read');
    const year = this.clock.today().slice(0, 4);
    const { merits, honours } = await this.approved(actor.courtId, actor.personId ?? '');
    const own = [...merits.map((one) => ({ on: one.approvedOn!, points: one.points, entered: one.entered })), ...honours.map((one) => ({ on: one.confirmedOn!, points: one.points, entered: one.entered }))].filter(({ on }) => on.startsWith(year));
    const entered = sum(own.map((one) => one.entered ?? one.points));
    return { year, entered: points(entered), cap: this.book.capOf(year), cut: points(sum(own.map((one) => one.points)).minus(entered)) };
  }

  /** @param held until the transaction ends, and as they are now: two approvals of one person at once share one yearly cap */
  private async approved(courtId: string, personId: string, held = false): Promise<{ merits: MeritClaim[]; honours: Honour[] }> {
    const lock = held && this.database.forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {};
    return {
      merits: await this.database.repository(MeritClaim).find({ where: { courtId, personId, state: 'approved' }, ...lock }),
      honours: await this.database.repository(Honour).find({ where: { courtId, personId, state: 'confirmed' }, ...lock }),
    };
  }
}
