import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { findAgain } from '../rules/quote-anchor.js';
import type { DeskView, FindingView } from './dto/review.dto.js';

type DocumentRow = DeskView['documents'][number] & { supersededBy: string | null };

/** The papers a reviewer reads: current versions, older ones where a quote survives only there, and where each quote stands now. */
@Injectable()
export class DocumentsRead {
  constructor(private readonly database: Database) {}

  async of(caseId: string, findings: readonly FindingView[]): Promise<Pick<DeskView, 'documents' | 'places'>> {
    const rows = await this.database.rows<DocumentRow>(
      `SELECT id AS "id", title AS "title", version AS "version", kind AS "kind", digest AS "digest", text AS "text", file_digest AS "fileDigest", media_type AS "mediaType", superseded_by AS "supersededBy"
       FROM case_document WHERE case_id = :caseId ORDER BY created_at, id`,
      { caseId },
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const needed = new Set(rows.filter(({ supersededBy }) => supersededBy === null).map(({ id }) => id));
    const places: DeskView['places'] = {};
    for (const finding of findings) {
      const quoted = finding.documentId === null ? undefined : byId.get(finding.documentId);
      if (!quoted || !finding.quote) continue;
      const current = lastVersion(quoted, byId);
      const anchor = { quote: finding.quote, prefix: finding.quotePrefix, suffix: finding.quoteSuffix, start: finding.quoteStart };
      const found = current.text === null ? { state: 'lost' as const } : findAgain(current.text, anchor, current.digest === finding.documentDigest);
      if (found.state === 'lost') {
        needed.add(quoted.id);
        places[finding.id] = { documentId: quoted.id, start: finding.quoteStart, state: quoted.id === current.id ? 'same' : 'lost' };
      } else places[finding.id] = { documentId: current.id, start: found.start, state: found.state };
    }
    return { documents: rows.filter(({ id }) => needed.has(id)).map(({ supersededBy, ...row }) => ({ ...row, superseded: supersededBy !== null })), places };
  }
}

function lastVersion(document: DocumentRow, byId: ReadonlyMap<string, DocumentRow>): DocumentRow {
  let last = document;
  for (const seen = new Set<string>(); last.supersededBy && !seen.has(last.id); last = byId.get(last.supersededBy) ?? last) {
    seen.add(last.id);
    if (!byId.has(last.supersededBy)) break;
  }
  return last;
}
