import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { addDays } from '../../kernel/day.js';
import { fromHundredths, points } from '../../kernel/exact.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { DoubleReviews, pairScope, type DoubleReviewed, type PairedFinding } from './double-reviews.js';
import type { PairFinding, PairListQuery, PairRow, PairView } from './dto/review-agreement.dto.js';
import { namesColleagues, refuseNoPeriod } from './review-agreement.service.js';

const SORTS: Record<keyof Pick<PairRow, 'submittedOn' | 'caseNumber' | 'both' | 'firstOnly' | 'secondOnly'>, string> = {
  submittedOn: 'submittedOn', caseNumber: 'caseNumber', both: 'both', firstOnly: 'firstOnly', secondOnly: 'secondOnly',
};

const WORDS = {
  zh: {
    title: '双评案件', me: '本人', colleague: '另一评查员',
    head: ['案号', '案由', '复评提交日期', '初评', '复评', '条目', '差错', '结果', '初评位置', '初评扣分', '初评评语', '复评位置', '复评扣分', '复评评语'],
    both: '两人都发现', first: '仅初评', second: '仅复评', none: '两人均未发现差错', dropped: '（后来不成立）',
  },
  en: {
    title: 'Cases reviewed twice', me: 'myself', colleague: 'the other reviewer',
    head: ['Case number', 'Cause', 'Second submitted on', 'First review', 'Second review', 'Clause', 'Defect', 'Result', 'First: place', 'First: points', 'First: comment', 'Second: place', 'Second: points', 'Second: comment'],
    both: 'found by both', first: 'first only', second: 'second only', none: 'no defect found by either', dropped: ' (not upheld)',
  },
} as const;

/** Cases reviewed twice, one by one, what both found side by side. */
@Injectable()
export class PairViews {
  constructor(
    private readonly database: Database,
    private readonly reviews: DoubleReviews,
  ) {}

  async list(actor: Actor, query: PairListQuery): Promise<Page<PairRow>> {
    const { page, pageSize } = query;
    const pairs = await this.asked(actor, query);
    return { items: pairs.slice((page - 1) * pageSize, page * pageSize).map((pair) => rowOf(actor, pair)), total: pairs.length, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<PairView> {
    require(actor, 'review.agreement');
    const [review] = await this.database.rows<{ day: string | null }>(`SELECT submitted_on AS "day" FROM case_review WHERE id = :id AND court_id = :court AND second_of_id IS NOT NULL`, { id, court: actor.courtId });
    const day = review?.day;
    const pairs = day ? await this.reviews.of(actor.courtId, day, addDays(day, 1), { scope: pairScope(actor) }) : [];
    const pair = pairs.find((one) => one.id === id && one.visible);
    if (!pair) throw platformErrors['record.notFound']();
    return { ...rowOf(actor, pair), lines: linesOf(pair) };
  }

  async table(actor: Actor, query: PairListQuery): Promise<OutgoingTable> {
    const words = WORDS[actor.language];
    const pairs = await this.asked(actor, query);
    const rows = pairs.flatMap((pair) => {
      const row = rowOf(actor, pair);
      const who = (side: 'first' | 'second'): string => (row.own === side ? words.me : ((side === 'first' ? row.firstReviewer : row.secondReviewer) ?? words.colleague));
      const head = [row.caseNumber, row.cause, row.submittedOn, who('first'), who('second')];
      const lines = linesOf(pair);
      if (!lines.length) return [[...head, '', '', words.none, '', '', '', '', '', '']];
      const side = (finding: PairFinding | null): string[] => (finding ? [finding.place, finding.points, finding.comment + (finding.dropped ? words.dropped : '')] : ['', '', '']);
      return lines.map(({ code, label, first, second }) => [...head, code, label[actor.language], first && second ? words.both : first ? words.first : words.second, ...side(first), ...side(second)]);
    });
    return { title: words.title, head: [...words.head], rows };
  }

  /** Only pairs within the reader's scope; sorted, not yet cut into pages. */
  private async asked(actor: Actor, { from, until, nature, reviewer, clause, outcome, sort, q }: PairListQuery): Promise<DoubleReviewed[]> {
    require(actor, 'review.agreement');
    refuseNoPeriod(from, until);
    const { expression, direction } = orderBy(sort, SORTS, '-submittedOn');
    const pairs = await this.reviews.of(actor.courtId, from, until, { nature, scope: pairScope(actor) });
    const wanted = pairs.filter(
      (pair) =>
        pair.visible &&
        (!reviewer || ((namesColleagues(actor) || reviewer === actor.personId) && [pair.firstReviewerId, pair.secondReviewerId].includes(reviewer))) &&
        (!clause || [...pair.first, ...pair.second].some((finding) => finding.clause === clause)) &&
        (!outcome || outcome === outcomeOf(pair) || (outcome === 'notConfirmed' && pair.matched.firstOnly.length > 0)) &&
        (!q || `${pair.caseNumber} ${pair.cause}`.includes(q)),
    );
    const worth = (pair: DoubleReviewed): string | number => {
      if (expression === 'submittedOn' || expression === 'caseNumber') return pair[expression];
      return pair.matched[expression as 'both' | 'firstOnly' | 'secondOnly'].length;
    };
    const sign = direction === 'DESC' ? -1 : 1;
    return wanted.sort((a, b) => sign * compared(worth(a), worth(b)) || compared(a.id, b.id));
  }
}

function outcomeOf({ matched }: DoubleReviewed): 'same' | 'missed' | 'notConfirmed' {
  return matched.secondOnly.length ? 'missed' : matched.firstOnly.length ? 'notConfirmed' : 'same';
}

function compared(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf(actor: Actor, pair: DoubleReviewed): PairRow {
  const { id, caseId, caseNumber, cause, nature, kind, submittedOn, matched } = pair;
  const own = actor.personId === pair.firstReviewerId ? 'first' : actor.personId === pair.secondReviewerId ? 'second' : null;
  const name = (side: 'first' | 'second', written: string): string | null => (namesColleagues(actor) || own === side ? written : null);
  const taken = (findings: readonly PairedFinding[]): string => points(fromHundredths(findings.reduce((total, one) => total + one.points, 0)));
  return {
    id, caseId, caseNumber, cause, nature, kind, submittedOn, own,
    firstReviewer: name('first', pair.firstReviewer),
    secondReviewer: name('second', pair.secondReviewer),
    both: matched.both.length,
    firstOnly: matched.firstOnly.length,
    secondOnly: matched.secondOnly.length,
    firstPoints: taken(pair.first),
    secondPoints: taken(pair.second),
  };
}

/** What both found first, then each one's own; what was no defect keeps its line at the end, marked. */
function linesOf({ matched, dropped }: DoubleReviewed): PairView['lines'] {
  const lines = ({ both, firstOnly, secondOnly }: DoubleReviewed['matched'], stood: boolean): PairView['lines'] => {
    const line = (one: PairedFinding | null, other: PairedFinding | null): PairView['lines'][number] => {
      const { clause, label, labelEn, severity } = (one ?? other)!;
      return { code: clause, label: { zh: label, en: labelEn }, severity, first: one && shown(one, stood), second: other && shown(other, stood) };
    };
    return [...both.map((pair) => line(pair.first, pair.second)), ...firstOnly.map((one) => line(one, null)), ...secondOnly.map((one) => line(null, one))];
  };
  return [...lines(matched, true), ...lines(dropped, false)];
}

function shown({ place, quote, comment, points: lost }: PairedFinding, stood: boolean): PairFinding {
  return { place, quote, comment, points: points(fromHundredths(lost)), dropped: !stood };
}
