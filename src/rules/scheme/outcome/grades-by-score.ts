import { points } from '../../../kernel/exact.js';
import type { CompiledBand, CompiledGrades } from '../sections/grades.js';
import { join, say } from '../wording.js';
import { among, byTotal, edgeWords, firstOf, placesFor, type Assessed } from './assessed.js';
import type { DecidedGrade, QuotaEffect, QuotaUse } from './group-outcome.js';

export interface Graded {
  grade: DecidedGrade | null;
  quotas: QuotaEffect[];
}

/** The band a rounded total falls into: lower ends are closed. Bands stand highest first. */
export function bandOf(bands: readonly CompiledBand[], total: Assessed['total']): CompiledBand | null {
  return bands.find((band) => band.from === null || total.gte(band.from)) ?? null;
}

/**
 * Bands, then quotas from the highest grade down: the best fill the places, the rest fall to the next lower grade, where they
 * meet its quota in turn. A quota is never exceeded; equals at its edge all fall.
 * @param vetoed those whose grade a veto sets; they stand outside the quotas
 */
export function gradeByScore(grades: CompiledGrades, members: readonly Assessed[], vetoed: ReadonlySet<string>): { graded: Map<string, Graded>; uses: QuotaUse[] } {
  const current = new Map<string, { member: Assessed; at: number; quotas: QuotaEffect[] }>();
  for (const member of members) {
    if (member.graded && member.band) current.set(member.sheet.personId, { member, at: grades.bands.indexOf(member.band), quotas: [] });
  }
  const assessed = members.filter((member) => member.graded && member.band);
  const uses: QuotaUse[] = [];
  grades.bands.forEach((band, at) => {
    for (const quota of grades.quotas.filter((one) => one.grade === band.key)) {
      for (const [key, set] of among(assessed, quota.per)) {
        const { places, words } = placesFor(quota, key, set.length);
        const reaching = set.filter(({ sheet }) => !vetoed.has(sheet.personId) && current.get(sheet.personId)!.at === at).sort(byTotal('first'));
        const { taken, edge } = firstOf(reaching, places, 'all-out');
        uses.push({ grade: band.key, among: key, members: set.length, places, used: taken.length, why: words });
        const next = grades.bands[at + 1]!;
        for (const left of reaching.slice(taken.length)) {
          const entry = current.get(left.sheet.personId)!;
          entry.at = at + 1;
          const full = say(`${band.title.zh}名额：${words.zh}，已满，改为${next.title.zh}`, `the places of ${band.title.en} (${words.en}) are taken, so ${next.title.en}`);
          entry.quotas.push({ grade: band.key, instead: next.key, why: join(full, edge?.eq(left.total) ? edgeWords(edge, 'all-out') : null) });
        }
      }
    }
  });
  const graded = new Map<string, Graded>();
  for (const [id, { member, at, quotas }] of current) {
    const band = grades.bands[at]!;
    const reached = member.band!;
    const end = reached.from ? say(`达到${reached.title.zh}下端 ${points(reached.from)}`, `reaches ${reached.title.en}, from ${points(reached.from)}`) : say(`在${reached.title.zh}段`, `in ${reached.title.en}`);
    const score = say(`得分 ${points(member.total)} ${end.zh}`, `the score ${points(member.total)} ${end.en}`);
    graded.set(id, { grade: { key: band.key, title: band.title, why: join(score, ...quotas.map((quota) => quota.why)) }, quotas });
  }
  return { graded, uses };
}
