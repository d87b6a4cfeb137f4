import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points, roundHalfUp, sum, type Exact } from '../kernel/exact.js';
import type { FormSettingRow } from './review-forms.js';
import { caseGradeErrors } from './case-grade.errors.js';

/** Weights, grades and rules in force on one day. */
export interface ScoringRules {
  weights: { code: string; label: string; labelEn: string; forms: string[]; routine: string; key: string }[];
  /** Highest first. */
  grades: { code: string; label: string; labelEn: string; atLeast: string }[];
  /** Shares of the five aspects and of the summation in the hearing's total. */
  hearing: { assessment: string; summation: string };
  /** Grade that one confirmed serious finding leads to. */
  seriousGrade: string;
}

/**
 * Reads the rows in force; a missing one is named, never assumed.
 * @throws DomainError `caseGrade.missing`
 */
export function scoringRules(rows: readonly Pick<FormSettingRow, 'kind' | 'code' | 'label' | 'labelEn' | 'value'>[]): ScoringRules {
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const rule = (key: string): string => {
    const value = of('rule').map((row) => row.value[key]).find((one) => one !== undefined);
    if (typeof value !== 'string') throw caseGradeErrors['caseGrade.missing']({ what: key });
    return value;
  };
  const grades = of('grade').map(({ code, label, labelEn, value }) => ({ code, label, labelEn, atLeast: value['atLeast'] as string }));
  const weights = of('weight').map(({ code, label, labelEn, value }) => ({ code, label, labelEn, forms: value['forms'] as string[], routine: value['routine'] as string, key: value['key'] as string }));
  if (!grades.length || !weights.length) throw caseGradeErrors['caseGrade.missing']({ what: grades.length ? 'weights' : 'grades' });
  return {
    weights,
    grades: grades.sort((a, b) => new Decimal(b.atLeast).cmp(a.atLeast)),
    hearing: { assessment: rule('F-HRG'), summation: rule('F-SUM') },
    seriousGrade: rule('seriousMeans'),
  };
}

/** What a review brings to the case score; `null` = the form does not apply, for the reason given. */
export interface CaseForms {
  kind: 'routine' | 'key' | 'special';
  document: Exact | null;
  procedure: Exact | null;
  substance: Exact | null;
  hearing: { assessment: Exact; summation: Exact | null } | null;
  confirmedSerious: number;
}

export interface CaseResultLine extends Sentence {
  code: string;
  /** What the line brings, two places; `null` where it does not apply. */
  points: string | null;
}

export interface CaseResult {
  score: string;
  grade: { code: string; label: string; labelEn: string };
  lines: CaseResultLine[];
}

/**
 * 庭审总分: five aspects × 40 % + summation × 60 %; where no summation was possible the whole weight is the aspects'.
 * @example hearingTotal('82', '90', { assessment: '40', summation: '60' }) → 86.80
 * Source: CATALOGUES §3.3.
 */
export function hearingTotal(assessment: Exact, summation: Exact | null, shares: ScoringRules['hearing']): Decimal {
  if (summation === null) return roundHalfUp(assessment);
  return roundHalfUp(new Decimal(assessment).times(shares.assessment).plus(new Decimal(summation).times(shares.summation)).div(100));
}

/**
 * 本案得分 and its grade: the weighted mean of the forms that apply (a form that does not gives its weight to the others in
 * proportion), rounded half up once; the grade follows from the score, but one confirmed serious finding makes the case
 * unqualified, with the score still there to see.
 *
 * @example routine, document 88, hearing 82 and 90, procedure 94 → 30.80 + 21.70 + 37.60 = 90.10, 优秀
 * @throws DomainError `caseGrade.nothing` when no form applies
 * Source: CATALOGUES §3.6.
 */
export function caseResult(forms: CaseForms, rules: ScoringRules): CaseResult {
  const total = forms.hearing && hearingTotal(forms.hearing.assessment, forms.hearing.summation, rules.hearing);
  const scoreOf = (served: readonly string[]): Decimal | null => {
    if (served.includes('F-HRG')) return total;
    const score = served.includes('F-DOC') ? forms.document : served.includes('F-PRO') ? forms.procedure : forms.substance;
    return score === null ? null : new Decimal(score);
  };
  const all = rules.weights
    .map((weight) => ({ ...weight, percent: new Decimal(forms.kind === 'routine' ? weight.routine : weight.key), score: scoreOf(weight.forms) }))
    .filter(({ percent }) => percent.gt(0));
  const held = all.flatMap((one) => (one.score === null ? [] : [{ ...one, score: one.score }]));
  const base = sum(held.map(({ percent }) => percent));
  if (base.isZero()) throw caseGradeErrors['caseGrade.nothing']();
  const score = roundHalfUp(sum(held.map((one) => one.score.times(one.percent))).div(base));
  const whole = base.eq(100);
  const lines: CaseResultLine[] = all.map(({ code, label, labelEn, percent, score: own }) => {
    const name = plain(label);
    const nameEn = plain(labelEn);
    if (own === null)
      return { code, points: null, zh: `${name}：不适用，权重 ${short(percent)}% 按比例分给其他各项`, en: `${nameEn}: does not apply; its ${short(percent)} % goes to the others in proportion` };
    const part = points(own.times(percent).div(base));
    const share = whole ? `${short(percent)}%` : `${short(percent)}/${short(base)}`;
    const made = code === 'W-HRG' ? hearingWords(forms.hearing!, total!, rules.hearing) : { zh: '', en: '' };
    return { code, points: part, zh: `${name}：${made.zh}${points(own)} × ${share} = ${part}`, en: `${nameEn}: ${made.en}${points(own)} × ${share} = ${part}` };
  });
  const counted = lines.flatMap((line) => (line.points === null ? [] : [line.points]));
  const grade = gradeFor(score, forms.confirmedSerious, rules);
  lines.push({ code: 'total', points: points(score), zh: `本案得分：${counted.join(' + ')}${sum(counted).eq(score) ? ' = ' : ' ≈ '}${points(score)}`, en: `Case score: ${counted.join(' + ')}${sum(counted).eq(score) ? ' = ' : ' ≈ '}${points(score)}` });
  lines.push({ code: 'grade', points: null, ...gradeWords(score, grade, forms.confirmedSerious) });
  return { score: points(score), grade, lines };
}

function gradeFor(score: Decimal, confirmedSerious: number, { grades, seriousGrade }: ScoringRules): CaseResult['grade'] {
  const found = confirmedSerious > 0 ? grades.find(({ code }) => code === seriousGrade) : grades.find(({ atLeast }) => score.gte(atLeast));
  if (!found) throw caseGradeErrors['caseGrade.missing']({ what: confirmedSerious > 0 ? seriousGrade : 'grades' });
  return { code: found.code, label: found.label, labelEn: found.labelEn };
}

function gradeWords(score: Decimal, { label, labelEn }: CaseResult['grade'], confirmedSerious: number): Sentence {
  return confirmedSerious > 0
    ? { zh: `等次：${label}。有已确认的严重差错 ${confirmedSerious} 条，不论得分；得分 ${points(score)} 仍列明`, en: `Grade: ${labelEn}, for ${confirmedSerious} confirmed serious finding(s), whatever the score; the score of ${points(score)} stays visible` }
    : { zh: `等次：${label}`, en: `Grade: ${labelEn}` };
}

function hearingWords({ assessment, summation }: { assessment: Exact; summation: Exact | null }, total: Decimal, shares: ScoringRules['hearing']): Sentence {
  if (summation === null) return { zh: '不能作小结，权重归五方面；', en: 'no summation possible, the five aspects take its weight; ' };
  const words = `${points(assessment)} × ${short(new Decimal(shares.assessment))}% + ${points(summation)} × ${short(new Decimal(shares.summation))}% = ${points(total)}；`;
  return { zh: `五方面 ${words}`, en: `five aspects ${words.replace('；', '; ')}` };
}

/** `庭审（考评 40%，小结 60%）` → `庭审`: the shares are said in the arithmetic itself. */
const plain = (label: string): string => label.replace(/\s*[（(].*$/, '');
const short = (value: Decimal): string => value.toFixed();
