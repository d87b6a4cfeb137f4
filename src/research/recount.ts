import { Injectable } from '@nestjs/common';
import { Decimal, fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { postings, type OwnPiece, type PairDecision } from '../rules/research-postings.js';
import { ResearchAuthor } from './research.entities.js';

interface Stored extends Omit<OwnPiece, 'worth'> {
  authorRow: string;
  person: string;
  worth: number | string;
  points: number | string;
  status: string;
}

/** A share whose points another printing moved. */
export interface Repointed {
  publicationId: string;
  personId: string;
  from: string;
  to: string;
}

/** 同一作品只计一次, worked out again for every author whenever a piece of theirs begins or ceases to count. What moved is told to the trail. */
@Injectable()
export class Recount {
  constructor(private readonly database: Database) {}

  async afterChangeOf(publicationIds: readonly string[]): Promise<{ people: string[]; moved: Repointed[] }> {
    const rows = await this.database.rows<{ id: string }>('SELECT DISTINCT person_id AS "id" FROM research_author WHERE publication_id IN (:...publicationIds) AND person_id IS NOT NULL', { publicationIds });
    return this.ofPeople(rows.map(({ id }) => id));
  }

  async ofPeople(people: readonly string[]): Promise<{ people: string[]; moved: Repointed[] }> {
    if (!people.length) return { people: [], moved: [] };
    const stored = await this.database.rows<Stored>(
      `SELECT p.id AS "id", a.id AS "authorRow", a.person_id AS "person", p.published_on AS "publishedOn", p.title AS "title", p.counted_as AS "kind", p.reprint_of_id AS "reprintOf", p.event AS "event", p.status AS "status", a.worth AS "worth", a.points AS "points"
       FROM research_author a JOIN research_publication p ON p.id = a.publication_id WHERE a.person_id IN (:...people)`,
      { people },
    );
    const decisions = await this.decisions(people);
    const moved: Repointed[] = [];
    for (const personId of people) {
      const own = stored.filter(({ person }) => person === personId);
      const counted = postings(own.filter(({ status }) => status === 'verified').map((row) => ({ ...row, worth: points(fromHundredths(row.worth)) })), decisions);
      const posted = new Map(counted.map(({ id, points: given }) => [id, given]));
      for (const row of own) {
        const [from, to] = [points(fromHundredths(row.points)), posted.get(row.id) ?? '0.00'];
        if (from === to) continue;
        await this.database.repository(ResearchAuthor).update({ id: row.authorRow }, { points: new Decimal(to) });
        moved.push({ publicationId: row.id, personId, from, to });
      }
    }
    return { people: [...people], moved };
  }

  private async decisions(people: readonly string[]): Promise<PairDecision[]> {
    const rows = await this.database.rows<{ one: string; other: string; same: number | boolean }>(
      `SELECT d.one_id AS "one", d.other_id AS "other", d.same AS "same" FROM research_pair d WHERE d.superseded_at IS NULL AND d.one_id IN (SELECT a.publication_id FROM research_author a WHERE a.person_id IN (:...people))`,
      { people },
    );
    return rows.map(({ one, other, same }) => ({ one, other, same: Boolean(Number(same)) }));
  }
}
