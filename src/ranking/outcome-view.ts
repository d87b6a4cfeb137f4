import type { OutcomeView } from '../evaluation/dto/score.dto.js';
import type { GroupOutcome } from '../rules/scheme/outcome/group-outcome.js';

/** What the scheme makes of one person's total, in words; `null` where it makes nothing of totals. */
export function outcomeView(outcome: GroupOutcome | undefined, personId: string): OutcomeView | null {
  const member = outcome?.members.find((one) => one.personId === personId);
  if (!outcome || !member) return null;
  const money = outcome.distributions.flatMap(({ key, title, shares }) => shares.filter((share) => share.personId === personId).map((share) => ({ key, title, why: share.why })));
  return {
    grade: member.grade,
    vetoes: member.vetoes.map(({ key, title, why, source, events }) => ({ key, title, why, source, eventId: events[0]?.id ?? null })),
    marks: [
      ...member.quotas.map(({ grade, why }) => ({ key: grade, title: QUOTA, why })),
      ...member.marks.map(({ key, title, why, effect }) => ({ key, title, why: effect ? { zh: `${why.zh}；${effect.zh}`, en: `${why.en}; ${effect.en}` } : why })),
      ...money,
    ],
    eligible: member.eligible && member.ranked,
    whyNot: member.whyNot,
  };
}

const QUOTA = { zh: '名额', en: 'Quota' };
