import type { TrialResult } from '../../../evaluation/dto/trial.dto.js';
import { signed, trueMinus } from '../../format.js';

type Say = (key: string, named?: Record<string, string | number>) => string;

const MOST = 3;

/** How often each person keeps the rank when one weight changes. */
export function firmness(result: TrialResult): Map<string, number> {
  return new Map(result.people.map(({ personId }) => [personId, result.sensitivity.filter(({ ranks }) => !(personId in ranks)).length]));
}

/** The trial in plain sentences, the most important first; a leader reads only this. */
export function conclusionOf(result: TrialResult, words: { t: Say; period: string; group: string; title: (text: { zh: string; en: string }) => string; listed: (parts: string[]) => string }): string[] {
  const { t, title, listed } = words;
  const { summary, baseline, bonus, sensitivity } = result;
  const said = [t('cScope', { period: words.period, group: words.group, n: summary.people })];
  if (!baseline) said.push(t('cNoBaseline'));
  else {
    const points = summary.mostPoints === null ? '–' : trueMinus(summary.mostPoints);
    const moved = summary.moved === null ? t('cNoOrder', { changed: summary.changed }) : summary.moved ? t('cMoved', { moved: summary.moved, places: summary.mostPlaces ?? 0, changed: summary.changed, points }) : summary.changed ? t('cNobodyMoved', { changed: summary.changed, points }) : t('cNothing');
    said.push(t('cBaseline', { version: baseline.version }) + moved);
    for (const [key, way] of [['cUp', 1], ['cDown', -1]] as const) {
      const most = result.people.filter(({ places }) => (places ?? 0) * way > 0).sort((a, b) => Math.abs(b.places!) - Math.abs(a.places!)).slice(0, MOST);
      if (most.length) said.push(t(key, { list: listed(most.map(({ name, places }) => t('places', { name, n: Math.abs(places!) }))) }));
    }
    const { before, after } = summary;
    if (before?.mean && after.mean) said.push(t('cMean', { before: before.mean, after: after.mean, highBefore: before.highest ?? '–', highAfter: after.highest ?? '–', lowBefore: before.lowest ?? '–', lowAfter: after.lowest ?? '–' }));
  }
  if (sensitivity.length) {
    const shaky = sensitivity.filter(({ firstThreeChanged }) => firstThreeChanged > 0);
    said.push(shaky.length ? t('cShakyThree', { list: listed(shaky.slice(0, MOST).map((one) => t('shaky', { title: title(one.title), change: `${signed(String(one.change))}%`, n: one.firstThreeChanged }))) }) : t('cFirmThree'));
    const firm = Array.from(firmness(result).values()).filter((kept) => kept === sensitivity.length).length;
    said.push(t('cFirm', { firm, n: summary.people, variants: sensitivity.length }));
  }
  if (summary.notApplicable) said.push(t('cNotApplicable', { n: summary.notApplicable }));
  if (bonus.missing.length) said.push(t('cBonusMissing', { list: listed(bonus.missing.map((one) => title(one.title))) }));
  else if (bonus.difference !== null) {
    const size = bonus.difference.replace('-', '');
    const change = Number(bonus.difference) === 0 ? t('cBonusSame') : t(bonus.difference.startsWith('-') ? 'cBonusLess' : 'cBonusMore', { n: size });
    said.push(change);
    if (bonus.changedTier) said.push(t('cBonusTier', { n: bonus.changedTier }));
  }
  return said;
}
