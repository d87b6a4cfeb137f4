import { Decimal, points, roundHalfUp, sum, type Exact } from '../kernel/exact.js';
import type { Fault } from '../kernel/domain-error.js';

/** A finding as the reviewer wants it recorded; numbers are exact decimal texts. */
export interface ProposedFinding {
  points: string;
  quote: string;
  /** Place of the quote in the document's text, counted as JavaScript counts (UTF-16 units). */
  quoteStart: number | null;
  place: string;
  comment: string;
  shares: readonly { personId: string; post: string; share: string }[];
  notAttributable: string | null;
}

export interface FindingContext {
  clause: { code: string; label: string; labelEn: string; pointsMin: Exact; pointsMax: Exact; source?: string } | null;
  /** The clause named, where it is known but not in force for this case today. */
  withdrawn?: { code: string; version: number; effectiveUntil: string | null; source: string } | null;
  /** `undefined` = no document named, `null` = named but not one of this case, or a scan without words. */
  documentText: string | null | undefined;
  /** `personId` → posts held in this case. */
  posts: ReadonlyMap<string, readonly string[]>;
}

/**
 * Everything wrong with a finding, all at once; empty when it may be recorded.
 * - the clause is in force for the case, and the points lie in its range (CATALOGUES §1.3)
 * - somebody answers: shares of people of the case total exactly 100, or a reason says why nobody does (MISSION Q7, CATALOGUES §4)
 * - the quoted words stand in the document where the reviewer says they stand (MISSION Q11)
 *
 * @example two shares 60 + 30 → path `shares`, 「责任份额合计 90.00%，还差 10.00%」
 */
export function findingFaults(finding: ProposedFinding, context: FindingContext): Fault[] {
  return [...clauseFaults(finding, context), ...quoteFaults(finding, context), ...wordFaults(finding), ...shareFaults(finding, context)];
}

function clauseFaults({ points: asked }: ProposedFinding, { clause, withdrawn }: FindingContext): Fault[] {
  if (!clause && withdrawn?.effectiveUntil)
    return [
      fault(
        'clauseId',
        `条目 ${withdrawn.code}（第 ${withdrawn.version} 版，${withdrawn.source}）已自 ${withdrawn.effectiveUntil} 起停用，不能再据以记录差错。请从列表中选现行条目。`,
        `Clause ${withdrawn.code} (version ${withdrawn.version}, ${withdrawn.source}) was withdrawn from ${withdrawn.effectiveUntil}, so nothing can be recorded under it. Choose one in force.`,
      ),
    ];
  if (!clause)
    return [fault('clauseId', '该条目不适用于本案性质，或今天不在有效期内。请从列表中另选条目。', 'This clause does not apply to the case, or is not in force today. Choose one from the list.')];
  const value = new Decimal(asked);
  if (value.gte(clause.pointsMin) && value.lte(clause.pointsMax)) return [];
  const range = `${points(clause.pointsMin)}–${points(clause.pointsMax)}`;
  return [
    fault(
      'points',
      `扣分 ${points(asked)} 不在条目 ${clause.code}「${clause.label}」${clause.source ? `（${clause.source}）` : ''}的范围 ${range} 内。请在范围内取值。`,
      `${points(asked)} points lie outside the range ${range} of clause ${clause.code} "${clause.labelEn}"${clause.source ? ` (${clause.source})` : ''}. Choose a value inside it.`,
    ),
  ];
}

function quoteFaults({ quote, quoteStart }: ProposedFinding, { documentText }: FindingContext): Fault[] {
  if (documentText === null)
    return [fault('documentId', '所选文书不属于本案，或没有可摘录的文字。请重新选择文书。', 'The document is not one of this case, or holds no words to quote. Choose another.')];
  if (quote === '') return [];
  if (documentText === undefined) return [fault('documentId', '有引文时须选定所引文书。', 'A quote needs the document it comes from.')];
  if (quoteStart === null) return [fault('quoteStart', '引文缺少位置。请在文书中重新选取文字。', 'The quote has no place. Select the words in the document again.')];
  if (documentText.slice(quoteStart, quoteStart + quote.length) === quote) return [];
  const elsewhere = documentText.includes(quote);
  return [
    fault(
      'quote',
      elsewhere ? '引文不在所标位置，但出现在文书别处。请在文书中重新选取。' : '文书中没有这段引文。引文须与文书一字不差，请在文书中重新选取。',
      elsewhere ? 'The quote does not stand at the place given but elsewhere in the document. Select it again.' : 'The document does not hold these words. A quote is exact to the character; select it again.',
    ),
  ];
}

function wordFaults({ place, comment }: ProposedFinding): Fault[] {
  return [
    ...(place.trim() === '' ? [fault('place', '请写明差错所在位置，如“判决书第33段”。', 'Say where the defect stands, such as "judgment, paragraph 33".')] : []),
    ...(comment.trim() === '' ? [fault('comment', '请写明理由：为什么是差错、为何扣这些分。', 'Give the reason: why it is a defect, and why these points.')] : []),
  ];
}

function shareFaults({ shares, notAttributable }: ProposedFinding, { posts }: FindingContext): Fault[] {
  const reason = notAttributable?.trim() ?? '';
  if (shares.length === 0)
    return reason ? [] : [fault('shares', '没有责任人。请分配责任份额，或填写不归责的理由。', 'Nobody answers for it. Share it out, or give the reason why it is not attributable.')];
  if (reason) return [fault('notAttributable', '已有责任人时不能同时“不归责”。请删去其中之一。', 'A defect is either attributed or not. Remove one of the two.')];
  const faults = shares.flatMap(({ personId, post, share }, index) => {
    const held = posts.get(personId);
    return [
      ...(!held ? [fault(`shares[${index}].personId`, '此人没有参与本案。请从本案人员中选择。', 'This person took no part in the case. Choose one of its people.')] : []),
      ...(held && !held.includes(post) ? [fault(`shares[${index}].post`, '此人在本案中没有担任该岗位。请另选岗位。', 'This person did not hold that post in the case. Choose another post.')] : []),
      ...(shares.findIndex((other) => other.personId === personId) < index ? [fault(`shares[${index}].personId`, '同一人只列一行，请把份额合并。', 'One line a person; add the shares together.')] : []),
      ...(new Decimal(share).lte(0) ? [fault(`shares[${index}].share`, '份额须大于 0。请修改或删去此行。', 'A share is more than 0. Change it or remove the line.')] : []),
    ];
  });
  const total = sum(shares.map(({ share }) => share));
  if (total.eq(100)) return faults;
  const [zh, en] = total.lt(100)
    ? [`还差 ${points(total.minus(100).abs())}%`, `${points(total.minus(100).abs())}% is missing`]
    : [`多出 ${points(total.minus(100))}%`, `${points(total.minus(100))}% too much`];
  return [...faults, fault('shares', `责任份额合计 ${points(total)}%，${zh}。请调整到 100%。`, `Shares total ${points(total)}%; ${en}. Make them 100%.`)];
}

/**
 * Points each person answers for: points × share, half up to two places, the last taking the difference, so that they add up.
 * Where only a part of somebody's own points counts (self-reported, put right before it had an effect), points × share × part is
 * rounded half up once, and what is left out falls on nobody else.
 * @param shares per cent, totalling 100
 * @param parts per cent of the own points that counts, in the order of the shares; all of them when absent
 * @example sharePoints('1.00', ['33.33', '33.33', '33.34']) // 0.33, 0.33, 0.34
 * @example sharePoints('1.50', ['70', '30'], [50, 100]) // 0.53, 0.45
 */
export function sharePoints(lost: Exact, shares: readonly Exact[], parts: readonly Exact[] = []): Decimal[] {
  let left = new Decimal(lost);
  return shares.map((share, index) => {
    const rounded = roundHalfUp(new Decimal(lost).times(share).div(100));
    const whole = index === shares.length - 1 ? left : Decimal.min(rounded, left);
    left = left.minus(whole);
    const part = new Decimal(parts[index] ?? 100);
    return part.eq(100) ? whole : roundHalfUp(new Decimal(lost).times(share).times(part).div(10_000));
  });
}

export interface CountedFinding extends Passage {
  id: string;
  clauseId: string;
  reviewId: string;
  points: Exact;
  /** Most the clause may cost one case; `null` = no cap. */
  maxPerCase: Exact | null;
}

/**
 * What each finding of a case really costs it, over all reviews of the case (CATALOGUES §1.3):
 * - findings of one clause stop counting at the clause's cap, in the order given;
 * - a fault another review of the case has found before, the same clause over the same words or at the same place, counts nothing
 *   the second time: one fault is deducted once.
 *
 * @param findings those that count before those that do not yet; within each, by the day of recording. What a decision has put in
 *   the place of a finding stands in that finding's place, so that a correction never moves what the others count.
 * @example cap 3.00: findings of 2.00 and 2.00, the second in another review → 2.00 and 1.00
 */
export function countedPoints(findings: readonly CountedFinding[]): Map<string, Decimal> {
  const spent = new Map<string, Decimal>();
  const counted = new Map<string, Decimal>();
  findings.forEach((finding, index) => {
    const { id, clauseId, reviewId, points: lost, maxPerCase } = finding;
    const known = findings.slice(0, index).some((earlier) => earlier.clauseId === clauseId && earlier.reviewId !== reviewId && overlaps(earlier, finding));
    const before = spent.get(clauseId) ?? new Decimal(0);
    const room = known ? new Decimal(0) : maxPerCase === null ? new Decimal(lost) : Decimal.max(new Decimal(maxPerCase).minus(before), 0);
    const counts = Decimal.min(lost, room);
    spent.set(clauseId, before.plus(counts));
    counted.set(id, counts);
  });
  return counted;
}

/** Score of a case: 100 less what its findings cost, not below zero. */
export function caseScore(counted: Iterable<Exact>): Decimal {
  return Decimal.max(new Decimal(100).minus(sum(counted)), 0);
}

export interface Passage {
  place: string;
  documentId: string | null;
  quote: string;
  quoteStart: number | null;
}

/** Two findings of one clause at one place, or over common words of one document, are taken for the same fault until somebody says otherwise. */
export function overlaps(a: Passage, b: Passage): boolean {
  if (a.place.trim() === b.place.trim()) return true;
  if (a.documentId !== b.documentId || a.quoteStart === null || b.quoteStart === null) return false;
  return a.quoteStart < b.quoteStart + b.quote.length && b.quoteStart < a.quoteStart + a.quote.length;
}

function fault(path: string, zh: string, en: string): Fault {
  return { path, zh, en };
}
