import { Injectable } from '@nestjs/common';
import { Decimal } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import { Database } from '../platform/database/database.js';
import { Competition, CompetitionEntry, CompetitionMark } from '../promotions/competition.entities.js';
import { GradesAndBonusBook } from '../ranking/grades-and-bonus-book.js';
import { commitmentOf, sha256 } from '../rules/assignment/draw.js';
import { componentsInForce } from '../rules/grades-and-bonus-table.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

const OPENED = '2026-11-16';
const PLACES_SOUGHT = 3;
/** Archive years from before the system, as the political office holds them on paper, and what colleagues and the inspection said; by candidate. */
const ON_PAPER: readonly { years: [string, string, string]; rated: string; forms: number; inspection: string }[] = [
  { years: ['88.60', '90.15', '91.40'], rated: '93.20', forms: 26, inspection: '91.00' },
  { years: ['90.05', '89.70', '88.95'], rated: '91.75', forms: 24, inspection: '92.50' },
  { years: ['86.90', '88.35', '90.80'], rated: '90.10', forms: 25, inspection: '90.00' },
];
const YEARS = ['2023', '2024', '2025'];
const at = (hour: number): string => `${OPENED}T0${hour}:00:00.000Z`;

/** A competition of the demonstration court: announced, entered, its marks from paper recorded; the lots are still to be drawn. */
@Injectable()
export class CompetitionStory {
  constructor(
    private readonly database: Database,
    private readonly parameters: CourtParameters,
    private readonly book: GradesAndBonusBook,
  ) {}

  async tell(world: World, courtId: string): Promise<void> {
    const office = world.accounts.find(({ username }) => username === 'cuizheng')!;
    const openedBy = world.people.find(({ id }) => id === office.personId)!.name;
    const [from, to] = await Promise.all(['competition.abilityShareFrom', 'competition.abilityShareTo'].map((name) => this.parameters.inForce(courtId, name, OPENED)));
    const parts = componentsInForce(this.book.table(), OPENED);
    const [id, seed] = [recordId(OPENED, 'competition', 1), sha256('demonstration competition 2026-1')];
    await this.database.repository(Competition).insert({
      id, courtId, year: 2026, number: 1, title: '民事审判第一庭副庭长', places: 1, parts, archive: YEARS, until: OPENED, shareFrom: from!.value, shareTo: to!.value, status: 'open', seed, seedDigest: commitmentOf(seed), openedById: office.id, openedBy, openedAt: at(1),
    });
    const candidates = await this.candidates(courtId);
    await this.database.repository(CompetitionEntry).insert(candidates.map((personId) => ({ id: recordId(OPENED, 'competition-entry', personId), courtId, competitionId: id, personId, enteredBy: openedBy, enteredAt: at(2) })));
    const mark = (personId: string, part: string, period: string, value: string, forms: number | null, evidence: string) => ({
      id: recordId(OPENED, 'competition-mark', personId, part, period), courtId, competitionId: id, personId, part, period, value: new Decimal(value), forms, evidence, recordedBy: openedBy, recordedAt: at(3), supersededAt: null,
    });
    const codeOf = (kind: string): string => parts.find((part) => part.kind === kind)!.code;
    const marks = candidates.flatMap((personId, index) => {
      const { years, rated, forms, inspection } = ON_PAPER[index]!;
      return [
        ...years.map((value, year) => mark(personId, codeOf('archive'), YEARS[year]!, value, null, `政工干部档案${YEARS[year]}年度考核表`)),
        mark(personId, codeOf('rated'), '', rated, forms, '2026年11月民主测评汇总表'),
        mark(personId, codeOf('inspection'), '', inspection, null, '考察组2026年11月考察材料'),
      ];
    });
    await this.database.repository(CompetitionMark).insert(marks);
  }

  /** Civil judges with enough assessed hearings and reviewed judgments to draw from. */
  private async candidates(courtId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT h.person_id AS "id" FROM post_holding h
       WHERE h.court_id = :courtId AND h.post = 'judge' AND h.nature = 'civil' AND h.kind = 'main' AND h.superseded_at IS NULL AND h.valid_from <= '2025-09-01' AND h.valid_until IS NULL
         AND (SELECT COUNT(*) FROM hearing_assessment a WHERE a.judge_id = h.person_id AND a.summation_score IS NOT NULL AND a.assessed_on < :opened) >= 2
         AND (SELECT COUNT(*) FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE c.responsible_judge_id = h.person_id AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.document_score IS NOT NULL AND r.submitted_on < :opened) >= 3
       ORDER BY h.person_id LIMIT ${PLACES_SOUGHT}`,
      { courtId, opened: OPENED },
    );
    return rows.map(({ id }) => id);
  }
}
