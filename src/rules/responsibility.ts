import { Decimal, roundHalfUp, type Exact } from '../kernel/exact.js';

export interface ProposedShare {
  personId: string;
  /** The post through which most of the share came. */
  post: string;
  share: Decimal;
}

/** Posts outside the case: their share never falls back on the judge. */
const OUTSIDE_THE_CASE = new Set(['judicialCommittee', 'qualityReviewer']);

/**
 * 责任矩阵 applied to the people of one case. A post nobody held gives its share to the responsible judge; people of one
 * post divide it equally; one person in two posts adds the shares. What belongs to the judicial committee, or to a
 * reviewer, is proposed to nobody: the person who records decides and says why.
 *
 * @param shares post → per cent
 * @param holders post → people who held it in the case
 * @example proposeShares({ responsibleJudge: 50, presidingJudge: 25, panelMember: 25 }, sole judge) // judge 100
 * Source: CATALOGUES §4.
 */
export function proposeShares(shares: Readonly<Record<string, Exact>>, holders: Readonly<Record<string, readonly string[]>>): ProposedShare[] {
  const judges = holders.responsibleJudge ?? [];
  const parts = Object.entries(shares).flatMap(([post, share]) => {
    const held = holders[post] ?? [];
    if (held.length) return divide(post, share, held);
    return OUTSIDE_THE_CASE.has(post) ? [] : divide('responsibleJudge', share, judges);
  });
  const byPerson = new Map<string, ProposedShare[]>();
  for (const part of parts) byPerson.set(part.personId, [...(byPerson.get(part.personId) ?? []), part]);
  return [...byPerson.values()].map((own) => {
    const main = own.reduce((most, part) => (part.share.gt(most.share) ? part : most));
    return { ...main, share: own.reduce((total, part) => total.plus(part.share), new Decimal(0)) };
  });
}

function divide(post: string, share: Exact, people: readonly string[]): ProposedShare[] {
  const each = roundHalfUp(new Decimal(share).div(people.length || 1));
  return people.map((personId, index) => ({
    personId,
    post,
    share: index === people.length - 1 ? new Decimal(share).minus(each.times(people.length - 1)) : each,
  }));
}
