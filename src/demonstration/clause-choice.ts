import type { CaseFile } from './case-file.js';
import type { ClausePlan } from './demonstration-plan.js';
import type { Draw } from './draw.js';

/** How often reviewers meet a clause, in shares; a clause not named here has 18. Example magnitudes. */
const OFTEN: Record<string, number> = {
  'M-C-01': 120, 'M-C-02': 70, 'M-C-03': 62, 'M-C-04': 45, 'M-C-05': 40, 'M-C-06': 26, 'M-C-07': 40, 'M-C-08': 46, 'M-C-09': 40, 'M-C-10': 52,
  'M-C-11': 52, 'M-C-12': 92, 'M-C-13': 36, 'M-C-14': 16, 'M-C-16': 26, 'M-C-18': 56, 'M-C-22': 30, 'M-C-23': 62, 'M-C-24': 8, 'M-C-25': 4,
  'M-C-27': 32, 'M-C-29': 42, 'M-C-30': 26, 'M-C-31': 32, 'M-V-08': 34, 'M-V-01': 24, 'M-E-02': 40, 'M-E-08': 30, 'M-P-05': 34,
};
/** Needs another record to be true (a late publication, a request for incidental review); planted nowhere by chance. */
const NEVER_BY_CHANCE = new Set(['M-C-15', 'M-P-07', 'M-A-04', 'S-C-09', 'S-E-03', 'S-P-05', 'S-C-08', 'S-V-02']);

export function minorClauseFor({ arrival, hearings }: CaseFile, clauses: readonly ClausePlan[], draw: Draw): ClausePlan {
  const possible = clauses.filter(({ code, severity, natures, appliesTo }) => {
    if (severity !== 'minor' || !natures.includes(arrival.nature) || NEVER_BY_CHANCE.has(code)) return false;
    if (appliesTo.includes('hearing') && !appliesTo.includes('document') && !hearings.length) return false;
    return !((code === 'M-C-17' || code === 'M-C-21') && arrival.procedure.bench === 'sole');
  });
  return draw.byShare(possible.map((clause) => ({ clause, share: OFTEN[clause.code] ?? 18 }))).clause;
}

export function seriousClauseFor({ arrival, late, appeal }: CaseFile, clauses: readonly ClausePlan[], draw: Draw): ClausePlan {
  const byCode = (code: string) => clauses.find((clause) => clause.code === code)!;
  if (late && draw.chance(700)) return byCode('S-C-08');
  if (appeal?.attributable) return byCode(draw.pick(['S-C-01', 'S-C-02']));
  const possible = clauses.filter(({ code, severity, natures, field }) => severity === 'serious' && natures.includes(arrival.nature) && field !== 'common' && !NEVER_BY_CHANCE.has(code));
  return draw.pick([...possible, byCode('S-C-06')]);
}

/** Points in hundredths, inside the clause's range: counted places up to the cap, or a value of the range in halves. */
export function pointsOf(clause: ClausePlan, draw: Draw): number {
  const hundredths = (text: string) => Math.round(Number(text) * 100);
  if (clause.each) {
    const counted = hundredths(clause.each) * Number(draw.among({ '1': 560, '2': 260, '3': 120, '5': 60 }));
    return Math.min(counted, clause.maxPerCase ? hundredths(clause.maxPerCase) : counted);
  }
  const [low, high] = [hundredths(clause.pointsMin), hundredths(clause.pointsMax)];
  return low + 50 * draw.int(0, Math.floor((high - low) / 50));
}
