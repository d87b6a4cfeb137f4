import { Injectable } from '@nestjs/common';
import { addMonths, type Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, points, sum } from '../kernel/exact.js';
import { ServiceRecord, type ServedMember } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import type { Unsettled } from '../ranking/closing/unsettled-results.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { readPeriod } from '../ranking/rankings.service.js';
import { ResearchFacts } from '../research/research-facts.js';
import { drawKey } from '../rules/assignment/draw.js';
import { partResults, type CompetitionPart, type PartInput, type PartInputs } from '../rules/competition.js';
import { CompetitionMark, type Competition, type CompetitionEntry } from './competition.entities.js';

interface Piece {
  id: string;
  person: string;
  caseNumber: string;
  day: Day;
  score: number | string;
}

/** What everybody brings, read once for all of them. */
interface Gathered {
  /** Totals of the archive's published periods, by period and person. */
  archive: ReadonlyMap<string, ReadonlyMap<string, string>>;
  summations: ReadonlyMap<string, Piece[]>;
  judgments: ReadonlyMap<string, Piece[]>;
  /** Points earned and asked, by period of the archive and person; who was asked nothing is absent. */
  research: ReadonlyMap<string, ReadonlyMap<string, { earned: Decimal; asked: Decimal }>>;
}

/** 抽取: the pieces lots are drawn among; whoever has the seed draws the same again. */
const SUMMATIONS = `SELECT h.id AS "id", h.judge_id AS "person", c.case_number AS "caseNumber", h.assessed_on AS "day", h.summation_score AS "score" FROM hearing_assessment h JOIN court_case c ON c.id = h.case_id
  WHERE h.court_id = :court AND h.judge_id IN (:...people) AND h.summation_score IS NOT NULL AND h.assessed_on >= :from AND h.assessed_on < :until`;
const JUDGMENTS = `SELECT r.id AS "id", c.responsible_judge_id AS "person", c.case_number AS "caseNumber", r.submitted_on AS "day", r.document_score AS "score" FROM case_review r JOIN court_case c ON c.id = r.case_id
  WHERE r.court_id = :court AND c.responsible_judge_id IN (:...people) AND r.second_of_id IS NULL AND r.status = 'submitted' AND r.document_score IS NOT NULL AND r.submitted_on >= :from AND r.submitted_on < :until`;
const YEARS_BACK = -36;

/** What a candidate brings to each part: from the archive, from lots, from the research record, or from marks entered with evidence. */
@Injectable()
export class CompetitionInputs {
  constructor(
    private readonly database: Database,
    private readonly standings: FrozenStandings,
    private readonly service: ServiceRecord,
    private readonly researchFacts: ResearchFacts,
  ) {}

  /** Totals of the archive's published periods, by period and person; asked once for everybody. */
  async archive({ courtId, archive }: Competition): Promise<Gathered['archive']> {
    const published = new Set((await this.standings.publishedPeriods(courtId)).map(({ key }) => key));
    const totals = new Map<string, Map<string, string>>();
    for (const period of archive.filter((key) => published.has(key))) {
      const groups = await this.standings.groups(courtId, period);
      totals.set(period, new Map(groups.flatMap(({ members }) => members.filter(({ rank, isHome }) => rank !== null && isHome).map(({ personId, total }) => [personId, total]))));
    }
    return totals;
  }

  /** Objections, requests and corrections still open about published results of these people, over all periods of the archive. */
  async unsettled({ courtId, archive }: Competition, personIds: readonly string[]): Promise<Unsettled[]> {
    const published = new Set((await this.standings.publishedPeriods(courtId)).map(({ key }) => key));
    // What is open about a month is told once, whether the archive lists the month, its year, or both.
    const open = new Map<string, Unsettled>();
    for (const period of archive.filter((key) => published.has(key))) for (const one of await this.standings.unsettled(courtId, period, [], personIds)) open.set(one.text.zh, one);
    return [...open.values()];
  }

  /** Every entry's parts and total as the records give them now, and what is missing. */
  async worked(competition: Competition, entries: readonly CompetitionEntry[], archive: Gathered['archive']): Promise<({ entry: CompetitionEntry } & ReturnType<typeof partResults>)[]> {
    const marks = (await this.database.repository(CompetitionMark).findBy({ competitionId: competition.id })).filter(({ supersededAt }) => supersededAt === null);
    const gathered = await this.gather(competition, entries.map(({ personId }) => personId), archive);
    // Every period announced counts for everybody: nobody's mean leaves a poorer year out.
    const parts = competition.parts.map((part) => (part.kind === 'archive' ? { ...part, least: Math.max(part.least, competition.archive.length) } : part));
    return entries.map((entry) => {
      const own = marks.filter(({ personId }) => personId === entry.personId);
      return { entry, ...partResults(parts, parts.map((part) => ({ code: part.code, ...broughtTo(part, competition, entry.personId, gathered, own.filter((mark) => mark.part === part.code)) }))) };
    });
  }

  /** Whether a record somebody was reckoned on (a published result, a piece drawn, points, a mark) says something else by now. */
  async outOfDate(competition: Competition, entries: readonly CompetitionEntry[]): Promise<boolean> {
    const reckoned = entries.filter(({ results }) => results !== null);
    if (!reckoned.length) return false;
    const now = await this.worked(competition, reckoned, await this.archive(competition));
    return now.some(({ entry, results }) => entry.results!.some(({ code, why }) => why.zh !== results.find((one) => one.code === code)?.why.zh));
  }

  private async gather(competition: Competition, people: readonly string[], archive: Gathered['archive']): Promise<Gathered> {
    const asks = (kind: CompetitionPart['kind']): boolean => competition.parts.some((part) => part.kind === kind);
    return {
      archive,
      summations: asks('summation') ? await this.pieces(SUMMATIONS, competition, people) : new Map(),
      judgments: asks('judgments') ? await this.pieces(JUDGMENTS, competition, people) : new Map(),
      research: asks('research') ? await this.research(competition, people) : new Map(),
    };
  }

  private async pieces(sql: string, { courtId, until }: Competition, people: readonly string[]): Promise<Map<string, Piece[]>> {
    const pieces = new Map<string, Piece[]>();
    for (const piece of await this.database.rows<Piece>(sql, { court: courtId, people, from: addMonths(until, YEARS_BACK), until })) pieces.set(piece.person, [...(pieces.get(piece.person) ?? []), piece]);
    return pieces;
  }

  private async research({ courtId, archive }: Competition, people: readonly string[]): Promise<Gathered['research']> {
    const found = new Map<string, Map<string, { earned: Decimal; asked: Decimal }>>();
    for (const key of archive) {
      const period = readPeriod(key);
      const members = (await this.service.members(courtId, period)).filter(({ personId }) => people.includes(personId));
      const facts = await this.requiredOf(courtId, period, members);
      found.set(key, new Map([...facts].map(([person, { numbers }]) => [person, { earned: new Decimal(numbers['publicationPoints'] ?? 0), asked: new Decimal(numbers['required'] ?? 0) }])));
    }
    return found;
  }

  /** Together where the court asks something of all of them; one by one only where somebody's post has no requirement in that period. */
  private async requiredOf(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[]): Promise<Awaited<ReturnType<ResearchFacts['factsFor']>>> {
    try {
      return await this.researchFacts.factsFor(courtId, period, members);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (members.length < 2) return new Map();
      const each: Awaited<ReturnType<ResearchFacts['factsFor']>>[] = [];
      for (const member of members) each.push(await this.requiredOf(courtId, period, [member]));
      return new Map(each.flatMap((own) => [...own]));
    }
  }
}

function broughtTo(part: CompetitionPart, competition: Competition, personId: string, gathered: Gathered, marks: readonly CompetitionMark[]): Omit<PartInputs, 'code'> {
  if (part.kind === 'archive') return { inputs: competition.archive.flatMap((period) => archiveYear(period, gathered.archive.get(period)?.get(personId), marks)), forms: null };
  if (part.kind === 'summation') return { inputs: drawn(competition, part, gathered.summations.get(personId) ?? []), forms: null };
  if (part.kind === 'judgments') return { inputs: drawn(competition, part, gathered.judgments.get(personId) ?? []), forms: null };
  if (part.kind === 'research') return { inputs: researched(competition, personId, gathered.research), forms: null };
  const [mark] = marks;
  return { inputs: mark ? [{ value: points(mark.value), label: { zh: `${mark.evidence}${mark.forms === null ? '' : `（${mark.forms} 份）`}`, en: `${mark.evidence}${mark.forms === null ? '' : ` (${mark.forms} forms)`}` } }] : [], forms: mark?.forms ?? null };
}

function drawn({ seed }: Competition, { code, least }: CompetitionPart, pieces: readonly Piece[]): PartInput[] {
  const key = ({ id }: Piece): string => drawKey(`${seed}|${code}`, 'case', id);
  return [...pieces]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .slice(0, least)
    .map(({ caseNumber, day, score }) => ({ value: points(fromHundredths(score)), label: { zh: `${caseNumber}（${day}）`, en: `${caseNumber} (${day})` } }));
}

/** Points of the archive's periods ÷ what was asked in them, at most 100. Periods in which the court asked nothing of the person do not count, and are not named. */
function researched({ archive }: Competition, personId: string, research: Gathered['research']): PartInput[] {
  const counted = archive.flatMap((key) => {
    const own = research.get(key)?.get(personId);
    return own ? [{ key, ...own }] : [];
  });
  const [earned, required] = [sum(counted.map((one) => one.earned)), sum(counted.map(({ asked }) => asked))];
  if (required.isZero()) return [];
  const value = Decimal.min(100, earned.div(required).times(100));
  const periods = counted.map(({ key }) => key);
  return [{ value: points(value), label: { zh: `${periods.join('、')} 调研积分 ${points(earned)} ÷ 要求 ${points(required)} =`, en: `${periods.join(', ')}: research points ${points(earned)} ÷ ${points(required)} asked =` } }];
}

function archiveYear(period: string, frozen: string | undefined, marks: readonly CompetitionMark[]): PartInput[] {
  if (frozen !== undefined) return [{ value: frozen, label: { zh: `${period} 已发布得分`, en: `${period}, published` } }];
  const mark = marks.find((one) => one.period === period);
  return mark ? [{ value: points(mark.value), label: { zh: `${period} ${mark.evidence}`, en: `${period}, ${mark.evidence}` } }] : [];
}
