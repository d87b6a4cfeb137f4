import type { Fault } from '../../../kernel/domain-error.js';
import { refuseMissing } from '../refuse-missing.js';
import { schemeErrors } from '../scheme.errors.js';
import type { CompiledBand, CompiledGrades } from '../sections/grades.js';
import { say } from '../wording.js';
import { among, placesFor, type Assessed } from './assessed.js';
import type { Graded } from './grades-by-score.js';
import type { QuotaUse } from './group-outcome.js';

/**
 * Grades as people proposed them. Nobody is moved: a quota exceeded is refused, naming where, the places and who was proposed.
 * @throws scheme.quotaExceeded
 * @example 20 % of 23 staff is 4; five proposed 优秀 → refused
 */
export function gradeByPeople(grades: CompiledGrades, members: readonly Assessed[], vetoed: ReadonlySet<string>): { graded: Map<string, Graded>; uses: QuotaUse[] } {
  const assessed = members.filter((member) => member.graded);
  const proposed = new Map<string, CompiledBand>();
  for (const { sheet, reader } of assessed) {
    const word = reader.text(grades.proposal!);
    const band = grades.bands.find((one) => one.key === word || one.title.zh === word || one.title.en === word);
    if (band) proposed.set(sheet.personId, band);
    else if (word !== null) {
      const list = grades.bands.map((one) => `${one.key}（${one.title.zh}）`).join('、');
      reader.faults.push({ path: `${sheet.personId}.${grades.proposal!}`, zh: `没有名为“${word}”的等次，可用：${list}。`, en: `There is no grade “${word}”; there are: ${grades.bands.map((one) => one.key).join(', ')}.` });
    }
  }
  const faults: Fault[] = [];
  const uses: QuotaUse[] = [];
  for (const quota of grades.quotas) {
    const title = grades.bands.find((band) => band.key === quota.grade)!.title;
    for (const [key, set] of among(assessed, quota.per)) {
      const { places, words } = placesFor(quota, key, set.length);
      const named = set.filter(({ sheet }) => !vetoed.has(sheet.personId) && proposed.get(sheet.personId)?.key === quota.grade);
      uses.push({ grade: quota.grade, among: key, members: set.length, places, used: named.length, why: words });
      if (named.length <= places) continue;
      const people = named.map(({ sheet, reader }) => reader.facts.name ?? sheet.personId).join('、');
      faults.push({
        path: `${grades.proposal!}.${key || quota.grade}`,
        zh: `${title.zh}名额：${words.zh}；提名 ${named.length} 人（${people}），多 ${named.length - places} 人。依据 ${quota.source}。请减少提名。`,
        en: `Places of ${title.en}: ${words.en}; ${named.length} are proposed (${people}), ${named.length - places} too many, by ${quota.source}. Propose fewer.`,
      });
    }
  }
  refuseMissing(assessed.map((member) => member.reader));
  if (faults.length) throw schemeErrors['scheme.quotaExceeded']({ count: faults.length }, faults);
  const graded = new Map([...proposed].map(([id, band]) => [id, { grade: { key: band.key, title: band.title, why: say(`经提名为${band.title.zh}`, `proposed as ${band.title.en}`) }, quotas: [] }]));
  return { graded, uses };
}
