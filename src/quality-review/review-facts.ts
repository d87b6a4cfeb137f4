import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, type Decimal } from '../kernel/exact.js';
import type { RecordBehind, RecordRemoval } from '../platform/facts/counted-facts.js';
import { markWith, ownCaseScore, WHOLE_CASE } from '../rules/own-case-score.js';
import { compare, type EventRemoval, type FactEvent, type FactName, type PersonFacts } from '../rules/scheme/facts.js';
import type { SampledCase, SampledFindings } from './review-sample.js';
import { markWords } from './mark-words.js';
import { ReviewsOnForms } from './reviews-on-forms.js';
import type { SharedFinding } from './shared-finding.js';
import { written } from './written.js';

export type QualityFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

export interface ReviewedCase {
  personId: string;
  caseId: string;
  caseNumber: string;
  submittedOn: Day;
  documentScore: number | string | null;
}

/** Least mark of a document called excellent. */
export const EXCELLENT = 90;

/** 把关、审阅: whoever signs for what others wrote. */
const SIGNING_POSTS: readonly string[] = ['divisionChief', 'deputyDivisionChief', 'vicePresident', 'courtPresident'];

const BY_STEP: Readonly<Record<string, FactName>> = { document: 'documentFindings', hearing: 'hearingFindings', procedure: 'procedureFindings', file: 'fileFindings', substantive: 'substantiveFindings' };

/** Lists in which every finding has to be told, minor ones too. */
const TELLING: readonly FactName[] = ['minorFindings', 'passedFindings', 'ownFindings', ...Object.values(BY_STEP)];

/** Whether these facts tell of serious findings alone, the others being counted. */
export function tellsOnlySerious(asked: ReadonlySet<FactName> | null): boolean {
  return asked !== null && !TELLING.some((fact) => asked.has(fact));
}

/** One person's reviewed cases and findings of one period, and what is counted from them. */
export class ReviewFacts {
  /** Reviewed cases by id: own ones, and those with a finding the person answers for. */
  private readonly cases: Map<string, { caseNumber: string; day: Day }>;
  private readonly reviews: readonly ReviewedCase[];
  private readonly inReview: readonly SharedFinding[];
  private readonly recorded: readonly SharedFinding[];
  private readonly inReviewOf: ReadonlyMap<string, readonly SharedFinding[]>;
  private readonly recordedIn: ReadonlyMap<string, readonly SharedFinding[]>;
  /** Cases the person is the responsible judge of. */
  private readonly judged: ReadonlySet<string>;

  /** Put in order here: by day and id, cases by id, in whatever order they come. */
  constructor(
    found: readonly SharedFinding[],
    reviewed: readonly ReviewedCase[],
    period: EvaluationPeriod,
    private readonly onForms: ReviewsOnForms = ReviewsOnForms.NONE,
  ) {
    const findings = [...found].sort((a, b) => compare(a.recordedOn, b.recordedOn) || compare(a.id, b.id));
    const reviews = [...reviewed].sort((a, b) => compare(a.caseId, b.caseId));
    this.reviews = reviews;
    const within = (day: Day | null): boolean => day !== null && day >= period.from && day < period.until;
    this.inReview = findings.filter((finding) => within(finding.submittedOn));
    this.recorded = findings.filter((finding) => within(finding.recordedOn));
    this.inReviewOf = byCase(this.inReview);
    this.recordedIn = byCase(this.recorded);
    this.judged = new Set(reviews.map(({ caseId }) => caseId));
    this.cases = new Map(reviews.map(({ caseId, caseNumber, submittedOn }) => [caseId, { caseNumber, day: submittedOn }]));
    for (const { caseId, caseNumber, submittedOn } of this.inReview) if (!this.cases.has(caseId)) this.cases.set(caseId, { caseNumber, day: submittedOn! });
  }

  /** @param asked lists beside the two of serious and minor findings are only drawn up when asked for */
  facts(asked: ReadonlySet<FactName> | null): QualityFactsOf {
    const further = ['passedFindings', 'ownFindings', ...Object.values(BY_STEP)].filter((fact) => !asked || asked.has(fact));
    return {
      numbers: {
        reviewed: this.cases.size,
        minorCases: this.casesWith('minor').length,
        seriousCases: this.casesWith('serious').length,
        excellentDocuments: this.excellent().length,
      },
      events: { seriousFindings: this.eventsOf('seriousFindings'), minorFindings: this.eventsOf('minorFindings'), ...Object.fromEntries(further.map((fact) => [fact, this.eventsOf(fact)])) },
      pieces: {
        ownCaseScore: [...this.cases].map(([id, { caseNumber }]) => ({ source: { kind: 'case', id, label: caseNumber }, value: this.scoreWithout(id, () => false), weight: 1 })),
      },
    };
  }

  /** The same figures case by case: what {@link facts} adds up. @param reviewers of the cases reviewed in the period */
  sample(reviewers: ReadonlyMap<string, string>): SampledCase[] {
    const excellent = new Set(this.excellent().map(({ caseId }) => caseId));
    const ids = [...new Set([...this.cases.keys(), ...this.recordedIn.keys()])].sort(compare);
    return ids.map((caseId) => {
      const found = this.recordedIn.get(caseId) ?? [];
      return {
        caseId,
        reviewerId: reviewers.get(caseId) ?? null,
        reviewed: this.cases.has(caseId),
        excellent: excellent.has(caseId),
        lost: WHOLE_CASE - ownCaseScore([this.lostWithout(caseId, () => false)]),
        serious: sampled(found.filter(({ severity }) => severity === 'serious')),
        minor: sampled(found.filter(({ severity }) => severity === 'minor')),
      };
    });
  }

  /** The records behind one of {@link facts}; `null` for a fact that is counted elsewhere. */
  records(fact: FactName): RecordBehind[] | null {
    switch (fact) {
      case 'reviewed':
        return this.reviewedRecords(() => '1');
      case 'ownCaseScore':
        return this.reviewedRecords((caseId) => this.scoreWithout(caseId, () => false));
      case 'minorCases':
        return this.caseRecords('minor');
      case 'seriousCases':
        return this.caseRecords('serious');
      case 'excellentDocuments':
        return this.excellent().map(({ caseId, caseNumber, submittedOn, documentScore }) => {
          const mark = fromHundredths(documentScore!).toFixed(2);
          return caseRecord(caseId, caseNumber, submittedOn, '1', { zh: `文书评查得分 ${mark}，不低于 ${EXCELLENT}`, en: `Document mark ${mark}, at least ${EXCELLENT}` }, { numbers: { excellentDocuments: -1 } });
        });
      default:
        return isFindingsFact(fact) ? this.findingsOf(fact).map((finding) => this.findingRecord(finding)) : null;
    }
  }

  /** The person's mark of the case without the findings `left` out. */
  private scoreWithout(caseId: string, left: (finding: SharedFinding) => boolean): string {
    return written(ownCaseScore([this.lostWithout(caseId, left)]));
  }

  private lostWithout(caseId: string, left: (finding: SharedFinding) => boolean): number {
    const found = (this.inReviewOf.get(caseId) ?? []).filter((one) => !left(one));
    return this.onForms.lostIn(caseId, this.judged.has(caseId), found) + this.plainLost(found);
  }

  /** Of reviews from before the forms. */
  private plainLost(found: readonly SharedFinding[]): number {
    return found.reduce((sum, one) => (this.onForms.has(one.reviewId) ? sum : sum + Number(one.ownPoints)), 0);
  }

  private casesWith(severity: SharedFinding['severity']): string[] {
    return [...new Set(this.recorded.filter((finding) => finding.severity === severity).map((finding) => finding.caseId))];
  }

  private excellent(): ReviewedCase[] {
    return this.reviews.filter((row) => row.documentScore !== null && fromHundredths(row.documentScore).gte(EXCELLENT));
  }

  private findingsOf(fact: FactName): SharedFinding[] {
    if (fact === 'seriousFindings') return this.recorded.filter((finding) => finding.severity === 'serious');
    if (fact === 'minorFindings') return this.recorded.filter((finding) => finding.severity === 'minor');
    if (fact === 'ownFindings') return [...this.recorded];
    if (fact === 'passedFindings') return this.recorded.filter((finding) => SIGNING_POSTS.includes(finding.post));
    return this.recorded.filter((finding) => BY_STEP[finding.appliesTo.split(/[,、 ]/)[0]!] === fact);
  }

  private eventsOf(fact: FactName): FactEvent[] {
    return this.findingsOf(fact).map((finding) => findingEvent(finding, this.withoutFinding(finding)));
  }

  private withoutFinding(finding: SharedFinding): EventRemoval {
    const isOnly = this.recordedIn.get(finding.caseId)?.filter((one) => one.severity === finding.severity).length === 1;
    const fact = finding.severity === 'minor' ? 'minorCases' : 'seriousCases';
    return {
      ...(isOnly ? { numbers: { [fact]: -1 } } : {}),
      ...(this.cases.has(finding.caseId) ? { pieces: [this.pieceWithout(finding)] } : {}),
    };
  }

  private pieceWithout(finding: SharedFinding): NonNullable<EventRemoval['pieces']>[number] {
    const { id, caseId } = finding;
    const inReview = this.inReviewOf.get(caseId) ?? [];
    const others = inReview.filter((one) => one.id !== id);
    const piece = { fact: 'ownCaseScore', sourceId: caseId };
    // Recorded in the period, but in a review of another: this period's mark does not hold it.
    if (others.length === inReview.length) return { ...piece, value: this.scoreWithout(caseId, () => false) };
    const mark = this.onForms.inMark(caseId, this.judged.has(caseId), finding, others, this.plainLost(others));
    return { ...piece, value: written(markWith(0, mark)), mark };
  }

  private findingRecord(finding: SharedFinding): RecordBehind {
    const share = fromHundredths(finding.share).toFixed();
    return {
      source: { kind: 'finding', id: finding.id, label: finding.code },
      caseId: finding.caseId,
      caseNo: finding.caseNumber,
      day: finding.recordedOn,
      contribution: '1',
      note: { zh: `${finding.code} ${finding.label}，本人份额 ${share}%`, en: `${finding.code} ${finding.labelEn}, own share ${share} %` },
      removal: { ...this.withoutFinding(finding), droppedEvents: [finding.id] },
    };
  }

  private reviewedRecords(contribution: (caseId: string) => string): RecordBehind[] {
    const excellent = new Set(this.excellent().map(({ caseId }) => caseId));
    return [...this.cases].map(([caseId, { caseNumber, day }]) => {
      const going = this.recordedIn.get(caseId) ?? [];
      const numbers: Record<FactName, number> = { reviewed: -1 };
      if (excellent.has(caseId)) numbers['excellentDocuments'] = -1;
      if (going.some((finding) => finding.severity === 'minor')) numbers['minorCases'] = -1;
      if (going.some((finding) => finding.severity === 'serious')) numbers['seriousCases'] = -1;
      const note = markWords(day, this.onForms, caseId, this.judged.has(caseId), this.inReviewOf.get(caseId) ?? []);
      return caseRecord(caseId, caseNumber, day, contribution(caseId), note, { numbers, droppedPieces: [{ fact: 'ownCaseScore', sourceId: caseId }], droppedEvents: going.map((finding) => finding.id) });
    });
  }

  private caseRecords(severity: SharedFinding['severity']): RecordBehind[] {
    const [fact, zh, en] = severity === 'minor' ? ['minorCases', '一般', 'minor'] : ['seriousCases', '严重', 'serious'];
    return this.casesWith(severity).map((caseId) => {
      const own = this.recordedIn.get(caseId)!.filter((finding) => finding.severity === severity);
      const { caseNumber, recordedOn } = own[0]!;
      const codes = own.map((finding) => finding.code).join('、');
      const pieces = this.cases.has(caseId) ? { pieces: [{ fact: 'ownCaseScore', sourceId: caseId, value: this.scoreWithout(caseId, (one) => own.includes(one)) }] } : {};
      const note = { zh: `${zh}差错 ${own.length} 项：${codes}`, en: `${own.length} ${en} finding(s): ${codes.replaceAll('、', ', ')}` };
      return caseRecord(caseId, caseNumber, recordedOn, '1', note, { numbers: { [fact!]: -1 }, ...pieces, droppedEvents: own.map((finding) => finding.id) });
    });
  }
}

function sampled(findings: readonly SharedFinding[]): SampledFindings {
  return findings.reduce(
    (sum, finding) => {
      const share = shareCounted(finding).times(10_000).round().toNumber();
      return { count: sum.count + 1, share: sum.share + share, points: sum.points + Math.round((Number(finding.points) * share) / 100) };
    },
    { count: 0, share: 0, points: 0 },
  );
}

/** The share as a part of 1; where only a part of the own points counts, that part of it. */
function shareCounted({ share, countsFor }: SharedFinding): Decimal {
  const whole = fromHundredths(share).div(100);
  return Number(countsFor) === 100 ? whole : whole.times(countsFor).div(100);
}

/** A finding as a line of the sheet tells it; `without` says how the person's other facts would read had it never been recorded. */
export function findingEvent(finding: SharedFinding, without: EventRemoval): FactEvent {
  return {
    id: finding.id,
    clause: finding.code,
    label: { zh: finding.label, en: finding.labelEn },
    day: finding.recordedOn,
    points: written(finding.points),
    share: shareCounted(finding).toFixed(),
    ...(finding.quote ? { quote: finding.quote } : {}),
    source: { kind: 'finding', id: finding.id, label: finding.caseNumber },
    without,
  };
}

function byCase(findings: readonly SharedFinding[]): Map<string, SharedFinding[]> {
  const cases = new Map<string, SharedFinding[]>();
  for (const finding of findings) {
    const own = cases.get(finding.caseId);
    if (own) own.push(finding);
    else cases.set(finding.caseId, [finding]);
  }
  return cases;
}

function isFindingsFact(fact: FactName): boolean {
  return ['seriousFindings', 'minorFindings', 'passedFindings', 'ownFindings', ...Object.values(BY_STEP)].includes(fact);
}

function caseRecord(caseId: string, caseNo: string, day: Day, contribution: string, note: RecordBehind['note'], removal: RecordRemoval): RecordBehind {
  return { source: { kind: 'case', id: caseId, label: caseNo }, caseId, caseNo, day, contribution, note, removal };
}
