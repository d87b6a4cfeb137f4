import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** What can be counted of a case. Everything else about it is for the committee to weigh. */
export const CASE_FIGURES = {
  defendants: { zh: '被告人人数', en: 'defendants' },
  offences: { zh: '犯罪次数', en: 'offences' },
  partiesOnLargerSide: { zh: '人数较多一方的当事人人数', en: 'parties on the larger side' },
  linkedCasesSameDefendant: { zh: '同一被告的同类关联案件数', en: 'linked cases of one cause against one defendant' },
  mediaRecordsProvinceUp: { zh: '省级以上媒体报道次数', en: 'reports in media of province level or above' },
  supervisionLetters: { zh: '督办函件数', en: 'supervision letters' },
  petitionPoliceMediationRecordsBeforeClosing: { zh: '结案前信访、出警、调解记录次数', en: 'petition, police and mediation records before closing' },
  monthsSinceSameCauseClosed: { zh: '距本院上一件同案由结案的月数', en: 'months since the court last closed a case of this cause' },
  appraisals: { zh: '鉴定次数', en: 'expert appraisals' },
  volumes: { zh: '卷宗册数', en: 'volumes of the file' },
  hearings: { zh: '开庭次数', en: 'hearings' },
  foreignElement: { zh: '涉外、涉港澳台（1 是，0 否）', en: 'foreign element (1 yes, 0 no)' },
  claims: { zh: '申报债权笔数', en: 'claims filed' },
  ageDays: { zh: '自收案至结案的天数', en: 'days from intake to closing' },
  petitionYears: { zh: '信访持续年数', en: 'years of petitioning' },
  claimsSettled: { zh: '全部诉求已化解（1 是，0 否）', en: 'all claims settled (1 yes, 0 no)' },
} as const satisfies Record<string, Sentence>;
export type CaseFigureName = keyof typeof CASE_FIGURES;

/** A paper that may stand for a figure, or without which a kind cannot be claimed at all. */
export const EVIDENCE_ROLES = ['evidence', 'minutes', 'higherCourtNote'] as const;
export type EvidenceRole = (typeof EVIDENCE_ROLES)[number];

export interface FigureNeed {
  figure: CaseFigureName;
  /** A number, or the name of the court's parameter that holds it. */
  atLeast: number | string;
}

/** 难案种类 with its condition, range of points, date and source. */
export interface DifficultKind {
  code: string;
  version: number;
  label: string;
  labelEn: string;
  natures: string[] | null;
  types: string[] | null;
  causes: string[] | null;
  anyOf: FigureNeed[];
  all: FigureNeed[];
  document: EvidenceRole | null;
  /** Paper accepted where no figure reaches its limit: the committee then decides on it. */
  otherwise: EvidenceRole | null;
  pointsMin: string;
  pointsMax: string;
  /** Added to the upper end for each unit beyond the limit, never past `pointsMax`. */
  perFurther: string | null;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

interface DatedValue {
  value: string;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
}

export interface DifficultTable {
  kinds: DifficultKind[];
  /** Most that several kinds on one case add to the highest range. */
  extraMax: DatedValue[];
  /** Most that difficult cases give one judge in a year. */
  capPerYear: DatedValue[];
}

const FIGURE_NAMES = Object.keys(CASE_FIGURES) as CaseFigureName[];
const DOCUMENTS: Readonly<Record<string, EvidenceRole>> = { minutesNamingTheGap: 'minutes', higherCourtNote: 'higherCourtNote', voteWithEvidence: 'evidence' };

/**
 * Reads `config/catalogues/difficult-cases.yaml` (already parsed).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readDifficultTable(document: unknown): DifficultTable {
  const reader = new CatalogueReader('difficult-cases.yaml');
  const root = reader.root(document);
  const groups = (document as { causeGroups?: Record<string, string[]> } | null)?.causeGroups ?? {};
  const kinds = root.rows('kinds').map((row) => readKind(row, groups));
  const rules = root.rows('rules');
  const dated = (code: string, key: string): DatedValue[] =>
    rules.filter((row) => row.text('code') === code).map((row) => ({ value: row.row('value').decimal(key), effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source') }));
  const table = { kinds, extraMax: dated('DCR-03', 'extraMax'), capPerYear: dated('DCR-04', 'capPerJudgeAndYear') };
  if (!table.extraMax.length) reader.fault('rules', '缺少 DCR-03（一案多种情形）。请补上。', 'DCR-03 (several kinds on one case) is missing. Add it.');
  if (!table.capPerYear.length) reader.fault('rules', '缺少 DCR-04（每名法官每年封顶）。请补上。', 'DCR-04 (cap per judge and year) is missing. Add it.');
  return reader.finish(table);
}

function readKind(row: CatalogueRow, groups: Readonly<Record<string, string[]>>): DifficultKind {
  const check = row.row('check');
  const [pointsMin, pointsMax] = [row.decimal('pointsMin'), row.decimal('pointsMax')];
  if (new Decimal(pointsMin).gt(pointsMax)) row.fault('pointsMax', '“pointsMax”小于“pointsMin”。请改正。', '"pointsMax" is below "pointsMin". Correct it.');
  const group = check.textOrNull('causes');
  if (group !== null && !groups[group]?.length) row.fault('check.causes', `没有名为“${group}”的案由组。请在 causeGroups 中列出。`, `There is no group of causes "${group}". List it under causeGroups.`);
  const all = check.has('all') ? check.rows('all').map(readNeed) : [];
  if (check.textOrNull('flag') !== null) all.push({ figure: check.oneOf('flag', FIGURE_NAMES), atLeast: 1 });
  const paper = (key: string): EvidenceRole | null => (check.has(key) ? DOCUMENTS[check.oneOf(key, Object.keys(DOCUMENTS))]! : null);
  return {
    code: row.text('code'), version: row.whole('version'), label: row.text('label'), labelEn: row.text('labelEn'),
    natures: check.has('natures') ? check.texts('natures') : null,
    types: check.has('types') ? check.texts('types') : null,
    causes: group === null ? null : (groups[group] ?? []),
    anyOf: check.has('anyOf') ? check.rows('anyOf').map(readNeed) : [],
    all,
    document: paper('document'),
    otherwise: paper('else'),
    pointsMin, pointsMax, perFurther: row.decimalOrNull('perFurther'),
    effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source'), example: row.flag('example'),
  };
}

function readNeed(row: CatalogueRow): FigureNeed {
  const figure = row.oneOf('fact', FIGURE_NAMES);
  if (row.has('atLeastParameter')) return { figure, atLeast: row.text('atLeastParameter') };
  return { figure, atLeast: row.has('atLeast') ? row.whole('atLeast') : 1 };
}

/** The version of each kind in force on a day, in the order of the file. */
export function kindsInForce({ kinds }: DifficultTable, day: Day): DifficultKind[] {
  return kinds.filter((kind) => holds(kind, day));
}

/**
 * The kind with its lost number filled in by the court's parameter, where the court has set one.
 * @example 被告人〔空〕人以上, difficult.minDefendants = 5 → 被告人5人以上
 */
export function filledIn(kind: DifficultKind, parameters: Readonly<Record<string, number | undefined>>): DifficultKind {
  const fill = (need: FigureNeed): FigureNeed => ({ ...need, atLeast: typeof need.atLeast === 'string' ? (parameters[need.atLeast] ?? need.atLeast) : need.atLeast });
  const lost = kind.anyOf.map(({ atLeast }) => (typeof atLeast === 'string' ? parameters[atLeast] : undefined)).find((value) => value !== undefined);
  const said = (label: string): string => (lost === undefined ? label : label.replace(/〔空〕|〔blank〕/, String(lost)));
  return { ...kind, label: said(kind.label), labelEn: said(kind.labelEn), anyOf: kind.anyOf.map(fill), all: kind.all.map(fill) };
}

/** @returns `null` when nothing is in force on that day: nothing is assumed */
export function valueInForce(values: readonly DatedValue[], day: Day): DatedValue | null {
  return values.find((one) => holds(one, day)) ?? null;
}

function holds({ effectiveFrom, effectiveUntil }: Pick<DatedValue, 'effectiveFrom' | 'effectiveUntil'>, day: Day): boolean {
  return effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil);
}
