import type { Sentence } from '../../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../../kernel/exact.js';
import type { FactReader } from '../fact-reader.js';
import { compare, type Piece } from '../facts.js';
import { fractionOf, notApplicable, type LeafRule, type Reading } from '../leaf-rule.js';
import type { SpecReader } from '../spec-reader.js';
import { plain, say } from '../wording.js';

/**
 * Marks given by people, one list of forms per rater group: each group's plain or trimmed mean, combined by the groups'
 * weights. A group with fewer than `minForms` forms is void and its weight goes to the others in proportion; when all
 * are void, the leaf does not apply.
 *
 * `trim: n` leaves out the n highest and the n lowest forms of a group. A row of weight n stands for n forms of that mark.
 * `minimumForms` per survey and `minimumSurveys`: a survey with fewer forms does not count, and with too few surveys that
 * count the whole rating is void. A form names its survey in `survey`, or in the label of its source.
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
    const least = { forms: spec.optionalNumber('minimumForms', { min: 1 }), surveys: spec.optionalNumber('minimumSurveys', { min: 1 }) };
    const weights = sum(groups.map((group) => group.weight));
    if (groups.length && !weights.eq(100)) {
      spec.fault('raters', `各评分人群的权重合计 ${points(weights)}，应为 100.00。`, `The rater groups' weights total ${points(weights)}; they must total 100.00.`);
    }
    return {
      facts: groups.map((group) => group.fact),
      peers: [],
      read: ({ reader }): Reading => {
        const surveys = least.forms || least.surveys ? surveysOf(groups, reader, least.forms) : null;
        if (surveys && (least.surveys ?? new Decimal(1)).gt(surveys.valid.size)) return tooFew(leaf.title, surveys, least);
        const heard = groups.map((group) => ({ ...group, ...meanOf(group, reader, surveys?.valid ?? null) }));
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
  const group = {
    ...row.sentence('title'),
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

interface Surveys {
  /** Survey → forms, ordered by name. */
  forms: [string, Decimal][];
  valid: ReadonlySet<string>;
}

function surveysOf(groups: readonly RaterGroup[], reader: FactReader, least: Decimal | null): Surveys {
  const counted = new Map<string, Decimal>();
  for (const { fact } of groups) {
    for (const form of reader.pieces(fact)) {
      const survey = surveyOf(form);
      counted.set(survey, (counted.get(survey) ?? new Decimal(0)).plus(reader.within(fact, form.source.id, 'weight', form.weight, 0)));
    }
  }
  const forms = [...counted].sort(([a], [b]) => compare(a, b));
  return { forms, valid: new Set(forms.filter(([, count]) => !least || count.gte(least)).map(([survey]) => survey)) };
}

function surveyOf(form: Piece): string {
  return form.survey ?? form.source.label;
}

function tooFew(title: Sentence, { forms, valid }: Surveys, least: { forms: Decimal | null; surveys: Decimal | null }): Reading {
  const list = forms.map(([survey, count]) => `${survey} ${plain(count)}`);
  const [zh, en] = least.forms ? [`每次至少 ${plain(least.forms)} 份`, `at least ${plain(least.forms)} forms each`] : ['不限份数', 'any number of forms'];
  return notApplicable(
    `${title.zh}：测评 ${forms.length} 次（${list.join('；')}），${zh}，有效 ${valid.size} 次，不足 ${plain(least.surveys ?? new Decimal(1))} 次，评分无效，本项不适用`,
    `${title.en}: ${forms.length} surveys (${list.join('; ')}), ${en}; ${valid.size} count, under ${plain(least.surveys ?? new Decimal(1))}, so the rating is void and this part does not apply`,
  );
}

function meanOf(group: RaterGroup, reader: FactReader, surveys: ReadonlySet<string> | null): { mean: Decimal | null; forms: string } {
  const marks = reader.pieces(group.fact).flatMap((form) => {
    if (surveys && !surveys.has(surveyOf(form))) return [];
    const { id } = form.source;
    return [{ value: reader.within(group.fact, id, 'value', form.value, 0), weight: reader.within(group.fact, id, 'weight', form.weight, 0) }];
  });
  const forms = sum(marks.map((mark) => mark.weight));
  if (group.minForms.gt(forms)) return { mean: null, forms: plain(forms) };
  const ordered = marks.sort((a, b) => a.value.cmp(b.value));
  const kept = trimmed(trimmed(ordered, group.trim).reverse(), group.trim);
  return { mean: sum(kept.map((mark) => mark.value.times(mark.weight))).div(sum(kept.map((mark) => mark.weight))), forms: plain(forms) };
}

interface Mark {
  value: Decimal;
  weight: Decimal;
}

/** Leaves out so many forms from the front of a list in order. */
function trimmed(marks: readonly Mark[], trim: number): Mark[] {
  let left = new Decimal(trim);
  return marks.map((mark) => {
    const cut = Decimal.min(left, mark.weight);
    left = left.minus(cut);
    return { value: mark.value, weight: mark.weight.minus(cut) };
  });
}
