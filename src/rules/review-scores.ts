import type { Fault, Sentence } from '../kernel/domain-error.js';
import { Decimal, points, roundHalfUp, sum, type Exact } from '../kernel/exact.js';
import type { FormContent, FormItem, FormPart } from './review-forms.js';

/** Part → item → what was taken off (or, on a scale, given). An item not looked at yet is absent. */
export type Entered = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A finding as a form sees it: what it really costs the case, its clause capped. */
export interface PlacedFinding {
  id: string;
  clause: string;
  /** Comma-separated steps the clause applies to, the first deciding. */
  appliesTo: string;
  lost: Exact;
}

/** One step of the arithmetic: what it does to the part, in words. */
export interface ScoreStep extends Sentence {
  kind: 'finding' | 'entered' | 'given' | 'floor';
  points: string;
  /** The finding, where one made the step. */
  findingId: string | null;
}

export interface SheetPart {
  code: string;
  label: string;
  labelEn: string;
  full: string;
  score: string;
  steps: ScoreStep[];
}

export interface FormSheet {
  form: string;
  code: string;
  label: string;
  labelEn: string;
  full: string;
  score: string;
  parts: SheetPart[];
  words: Sentence;
}

const SERVES: Readonly<Record<string, readonly string[]>> = {
  substantive: ['F-SUB', 'F-DOC'], document: ['F-DOC'], procedure: ['F-PRO'], hearing: ['F-PRO'], file: ['F-PRO'],
};

/**
 * Which line of which form takes a finding: the first form that serves one of the clause's steps, in their order, and lists
 * the clause; else the part that form names for clauses it does not list. `null` when no form of this review can take it.
 * @example M-C-12 (document) in a civil review → F-DOC, part `format`, item D42
 */
export function placeOf({ clause, appliesTo }: Pick<PlacedFinding, 'clause' | 'appliesTo'>, forms: readonly FormContent[]): { form: string; part: string; item: string | null } | null {
  const kinds = [...new Set(appliesTo.split(',').flatMap((step) => SERVES[step] ?? []))];
  const serving = kinds.flatMap((kind) => forms.filter(({ form }) => form === kind));
  for (const { form, parts } of serving)
    for (const part of parts) for (const item of part.items) if (item.clauses.includes(clause)) return { form, part: part.code, item: item.code };
  const rest = [...serving, ...forms].find(({ unlisted }) => unlisted !== null);
  return rest ? { form: rest.form, part: rest.unlisted!, item: null } : null;
}

/**
 * The score of one form: each part begins at its full mark, loses what its findings cost and what was taken off beside
 * them, and stops at zero; on a scale it is the step chosen. Items not looked at yet count as nothing lost.
 * @example part 20.00, finding −1.00, entered −0.50 → 18.50
 * Source: CATALOGUES §3.1–3.5.
 */
export function formSheet(content: FormContent, entered: Entered, findings: readonly PlacedFinding[] = [], forms: readonly FormContent[] = [content]): FormSheet {
  const own = findings.flatMap((finding) => {
    const place = placeOf(finding, forms);
    return place?.form === content.form ? [{ ...finding, ...place }] : [];
  });
  const parts = content.parts.map((part): SheetPart => {
    const { code, label, labelEn, full, scale } = part;
    const given = entered[code] ?? {};
    if (scale) return { code, label, labelEn, full, ...onScale(part, given) };
    const steps = [
      ...own.filter((finding) => finding.part === code).map((finding) => findingStep(finding, part)),
      ...part.items.flatMap((item) => enteredStep(item, given[item.code])),
    ];
    const left = new Decimal(full).plus(sum(steps.map((step) => step.points)));
    if (left.lt(0)) steps.push({ kind: 'floor', points: points(left.neg()), findingId: null, zh: '扣完为止，不计负分', en: 'The part stops at zero' });
    return { code, label, labelEn, full, score: points(Decimal.max(left, 0)), steps };
  });
  const score = sum(parts.map((part) => part.score));
  const terms = parts.map((part) => part.score).join(' + ');
  const { form, code, label, labelEn, full } = content;
  return {
    form, code, label, labelEn, full, parts,
    score: points(score),
    words: { zh: `${label}：${terms} = ${points(score)}`, en: `${labelEn}: ${terms} = ${points(score)}` },
  };
}

function findingStep({ id, clause, item, lost }: PlacedFinding & { item: string | null }, part: FormPart): ScoreStep {
  const line = part.items.find(({ code }) => code === item);
  const at = line && line.code !== part.code ? { zh: `（${line.label}）`, en: ` (${line.labelEn})` } : { zh: '', en: '' };
  return { kind: 'finding', points: points(new Decimal(lost).neg()), findingId: id, zh: `差错 ${clause} 扣 ${points(lost)}${at.zh}`, en: `Finding ${clause}, ${points(lost)} off${at.en}` };
}

function enteredStep({ label, labelEn }: FormItem, lost: string | undefined): ScoreStep[] {
  if (lost === undefined || new Decimal(lost).isZero()) return [];
  return [{ kind: 'entered', points: points(new Decimal(lost).neg()), findingId: null, zh: `${label} 扣 ${points(lost)}`, en: `${labelEn}, ${points(lost)} off` }];
}

function onScale({ code, label, labelEn, full }: FormPart, given: Readonly<Record<string, string>>): Pick<SheetPart, 'score' | 'steps'> {
  const score = points(given[code] ?? '0');
  const step: ScoreStep = { kind: 'given', points: points(new Decimal(score).minus(full)), findingId: null, zh: `${label}得 ${score}`, en: `${labelEn}: ${score}` };
  return { score, steps: given[code] === undefined ? [] : [step] };
}

/** What is wrong with the figures of one part, all at once. */
export function enteredFaults(content: FormContent, partCode: string, values: Readonly<Record<string, string>>): Fault[] {
  const part = content.parts.find(({ code }) => code === partCode);
  if (!part) return [fault(partCode, `${content.label}没有“${partCode}”这一部分。请从表中选取。`, `${content.labelEn} has no part "${partCode}". Choose one of the form.`)];
  return Object.entries(values).flatMap(([code, text]) => {
    const path = `${content.form}.${partCode}.${code}`;
    const item = part.items.find((one) => one.code === code);
    if (!item) return [fault(path, `“${part.label}”没有“${code}”这一项。请从表中选取。`, `"${part.labelEn}" has no item "${code}". Choose one of the form.`)];
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return [fault(path, `${item.label}：“${text}”不是分值。请填最多两位小数的数。`, `${item.labelEn}: "${text}" is not a mark. Enter a number with at most two decimals.`)];
    const value = new Decimal(text);
    if (part.scale) {
      if (part.scale.some((step) => value.eq(step))) return [];
      const steps = part.scale.join(' / ');
      return [fault(path, `${item.label}：${points(value)} 不是档次。请选 ${steps}。`, `${item.labelEn}: ${points(value)} is not a step. Choose ${steps}.`)];
    }
    if (content.onlyFindings && !value.isZero())
      return [fault(path, `${content.label}只由差错扣分，不能另行扣分。请记录差错。`, `Only findings deduct in ${content.labelEn}. Record a finding instead.`)];
    if (value.isZero() || (value.gte(item.deductionMin) && value.lte(item.full))) return [];
    const range = `${item.deductionMin}–${item.deductionMax}`;
    return [fault(path, `${item.label}扣 ${points(value)}：每处扣 ${range}，全项满分 ${item.full}。请改正。`, `${item.labelEn}, ${points(value)} off: a fault costs ${range}, the item holds ${item.full}. Correct it.`)];
  });
}

/** Every item of a form not looked at yet. */
export function missingItems(content: FormContent, entered: Entered): Fault[] {
  return content.parts.flatMap((part) =>
    part.items.flatMap((item) =>
      entered[part.code]?.[item.code] === undefined
        ? [fault(`${content.form}.${part.code}.${item.code}`, `${content.label} · ${part.label}${item.code === part.code ? '' : ` · ${item.label}`} 还没有评分。`, `${content.labelEn} · ${part.labelEn}${item.code === part.code ? '' : ` · ${item.labelEn}`} is not scored yet.`)]
        : [],
    ),
  );
}

/** Mean of what the assessors gave, half up to two places once. @example meanOf(['82.00', '81.50']) → 81.75 */
export function meanOf(scores: readonly Exact[]): Decimal {
  return roundHalfUp(sum(scores).div(scores.length));
}

function fault(path: string, zh: string, en: string): Fault {
  return { path, zh, en };
}
