import type { SchemeRow } from '../../../evaluation/dto/scheme.dto.js';

type Words = { t: (key: string) => string; te: (key: string) => boolean };

/** `法官 · 民商事`; a post this page has no word for is shown as written. */
export function groupOf(scheme: Pick<SchemeRow, 'post' | 'nature'>, { t, te }: Words): string {
  const post = te(`post.${scheme.post}`) ? t(`post.${scheme.post}`) : scheme.post;
  const nature = `nature.${scheme.nature ?? 'any'}`;
  return `${post} · ${te(nature) ? t(nature) : (scheme.nature ?? '')}`;
}

/** A fresh document with every compulsory key in its place, for a court that starts from nothing. */
export function emptyScheme(from: string): string {
  return [
    '# 每个数值都要有来源（source）。写法说明见右上“写法说明”。',
    'id: new-scheme', 'version: 1', 'title:', '  zh: 新方案', '  en: New scheme', `effectiveFrom: ${from}`, 'source: 〔空〕', 'example: false', 'appliesTo: { post: judge, nature: civil }', 'fullMark: 100.00', 'rounding: { places: 2, mode: half-up }',
    'nodes:', '  - key: quality', '    title: { zh: 审判质量, en: Quality }', '    source: 〔空〕', '    fullMark: 100.00', '    limits:', '      zh: 只反映已评查的案件。', '      en: It speaks only of the cases reviewed.', '    rule:', '      kind: mean-of-pieces', '      pieces: ownCaseScore', '      outOf: 100', '',
  ].join('\n');
}
