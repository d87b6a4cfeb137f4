import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { addDays, type Day } from '../kernel/day.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { underCap } from '../rules/difficult-case-votes.js';
import { DifficultBook } from './difficult-book.js';
import { DifficultApplication, DifficultNotice } from './difficult-case.entities.js';

/** 每名法官每年封顶: what of each accepted case enters, worked out again whenever one is published, changed or struck. What has entered stays. */
@Injectable()
export class YearlyCap {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: DifficultBook,
  ) {}

  async settle(courtId: string, judgeIds: readonly string[]): Promise<void> {
    for (const judgeId of new Set(judgeIds)) await this.settleOne(courtId, judgeId);
  }

  private async settleOne(courtId: string, judgeId: string): Promise<void> {
    const claims = this.database.repository(DifficultApplication);
    const published = await claims.findBy({ courtId, judgeId, status: 'awarded', noticeId: Not(IsNull()) });
    const dated = await Promise.all(published.map(async (claim) => ({ claim, day: claim.countsOn ?? (await this.expected(claim)) })));
    const today = this.clock.today();
    for (const year of new Set(dated.map(({ day }) => day.slice(0, 4)))) {
      const own = dated.filter(({ day }) => day.startsWith(year));
      const isIn = ({ claim }: (typeof own)[number]): boolean => claim.countsOn !== null && claim.countsOn <= today && claim.entered !== null;
      const already = sum(own.filter(isIn).map(({ claim }) => claim.entered!));
      const open = own.filter((one) => !isIn(one)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.claim.year - b.claim.year || a.claim.number - b.claim.number));
      const capped = underCap(open.map(({ claim }) => ({ id: claim.id, points: points(claim.awarded!) })), points(already), this.book.capPerYear(`${year}-12-31`));
      for (const { id, entered } of capped) await claims.update({ id }, { entered: new Decimal(entered) });
    }
  }

  /** The day on which a suspended case would count if it were answered today. */
  private async expected({ noticeId }: DifficultApplication): Promise<Day> {
    const { noticeUntil } = await this.database.repository(DifficultNotice).findOneByOrFail({ id: noticeId! });
    const today = this.clock.today();
    return addDays(noticeUntil > today ? noticeUntil : today, 1);
  }
}
