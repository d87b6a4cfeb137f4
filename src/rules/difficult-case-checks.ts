import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { CASE_FIGURES, type CaseFigureName, type DifficultKind, type EvidenceRole, type FigureNeed } from './difficult-case-table.js';

export interface CaseFigure {
  value: number;
  /** Where the figure stands: the register, or what the applicant stated with evidence. */
  source: Sentence;
  /** Stated by the applicant, not yet in the register. */
  stated: boolean;
}

/** A case as the checks see it. A figure that is absent is not known; it is never taken for zero. */
export interface ClaimedCase {
  nature: string;
  cause: string;
  typeCode: string | null;
  figures: Readonly<Partial<Record<CaseFigureName, CaseFigure>>>;
  papers: readonly EvidenceRole[];
  /** Numbers the court has set, by name. */
  parameters: Readonly<Record<string, number | undefined>>;
}

export interface Check {
  what: Sentence;
  /** `≥ 10` */
  limit: Sentence;
  /** `14`, or that nothing is on record. */
  found: Sentence;
  source: Sentence;
  passed: boolean;
  /** Nothing is on record, so the check cannot be made. */
  missing: boolean;
  stated: boolean;
}

export interface KindVerdict {
  code: string;
  passed: boolean;
  checks: Check[];
  /** No figure reaches its limit, but the paper the kind allows instead is there: for the committee to weigh. */
  onPaper: boolean;
}

export const PAPER_WORDS: Readonly<Record<EvidenceRole, Sentence>> = {
  evidence: { zh: '证明材料', en: 'evidence' },
  minutes: { zh: '法官会议或审判委员会记录（写明无法律规定之处）', en: 'minutes of the judges’ meeting or judicial committee naming the gap' },
  higherCourtNote: { zh: '上级法院的说明', en: 'note of the higher court' },
};
const NATURE_WORDS: Readonly<Record<string, Sentence>> = {
  criminal: { zh: '刑事', en: 'criminal' }, civil: { zh: '民事', en: 'civil' }, administrative: { zh: '行政', en: 'administrative' }, enforcement: { zh: '执行', en: 'enforcement' },
};
const REGISTER: Sentence = { zh: '案件登记', en: 'case register' };

/**
 * 系统核验: whether a case meets the countable conditions of a kind. What restricts the kind (nature, type, cause), every
 * figure under `all`, a compulsory paper, and at least one figure of `anyOf` must hold; where no figure of `anyOf` does, the
 * paper named `otherwise` may stand in.
 *
 * @example DC05, a fraud with 14 offences → passed: cause 诈骗罪 is of the group, 犯罪次数 14 ≥ 10
 * @example DC08 with 1 appraisal and nothing known of volumes and hearings → not passed; two checks say that nothing is on record
 * Source: CATALOGUES.md §5 (kinds [S], limits [E]).
 */
export function checkKind(kind: DifficultKind, claimed: ClaimedCase): KindVerdict {
  const restrictions = restrictionsOf(kind, claimed);
  const all = kind.all.map((need) => checkFigure(need, claimed));
  const any = kind.anyOf.map((need) => checkFigure(need, claimed));
  const reached = any.length === 0 || any.some(({ passed }) => passed);
  const papers: Check[] = kind.document ? [checkPaper(kind.document, claimed)] : [];
  const instead = !reached && kind.otherwise ? checkPaper(kind.otherwise, claimed) : null;
  const passed = [...restrictions, ...all, ...papers].every((check) => check.passed) && (reached || instead?.passed === true);
  return { code: kind.code, passed, checks: [...restrictions, ...any, ...all, ...papers, ...(instead ? [instead] : [])], onPaper: !reached && instead?.passed === true };
}

/** The limit a need asks for; `null` where the court has not set the parameter it names. */
export function limitOf({ atLeast }: FigureNeed, parameters: ClaimedCase['parameters']): number | null {
  return typeof atLeast === 'number' ? atLeast : (parameters[atLeast] ?? null);
}

function checkFigure(need: FigureNeed, { figures, parameters }: ClaimedCase): Check {
  const [what, limit, known] = [CASE_FIGURES[need.figure], limitOf(need, parameters), figures[need.figure]];
  const unset = limit === null;
  return {
    what,
    limit: unset ? { zh: `参数 ${String(need.atLeast)} 未设定`, en: `parameter ${String(need.atLeast)} is not set` } : { zh: `≥ ${limit}`, en: `≥ ${limit}` },
    found: known ? { zh: String(known.value), en: String(known.value) } : { zh: '登记册没有记录', en: 'not on record' },
    source: known?.source ?? REGISTER,
    passed: !unset && known !== undefined && known.value >= limit,
    missing: known === undefined || unset,
    stated: known?.stated ?? false,
  };
}

function checkPaper(role: EvidenceRole, { papers }: ClaimedCase): Check {
  const there = papers.includes(role);
  return {
    what: PAPER_WORDS[role], limit: { zh: '须附', en: 'must be attached' }, found: there ? { zh: '已附', en: 'attached' } : { zh: '未附', en: 'not attached' },
    source: { zh: '申报附件', en: 'attachments of the application' }, passed: there, missing: !there, stated: there,
  };
}

function restrictionsOf(kind: DifficultKind, { nature, typeCode, cause }: ClaimedCase): Check[] {
  const among = (what: Sentence, allowed: readonly string[] | null, found: string, word: (one: string) => Sentence): Check[] =>
    allowed === null
      ? []
      : [{ what, limit: { zh: allowed.map((one) => word(one).zh).join('、'), en: allowed.map((one) => word(one).en).join(', ') }, found: word(found), source: REGISTER, passed: allowed.includes(found), missing: false, stated: false }];
  const plain = (one: string): Sentence => ({ zh: one || '–', en: one || '–' });
  return [
    ...among({ zh: '案件性质', en: 'nature of the case' }, kind.natures, nature, (one) => NATURE_WORDS[one] ?? plain(one)),
    ...among({ zh: '类型代字', en: 'type of the case' }, kind.types, typeCode ?? '', plain),
    ...among({ zh: '案由', en: 'cause' }, kind.causes, cause, plain),
  ];
}

export interface Gate {
  closedOn: Day | null;
  effectiveOn: Day | null;
  appliedOn: Day;
}

/**
 * 审理终结并已生效后申报: closing ≤ effect ≤ application.
 * @example closed 2026-09-10, effective 2026-09-30, applied 2026-09-29 → the second check fails: one day before effect
 * Source: CATALOGUES.md §5, DCR-01.
 */
export function gateChecks({ closedOn, effectiveOn, appliedOn }: Gate): Check[] {
  const day = (one: Day | null, none: Sentence): Sentence => (one === null ? none : { zh: one, en: one });
  const closed = closedOn !== null && closedOn <= appliedOn;
  const effective = closed && effectiveOn !== null && closedOn <= effectiveOn && effectiveOn <= appliedOn;
  return [
    { what: { zh: '结案日期', en: 'closing' }, limit: { zh: `不晚于申报日 ${appliedOn}`, en: `on or before the application, ${appliedOn}` }, found: day(closedOn, { zh: '尚未结案', en: 'not closed' }), source: REGISTER, passed: closed, missing: closedOn === null, stated: false },
    { what: { zh: '生效日期', en: 'effect' }, limit: { zh: `结案之后、不晚于申报日 ${appliedOn}`, en: `after closing, on or before the application, ${appliedOn}` }, found: day(effectiveOn, { zh: '尚未生效', en: 'not in effect' }), source: REGISTER, passed: effective, missing: effectiveOn === null, stated: false },
  ];
}

export interface PointRange {
  min: string;
  max: string;
}

/**
 * The range of one kind. Where each further unit adds points, the upper end starts at the lower one and grows, never past the
 * kind's own upper end.
 * @example DC04, 5 defendants asked, 9 there, 3.00–8.00, 0.50 each further → 3.00–5.00
 */
export function rangeOfKind(kind: DifficultKind, claimed: Pick<ClaimedCase, 'figures' | 'parameters'>): PointRange {
  const need = kind.anyOf[0];
  const limit = need ? limitOf(need, claimed.parameters) : null;
  const value = need ? claimed.figures[need.figure]?.value : undefined;
  if (kind.perFurther === null || limit === null || value === undefined) return { min: points(kind.pointsMin), max: points(kind.pointsMax) };
  const grown = new Decimal(kind.perFurther).times(Math.max(0, value - limit)).plus(kind.pointsMin);
  return { min: points(kind.pointsMin), max: points(Decimal.min(grown, kind.pointsMax)) };
}

/**
 * Several kinds on one case: the highest range (by its upper, then its lower end), its upper end raised by at most `extraMax`
 * in all, and by no more than the other kinds' own upper ends together.
 * @example 3.00–8.00 and 2.00–6.00, at most 2.00 → 3.00–10.00
 * Source: DCR-03 [E].
 */
export function rangeOfKinds(ranges: readonly PointRange[], extraMax: string): PointRange {
  const [highest, ...others] = [...ranges].sort((a, b) => new Decimal(b.max).comparedTo(a.max) || new Decimal(b.min).comparedTo(a.min));
  const further = others.reduce((total, { max }) => total.plus(max), new Decimal(0));
  return { min: highest!.min, max: points(Decimal.min(further, extraMax).plus(highest!.max)) };
}
