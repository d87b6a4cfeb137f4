import { Injectable } from '@nestjs/common';
import { addMonths, type Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Decimal, fromHundredths, points, sum } from '../kernel/exact.js';
import { ServiceRecord } from '../court/service-record.js';
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
  caseNumber: string;
  day: Day;
  score: number | string;
}

/** 抽取: the pieces lots are drawn among, one person's; whoever has the seed draws the same again. */
const SUMMATIONS = `SELECT h.id AS "id", c.case_number AS "caseNumber", h.assessed_on AS "day", h.summation_score AS "score" FROM hearing_assessment h JOIN court_case c ON c.id = h.case_id
  WHERE h.court_id = :court AND h.judge_id = :person AND h.summation_score IS NOT NULL AND h.assessed_on >= :from AND h.assessed_on < :until`;
const JUDGMENTS = `SELECT r.id AS "id", c.case_number AS "caseNumber", r.submitted_on AS "day", r.document_score AS "score" FROM case_review r JOIN court_case c ON c.id = r.case_id
  WHERE r.court_id = :court AND c.responsible_judge_id = :person AND r.second_of_id IS NULL AND r.status = 'submitted' AND r.document_score IS NOT NULL AND r.submitted_on >= :from AND r.submitted_on < :until`;
const YEARS_BACK = -36;

/** What a candidate brings to each part: from the archive, from lots, from the research record, or from marks entered with evidence. */
@Injectable()
export class CompetitionInputs {
  constructor(
    private readonly database: Database,
    private readonly standings: FrozenStandings,
    private readonly service: ServiceRecord,
    private readonly research: ResearchFacts,
  ) {}

  /** Totals of the archive's published periods, by period and person; asked once for everybody. */
  async archive({ courtId, archive }: Competition): Promise<Map<string, Map<string, string>>> {
    const published = new Set((await this.standings.publishedPeriods(courtId)).map(({ key }) => key));
    const totals = new Map<string, Map<string, string>>();
    for (const period of archive.filter((key) => published.has(key))) {
      const groups = await this.standings.groups(courtId, period);
      totals.set(period, new Map(groups.flatMap(({ members }) => members.filter(({ rank }) => rank !== null).map(({ personId, total }) => [personId, total]))));
    }
    return totals;
  }

  /** Objections, requests and corrections still open about published results of these people, over all periods of the archive. */
  async unsettled({ courtId, archive }: Competition, personIds: readonly string[]): Promise<Unsettled[]> {
    const published = new Set((await this.standings.publishedPeriods(courtId)).map(({ key }) => key));
    const open: Unsettled[] = [];
    for (const period of archive.filter((key) => published.has(key))) open.push(...(await this.standings.unsettled(courtId, period, [], personIds)));
    return open;
  }

  /** Whether a published result somebody was reckoned on says something else by now. */
  async outOfDate(competition: Competition, entries: readonly CompetitionEntry[]): Promise<boolean> {
    const [part] = competition.parts.filter(({ kind }) => kind === 'archive');
    if (!part || entries.every(({ results }) => results === null)) return false;
    const archive = await this.archive(competition);
    const marks = (await this.database.repository(CompetitionMark).findBy({ competitionId: competition.id, part: part.code })).filter(({ supersededAt }) => supersededAt === null);
    return entries.some(({ personId, results }) => {
      const inputs = competition.archive.flatMap((period) => archiveYear(period, archive.get(period)?.get(personId), marks.filter((mark) => mark.personId === personId)));
      const now = partResults([part], [{ code: part.code, inputs, forms: null }]).results.find(({ code }) => code === part.code);
      return results !== null && now?.why.zh !== results.find(({ code }) => code === part.code)?.why.zh;
    });
  }

  async of(competition: Competition, personId: string, archive: ReadonlyMap<string, ReadonlyMap<string, string>>, marks: readonly CompetitionMark[]): Promise<PartInputs[]> {
    const own = marks.filter((mark) => mark.personId === personId);
    const brought: PartInputs[] = [];
    for (const part of competition.parts) brought.push({ code: part.code, ...(await this.part(competition, part, personId, archive, own.filter((mark) => mark.part === part.code))) });
    return brought;
  }

  private async part(competition: Competition, part: CompetitionPart, personId: string, archive: ReadonlyMap<string, ReadonlyMap<string, string>>, marks: readonly CompetitionMark[]): Promise<Omit<PartInputs, 'code'>> {
    if (part.kind === 'archive') return { inputs: competition.archive.flatMap((period) => archiveYear(period, archive.get(period)?.get(personId), marks)), forms: null };
    if (part.kind === 'summation' || part.kind === 'judgments') return { inputs: await this.drawn(competition, part, personId), forms: null };
    if (part.kind === 'research') return { inputs: await this.researched(competition, personId), forms: null };
    const [mark] = marks;
    return { inputs: mark ? [{ value: points(mark.value), label: { zh: `${mark.evidence}${mark.forms === null ? '' : `（${mark.forms} 份）`}`, en: `${mark.evidence}${mark.forms === null ? '' : ` (${mark.forms} forms)`}` } }] : [], forms: mark?.forms ?? null };
  }

  private async drawn({ courtId, until, seed }: Competition, { kind, code, least }: CompetitionPart, person: string): Promise<PartInput[]> {
    const pieces = await this.database.rows<Piece>(kind === 'summation' ? SUMMATIONS : JUDGMENTS, { court: courtId, person, from: addMonths(until, YEARS_BACK), until });
    const key = ({ id }: Piece): string => drawKey(`${seed}|${code}`, 'case', id);
    return [...pieces]
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .slice(0, least)
      .map(({ caseNumber, day, score }) => ({ value: points(fromHundredths(score)), label: { zh: `${caseNumber}（${day}）`, en: `${caseNumber} (${day})` } }));
  }

  /** Points of the archive's periods ÷ what was asked in them, at most 100. Periods in which the court asked nothing of the person do not count, and are not named. */
  private async researched({ courtId, archive }: Competition, personId: string): Promise<PartInput[]> {
    const [earned, asked, counted]: [Decimal[], Decimal[], string[]] = [[], [], []];
    for (const key of archive) {
      const period = readPeriod(key);
      const member = (await this.service.members(courtId, period)).find((one) => one.personId === personId);
      if (!member) continue;
      try {
        const numbers = (await this.research.factsFor(courtId, period, [member])).get(personId)?.numbers;
        earned.push(new Decimal(numbers?.['publicationPoints'] ?? 0));
        asked.push(new Decimal(numbers?.['required'] ?? 0));
        counted.push(key);
      } catch (error) {
        // No requirement in force for the post in that period.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    const required = sum(asked);
    if (required.isZero()) return [];
    const value = Decimal.min(100, sum(earned).div(required).times(100));
    return [{ value: points(value), label: { zh: `${counted.join('、')} 调研积分 ${points(sum(earned))} ÷ 要求 ${points(required)} =`, en: `${counted.join(', ')}: research points ${points(sum(earned))} ÷ ${points(required)} asked =` } }];
  }
}

function archiveYear(period: string, frozen: string | undefined, marks: readonly CompetitionMark[]): PartInput[] {
  if (frozen !== undefined) return [{ value: frozen, label: { zh: `${period} 已发布得分`, en: `${period}, published` } }];
  const mark = marks.find((one) => one.period === period);
  return mark ? [{ value: points(mark.value), label: { zh: `${period} ${mark.evidence}`, en: `${period}, ${mark.evidence}` } }] : [];
}
