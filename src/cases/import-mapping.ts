import { parse } from 'yaml';
import { CASE_NATURES } from '../kernel/actor.js';
import { CatalogueReader, type CatalogueRow } from '../rules/catalogue-reader.js';
import { CLOSING_MANNERS } from './case.entities.js';

export const DATE_FORMATS = ['iso', 'slash', 'chinese', 'serial', 'dayFirst'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Every field a mapping may fill, and what its cells are. */
export const FIELD_KINDS = {
  nature: 'value',
  cause: 'text',
  procedure: 'text',
  weight: 'decimal',
  intakeOn: 'day',
  hearingOn: 'day',
  closedOn: 'day',
  effectiveOn: 'day',
  limitOn: 'day',
  deductedDays: 'count',
  division: 'division',
  responsibleJudge: 'person',
  presidingJudge: 'person',
  panel: 'people',
  judgeAssistant: 'person',
  clerk: 'person',
  closingManner: 'value',
  outcome: 'text',
  appealable: 'flag',
  parties: 'text',
  claimed: 'decimal',
  realised: 'decimal',
} as const;
export type FieldName = keyof typeof FIELD_KINDS;
export const FIELD_NAMES = Object.keys(FIELD_KINDS) as FieldName[];

const ALLOWED_VALUES: Partial<Record<FieldName, readonly string[]>> = {
  nature: [...CASE_NATURES, 'other'],
  closingManner: CLOSING_MANNERS,
  appealable: ['yes', 'no'],
};

export interface FieldMapping {
  /** Titles by which the file may call it; of several that are there the first with a value counts, for `panel` all of them. */
  columns: string[];
  required: boolean;
  /** What the file writes → what the register writes; `null` takes the cell as it stands. */
  values: ReadonlyMap<string, string> | null;
  dates: DateFormat[];
  /** Written in the mapping, so that everybody can see it: what a blank cell or a missing column stands for. */
  whenBlank: string | null;
  /** Words that stand where a judge will stand once the case is assigned: 待分案. A blank cell never says so. */
  waiting: ReadonlySet<string>;
}

export interface ImportMapping {
  name: string;
  title: string;
  titleEn: string;
  /** `standard`: 案号 of 2015, read and made canonical, ranges expanded; `asIs`: another register's own number, kept as text. */
  caseNumber: { form: 'standard' | 'asIs'; columns: string[] };
  /** Words that mean "nothing is known", besides an empty cell: `Unknown`. */
  blanks: ReadonlySet<string>;
  fields: ReadonlyMap<FieldName, FieldMapping>;
}

/**
 * The mapping of `config/mappings/<name>.yaml`.
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readMapping(text: string, file: string): ImportMapping {
  const reader = new CatalogueReader(file);
  const document: unknown = parse(text);
  const root = reader.root(document);
  const number = root.row('caseNumber');
  const named = isRecord(document) && isRecord(document.fields) ? document.fields : {};
  const fieldsRow = root.row('fields');
  for (const name of Object.keys(named))
    if (!isField(name)) fieldsRow.fault(name, `没有“${name}”这个字段。可用：${FIELD_NAMES.join('、')}。`, `There is no field "${name}". Use one of ${FIELD_NAMES.join(', ')}.`);
  const fields = new Map(Object.keys(named).filter(isField).map((name) => [name, readField(name, fieldsRow.row(name), named[name])]));
  const form = number.oneOf('form', ['standard', 'asIs']);
  for (const name of ['cause', 'intakeOn', 'responsibleJudge', 'weight', ...(form === 'asIs' ? ['nature'] : [])] as FieldName[])
    if (!fields.has(name)) fieldsRow.fault(name, `缺少必需的字段“${name}”。请写明它的列。`, `The field "${name}" is needed. Name its column.`);
  return reader.finish({
    name: root.text('mapping'),
    title: root.text('title'),
    titleEn: root.text('titleEn'),
    caseNumber: { form, columns: number.texts('columns') },
    blanks: new Set(root.has('blanks') ? root.texts('blanks') : []),
    fields,
  });
}

function readField(name: FieldName, row: CatalogueRow, raw: unknown): FieldMapping {
  const kind = FIELD_KINDS[name];
  const values = isRecord(raw) && isRecord(raw.values) ? new Map(Object.entries(raw.values).map(([from, to]) => [from, String(to)])) : null;
  const allowed = ALLOWED_VALUES[name];
  if (allowed)
    for (const [from, to] of values ?? [])
      if (!allowed.includes(to)) row.fault(`values.${from}`, `“${to}”不是允许的值：${allowed.join('、')}。`, `"${to}" is not allowed; use one of ${allowed.join(', ')}.`);
  const dates = kind === 'day' ? row.texts('dates').filter(isDateFormat(row)) : [];
  return { columns: row.texts('columns'), required: row.flag('required'), values, dates, whenBlank: row.textOrNull('whenBlank'), waiting: new Set(row.has('waiting') ? row.texts('waiting') : []) };
}

function isDateFormat(row: CatalogueRow): (text: string) => text is DateFormat {
  return (text): text is DateFormat => {
    if ((DATE_FORMATS as readonly string[]).includes(text)) return true;
    row.fault('dates', `没有“${text}”这种日期写法。可用：${DATE_FORMATS.join('、')}。`, `There is no date format "${text}". Use ${DATE_FORMATS.join(', ')}.`);
    return false;
  };
}

function isField(name: string): name is FieldName {
  return Object.hasOwn(FIELD_KINDS, name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
