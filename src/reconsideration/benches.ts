import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { FindingCorrections } from '../quality-review/finding-corrections.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { drawPanel, type PanelCandidate, type PanelDraw } from '../rules/reconsideration.js';
import { Reconsideration, ReconsiderationMember, ReconsiderationStep } from './reconsideration.entities.js';
import { reconsiderationErrors } from './reconsideration.errors.js';
import { RequestClock } from './request-clock.js';

export interface DrawnBench {
  seed: string;
  members: PanelCandidate[];
  barred: { name: string; why: 'person' | 'division' }[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Who answers: first a panel drawn from the review group of the field, then the quality review committee. */
@Injectable()
export class Benches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly deadlines: RequestClock,
    private readonly findings: FindingCorrections,
  ) {}

  /** Members of the field's review group, without the original reviewer, whoever answers for the finding, and both divisions. */
  async drawPanel(request: Reconsideration): Promise<DrawnBench> {
    const today = this.clock.today();
    const size = await this.deadlines.panelSize(request.courtId, today);
    const candidates = await this.seated(request.courtId, 'reviewGroup', request.nature, today);
    const draw = await this.draw(request, candidates, size);
    if (draw.members.length < size) {
      const barred = draw.barred.map(({ name, why }) => `${name}（${why === 'person' ? '本人经办' : '同庭'}）`).join('、') || '–';
      throw reconsiderationErrors['reconsideration.panelTooSmall']({ left: draw.members.length, size, barred });
    }
    return this.seat(request, 1, draw);
  }

  /** The committee's members without anybody who has dealt with it already; an even number loses the last drawn, so that a vote decides. */
  async drawCommittee(request: Reconsideration): Promise<DrawnBench> {
    const candidates = await this.seated(request.courtId, 'qualityReviewCommittee', null, this.clock.today());
    const draw = await this.draw(request, candidates, candidates.length);
    const members = draw.members.length % 2 ? draw.members : draw.members.slice(0, -1);
    if (!members.length) throw reconsiderationErrors['reconsideration.panelTooSmall']({ left: 0, size: 1, barred: draw.barred.map(({ name }) => name).join('、') || '–' });
    return this.seat(request, 2, { ...draw, members });
  }

  private async draw(request: Reconsideration, candidates: PanelCandidate[], size: number): Promise<DrawnBench> {
    const people = await this.barredPeople(request);
    const divisions = [request.divisionId, ...(await this.divisionsOf(people.reviewer ? [people.reviewer] : [], this.clock.today()))];
    const seed = randomBytes(32).toString('hex');
    const { drawn, barred }: PanelDraw = drawPanel({ seed, size, candidates, barredPeople: people.all, barredDivisions: divisions }, sha256);
    return { seed, members: drawn, barred: barred.map(({ candidate, why }) => ({ name: candidate.name, why })) };
  }

  private async seat(request: Reconsideration, round: 1 | 2, bench: DrawnBench): Promise<DrawnBench> {
    await this.database.repository(ReconsiderationMember).insert(
      bench.members.map(({ personId }, index) => ({ id: newId(), courtId: request.courtId, reconsiderationId: request.id, round, place: index + 1, personId, vote: null, points: null, reason: null, votedAt: null })),
    );
    return bench;
  }

  /** Who recorded it, who answers for it, who asks, and whoever has dealt with the request: accepted it, drew a bench, voted. */
  private async barredPeople(request: Reconsideration): Promise<{ all: string[]; reviewer: string | null }> {
    const finding = request.sourceKind === 'finding' ? await this.findings.asRecorded(request.courtId, request.sourceId) : null;
    const steps = await this.database.repository(ReconsiderationStep).findBy({ reconsiderationId: request.id });
    return { all: [request.personId, ...(finding ? [finding.reviewerId, ...finding.people] : []), ...steps.flatMap(({ personId }) => personId ?? [])], reviewer: finding?.reviewerId ?? null };
  }

  private async divisionsOf(people: readonly string[], day: Day): Promise<string[]> {
    if (!people.length) return [];
    const rows = await this.database.rows<{ id: string }>(
      `SELECT DISTINCT h.division_id AS "id" FROM post_holding h JOIN division d ON d.id = h.division_id
       WHERE h.person_id IN (:...people) AND d.kind IN ('division', 'tribunal') AND h.superseded_at IS NULL AND h.valid_from <= :day AND (h.valid_until IS NULL OR h.valid_until > :day)`,
      { people, day },
    );
    return rows.map(({ id }) => id);
  }

  private async seated(courtId: string, kind: 'reviewGroup' | 'qualityReviewCommittee', nature: string | null, day: Day): Promise<PanelCandidate[]> {
    const rows = await this.database.rows<{ personId: string; name: string; divisionId: string | null }>(
      `SELECT a.person_id AS "personId", p.name AS "name", h.division_id AS "divisionId"
       FROM appointment a JOIN appointed_body b ON b.id = a.body_id JOIN person p ON p.id = a.person_id
            LEFT JOIN post_holding h ON h.person_id = p.id AND h.superseded_at IS NULL AND h.valid_from <= :day AND (h.valid_until IS NULL OR h.valid_until > :day)
       WHERE b.court_id = :courtId AND b.kind = :kind AND (:nature = '' OR b.nature IS NULL OR b.nature = :nature)
         AND a.valid_from <= :day AND (a.valid_until IS NULL OR a.valid_until > :day)
       ORDER BY a.person_id`,
      { courtId, kind, nature: nature ?? '', day },
    );
    const people = new Map<string, { personId: string; name: string; divisionIds: string[] }>();
    for (const { personId, name, divisionId } of rows) {
      const known = people.get(personId) ?? { personId, name, divisionIds: [] };
      if (divisionId) known.divisionIds.push(divisionId);
      people.set(personId, known);
    }
    return [...people.values()];
  }
}
