import type { Sentence } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import type { Standing } from './bonus-placing.js';

export const SELECTION_KINDS = ['honour', 'training'] as const;
/** 评先评优 · 学习深造 */
export type SelectionKind = (typeof SELECTION_KINDS)[number];
export type SelectionState = 'draft' | 'approved' | 'withdrawn';
/** A leader has one of the group's places; `next` stands after them; `inserted` came in by a recorded decision. */
export type SelectionStanding = 'leader' | 'next' | 'excluded' | 'inserted';

export interface Selected {
  personId: string;
  standing: Exclude<SelectionStanding, 'inserted'>;
  why: Sentence;
}

export interface GroupSelection {
  places: number;
  why: Sentence;
  selected: Selected[];
}

/**
 * 候选人: the leaders of one peer group. Honours: the given per cent of those who may be chosen, rounded down, at least one; whoever has the
 * score of the last place is a candidate too, since equals are not told apart here. Training: one place for every so many people, rounded
 * down, at least one; equals at the edge stand in the order of the roll and the decision says who goes. No quota per unit: a group is a post and nature,
 * never a division. Vetoes keep out whoever they stand against, and their place goes to the next.
 * @param measure per cent (honours) or people for each place (training)
 * @example 14 people, honours 20 % → 2 places; two people equal at place 2 → three candidates
 * Source: CATALOGUES §14, GB-07, GB-08; MISSION U5, U7.
 */
export function selectLeaders(kind: SelectionKind, measure: string, standings: readonly Standing[]): GroupSelection {
  const may = standings.filter((one): one is Standing & { rank: number } => one.excluded === null && one.rank !== null).sort((a, b) => a.rank - b.rank || (a.personId < b.personId ? -1 : 1));
  const whole = kind === 'honour' ? new Decimal(may.length).times(measure).div(100) : new Decimal(may.length).div(measure);
  const places = may.length === 0 ? 0 : Math.max(1, whole.floor().toNumber());
  const edge = may[places - 1]?.rank ?? 0;
  const isLeader = (rank: number, index: number): boolean => (kind === 'honour' ? rank <= edge : index < places);
  return {
    places,
    why:
      kind === 'honour'
        ? { zh: `可参评 ${may.length} 人，${measure}% 取整为 ${places} 名（至少 1 名，同分者同列）`, en: `${may.length} may be chosen, ${measure} % of them rounded down is ${places} (at least 1; equals come together)` }
        : { zh: `可选派 ${may.length} 人，每 ${measure} 人 1 名，计 ${places} 名（至少 1 名）`, en: `${may.length} may be sent, one for every ${measure}, which makes ${places} (at least 1)` },
    selected: [
      ...may.map(({ personId, rank, total }, index): Selected => ({
        personId,
        standing: isLeader(rank, index) ? 'leader' : 'next',
        why: isLeader(rank, index) ? { zh: `本组第 ${rank} 名，得分 ${total}`, en: `Place ${rank} of the group with ${total}` } : { zh: `本组第 ${rank} 名，不在前 ${places} 名`, en: `Place ${rank} of the group, not among the first ${places}` },
      })),
      ...standings.filter((one) => one.excluded !== null || one.rank === null).map(({ personId, excluded }): Selected => ({ personId, standing: 'excluded', why: excluded ?? { zh: '没有参加排名', en: 'Not ranked' } })),
    ],
  };
}
