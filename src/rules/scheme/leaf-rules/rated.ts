import { Decimal, points, sum } from '../../../kernel/exact.js';
import type { FactReader } from '../fact-reader.js';
import { fractionOf, notApplicable, type LeafRule, type Reading } from '../leaf-rule.js';
import type { SpecReader } from '../spec-reader.js';
import { plain, say } from '../wording.js';

/**
 * Marks given by people, one list of forms per rater group: each group's plain or trimmed mean, combined by the groups'
 * weights. A group with fewer than `minForms` forms is void and its weight goes to the others in proportion; when all
 * are void, the leaf does not apply.
 *
 * `trim: n` leaves out the n highest and the n lowest forms of a group.
 * Faults: weights not totalling 100; fewer than 2n + 1 forms asked for when n are trimmed.
 * @example leaders 60 % with 90 and 94, members 40 % with 80, 85, 90 (trim 1) → 92 × 60 % + 85 × 40 % = 89.20;
 *   full 8.00 → 7.14. Source: SCHEMES.md “rated”; CATALOGUES §12.1 队伍管理.
 */
export const rated: LeafRule = {
  kind: 'rated',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const outOf = spec.number('outOf', { min: '0.01', otherwise: 100 });
    const groups = spec.list('raters').map(raterGroup);
    const weights = sum(groups.map((group) => group.weight));
    if (groups.length && !weights.eq(100)) {
      spec.fault('raters', `各评分人群的权重合计 ${points(weights)}，应为 100.00。`, `The rater groups' weights total ${points(weights)}; they must total 100.00.`);
    }
    return {
      facts: groups.map((group) => group.fact),
      peers: [],
      read: ({ reader }): Reading => {
        const heard = groups.map((group) => ({ ...group, ...meanOf(group, reader) }));
        const valid = heard.filter((group) => group.mean !== null);
        const shared = sum(valid.map((group) => group.weight));
        const zh = heard.map((g) => `${g.zh} ${g.forms} 份${g.mean ? `均分 ${plain(g.mean)}` : `，不足 ${plain(g.minForms)} 份，无效`}`).join('；');
        const en = heard.map((g) => `${g.en}: ${g.forms} forms, ${g.mean ? `mean ${plain(g.mean)}` : `under ${plain(g.minForms)}, void`}`).join('; ');
        if (shared.isZero()) return notApplicable(`${leaf.title.zh}：${zh}，本项不适用`, `${leaf.title.en}: ${en}, so this part does not apply`);
        const mean = sum(valid.map((group) => group.mean!.times(group.weight))).div(shared);
        const written = valid.map((g) => `${plain(g.mean!)} × ${plain(g.weight.div(shared).times(100))}%`).join(' + ');
        return fractionOf(
          Decimal.min(1, mean.div(outOf)),
          say(`${leaf.title.zh}：${zh}，${written} = ${plain(mean)}`, `${leaf.title.en}: ${en}, ${written} = ${plain(mean)}`),
        );
      },
    };
  },
};

interface RaterGroup {
  zh: string;
  en: string;
  fact: string;
  weight: Decimal;
  minForms: Decimal;
  trim: number;
}

function raterGroup(row: SpecReader): RaterGroup {
  const title = row.object('title');
  const group = {
    zh: title.text('zh'),
    en: title.text('en'),
    fact: row.fact('forms', 'pieces'),
    weight: row.number('weight', { min: 0, max: 100 }),
    minForms: row.number('minForms', { min: 1, otherwise: 1 }),
    trim: row.number('trim', { min: 0, otherwise: 0 }).floor().toNumber(),
  };
  row.done();
  if (group.minForms.lte(group.trim * 2)) {
    row.fault('minForms', `去掉 ${group.trim} 个最高和最低分后没有剩余，minForms 至少为 ${group.trim * 2 + 1}。`, `Nothing is left after trimming ${group.trim} at each end; minForms must be at least ${group.trim * 2 + 1}.`);
  }
  return group;
}

function meanOf(group: RaterGroup, reader: FactReader): { mean: Decimal | null; forms: number } {
  const marks = reader.pieces(group.fact).map((form) => reader.within(group.fact, form.source.id, 'value', form.value, 0));
  if (group.minForms.gt(marks.length)) return { mean: null, forms: marks.length };
  const kept = marks.sort((a, b) => a.cmp(b)).slice(group.trim, marks.length - group.trim);
  return { mean: sum(kept).div(kept.length), forms: marks.length };
}
