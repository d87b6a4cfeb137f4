import { Injectable } from '@nestjs/common';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { PublicationState } from '../rules/publication-life.js';
import { normalisedTitle } from '../rules/title-likeness.js';
import type { RegisterPublication } from './dto/research.dto.js';
import type { Examined } from './examination.js';

interface Known {
  id: string;
  title: string;
  kind: string;
  level: string;
  award: number | null;
  serialNumber: string | null;
  event: string | null;
  registeredBy: string;
  status: PublicationState;
}

export interface Twin {
  registeredBy: string;
  /** Nothing differs, whatever became of it since: a sheet sent again changes nothing. */
  alike: boolean;
}

/** Whether a copy is registered already: the same title, outlet and day. */
@Injectable()
export class KnownPieces {
  constructor(private readonly database: Database) {}

  async twinOf(courtId: string, wanted: RegisterPublication, { serialNumber, authors }: Examined): Promise<Twin | null> {
    const rows = await this.database.rows<Known>(
      `SELECT p.id AS "id", p.title AS "title", p.kind AS "kind", p.level AS "level", p.award AS "award", p.serial_number AS "serialNumber", p.event AS "event", p.registered_by AS "registeredBy", p.status AS "status"
       FROM research_publication p WHERE p.court_id = :courtId AND p.published_on = :publishedOn AND p.outlet = :outlet ORDER BY p.registered_at, p.id`,
      { courtId, publishedOn: wanted.publishedOn, outlet: wanted.outlet },
    );
    const printed = rows.filter(({ title }) => normalisedTitle(title) === normalisedTitle(wanted.title));
    if (!printed.length) return null;
    const written = await this.database.rows<{ id: string; personId: string | null; name: string; share: number | string }>(
      `SELECT publication_id AS "id", person_id AS "personId", name AS "name", share AS "share" FROM research_author WHERE publication_id IN (:...ids) ORDER BY place`,
      { ids: printed.map(({ id }) => id) },
    );
    const line = (personId: string | null, name: string, share: string): string => `${personId ?? name} ${share}`;
    const own = authors.map(({ personId, name, share }) => line(personId, name, share)).join('|');
    const alike = printed.find((row) => {
      const theirs = written.filter(({ id }) => id === row.id).map(({ personId, name, share }) => line(personId, name, points(fromHundredths(share)))).join('|');
      return theirs === own && row.kind === wanted.kind && row.level === wanted.level && Number(row.award ?? 0) === (wanted.award ?? 0) && row.serialNumber === serialNumber && (row.event ?? '') === (wanted.event ?? '');
    });
    if (alike) return { registeredBy: alike.registeredBy, alike: true };
    const people = new Set(authors.flatMap(({ personId }) => personId ?? []));
    const other = printed.find(({ id, status }) => (status === 'pending' || status === 'verified') && written.some((author) => author.id === id && author.personId !== null && people.has(author.personId)));
    return other ? { registeredBy: other.registeredBy, alike: false } : null;
  }
}
