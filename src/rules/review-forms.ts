import type { Day } from '../kernel/day.js';
import { Decimal, sum } from '../kernel/exact.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** The five kinds of form: document, hearing in five aspects, summation, procedure and file, substance. */
export const FORM_KINDS = ['F-DOC', 'F-HRG', 'F-SUM', 'F-PRO', 'F-SUB'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** One line of a part; a part without lines of its own is one line under its own code. */
export interface FormItem {
  code: string;
  label: string;
  labelEn: string;
  full: string;
  /** Least a single fault costs here, and most. */
  deductionMin: string;
  deductionMax: string;
  /** Defect clauses whose points this line takes. */
  clauses: string[];
}

export interface FormPart {
  code: string;
  label: string;
  labelEn: string;
  full: string;
  items: FormItem[];
  /** Steps to choose from, where points are given instead of taken off. */
  scale: string[] | null;
}

/** What a form says; its dates and source stand beside it. */
export interface FormContent {
  form: FormKind;
  code: string;
  label: string;
  labelEn: string;
  full: string;
  parts: FormPart[];
  /** Part that takes findings whose clause no part lists. */
  unlisted: string | null;
  /** Only findings deduct; the reviewer confirms that the section was read. */
  onlyFindings: boolean;
  /** Kinds of review the form belongs to; `null` = all. */
  reviews: string[] | null;
  /** People who assess independently of each other; their mean counts. */
  assessors: number;
}

interface Dated {
  code: string;
  label: string;
  labelEn: string;
  version: number;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

export interface FormRow extends Dated {
  form: FormKind;
  field: string;
  content: FormContent;
}

export const SETTING_KINDS = ['weight', 'grade', 'rule'] as const;

/** A weight, a grade or a rule of the case score, as it is kept. */
export interface FormSettingRow extends Dated {
  kind: (typeof SETTING_KINDS)[number];
  value: Record<string, string | string[]>;
}

const FIELDS = ['common', 'civil', 'criminal', 'administrative', 'enforcement'] as const;

/**
 * 评查表 from `review-forms.yaml` (already parsed): forms by field, and the weights, grades and rules that make one case
 * score of them. Items must add up to their part, parts to their form, weights to 100, and every unlisted finding must have a part.
 * @throws DomainError `catalogue.faulty` with every fault of the file
 * Source: CATALOGUES §3.
 */
export function readReviewForms(document: unknown): { forms: FormRow[]; settings: FormSettingRow[] } {
  const reader = new CatalogueReader('review-forms.yaml');
  const root = reader.root(document);
  const forms = root.rows('forms').map(formRow);
  const settings = [...root.rows('weights').map(weightRow), ...root.rows('grades').map(gradeRow), ...root.rows('rules').map(ruleRow)];
  for (const [key, zh, en] of [['routine', '常规', 'routine'], ['key', '重点', 'key']] as const) {
    const total = sum(settings.flatMap(({ kind, effectiveUntil, value }) => (kind === 'weight' && !effectiveUntil ? [value[key] as string] : [])));
    if (!total.eq(100)) root.fault('weights', `${zh}评查的权重合计 ${total.toFixed(2)}%，应为 100%。请改正。`, `Weights of ${en} reviews total ${total.toFixed(2)} %, not 100 %. Correct them.`);
  }
  return reader.finish({ forms, settings });
}

function dated(row: CatalogueRow): Dated {
  return {
    code: row.text('code'),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    version: row.whole('version'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
    source: row.text('source'),
    example: row.flag('example'),
  };
}

function formRow(row: CatalogueRow): FormRow {
  const base = dated(row);
  const form = row.oneOf('form', FORM_KINDS);
  const full = row.decimal('full');
  const parts = row.rows('parts').map(formPart);
  const unlisted = row.textOrNull('unlisted');
  if (unlisted !== null && !parts.some(({ code }) => code === unlisted)) row.fault('unlisted', `没有部分“${unlisted}”。请改正。`, `There is no part "${unlisted}". Correct it.`);
  mustTotal(row, 'parts', full, parts);
  const assessors = row.has('ratedBy') ? row.row('ratedBy').whole('assessors') : 1;
  const onlyFindings = row.has('deducts') && row.oneOf('deducts', ['findings']) === 'findings';
  const content: FormContent = {
    form, full, parts, unlisted, onlyFindings, assessors,
    code: base.code, label: base.label, labelEn: base.labelEn,
    reviews: row.has('reviews') ? row.texts('reviews') : null,
  };
  return { ...base, form, field: row.oneOf('field', FIELDS), content };
}

function formPart(row: CatalogueRow): FormPart {
  const [code, label, labelEn, full] = [row.text('code'), row.text('label'), row.text('labelEn'), row.decimal('full')];
  const scale = row.has('scale') ? row.texts('scale') : null;
  const own: FormItem = { code, label, labelEn, full, deductionMin: '0.00', deductionMax: full, clauses: row.has('clauses') ? row.texts('clauses') : [] };
  const items = row.has('items') ? row.rows('items').map(formItem) : [own];
  mustTotal(row, 'items', full, items);
  return { code, label, labelEn, full, items, scale };
}

function formItem(row: CatalogueRow): FormItem {
  return {
    code: row.text('code'),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    full: row.decimal('full'),
    deductionMin: row.decimal('deductionMin'),
    deductionMax: row.decimal('deductionMax'),
    clauses: row.has('clauses') ? row.texts('clauses') : [],
  };
}

function mustTotal(row: CatalogueRow, key: string, full: string, lines: readonly { full: string }[]): void {
  const total = sum(lines.map((line) => line.full));
  if (!total.eq(new Decimal(full)))
    row.fault(key, `各项满分合计 ${total.toFixed(2)}，应为 ${full}。请改正。`, `Full marks total ${total.toFixed(2)}, not ${full}. Correct them.`);
}

const weightRow = (row: CatalogueRow): FormSettingRow => ({
  ...dated(row), kind: 'weight', value: { forms: row.texts('forms'), routine: row.decimal('routinePercent'), key: row.decimal('keyPercent') },
});
const gradeRow = (row: CatalogueRow): FormSettingRow => ({ ...dated(row), kind: 'grade', value: { atLeast: row.decimal('atLeast') } });

function ruleRow(row: CatalogueRow): FormSettingRow {
  const given = row.row('value');
  const value: Record<string, string> = {};
  if (given.has('F-HRG')) {
    for (const form of ['F-HRG', 'F-SUM'] as const) value[form] = given.decimal(form);
    if (!sum(Object.values(value)).eq(100)) row.fault('value', '两项比例合计应为 100。请改正。', 'The two shares must total 100. Correct them.');
  } else for (const key of ['missing', 'notPossible', 'notApplicable', 'seriousMeans']) if (given.has(key)) value[key] = given.text(key);
  return { ...dated(row), kind: 'rule', value };
}
