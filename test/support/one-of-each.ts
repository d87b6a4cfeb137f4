import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { Decimal } from '../../src/kernel/exact.js';
import type { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';

/** Table → the id of the court's row in it. */
export type OneOfEach = Record<string, string>;

/** Names of columns that stand for a record of another table, where the name does not say so. */
const REFERS_TO: Record<string, string> = {
  caseId: 'court_case', documentId: 'case_document', reviewId: 'case_review', clauseId: 'defect_clause', userId: 'user_account', schemeVersionId: 'scheme_version', baselineId: 'scheme_version',
  applicationId: 'difficult_application', roundId: 'difficult_round', noticeId: 'difficult_notice', dutyId: 'reception_duty', takenFromId: 'reception_duty', taskId: 'hearing_task', bodyId: 'appointed_body', importId: 'case_import', runId: 'assignment_run',
  formId: 'review_form', assessmentFormId: 'review_form', summationFormId: 'review_form', divisionId: 'division', toDivisionId: 'division', fromDivisionId: 'division', orderId: 'correction_order',
};

const DAY = '2026-08-20';
const INSTANT = '2026-08-20T01:00:00.000Z';
const KNOWN: Record<string, unknown> = { nature: 'civil', post: 'judge', period: '2026-08', month: '2026-08', batch: '2026-08', peerGroup: 'judge:civil', role: 'judge', scope: 'court', severity: 'minor', field: 'common' };

/** The table a column or a field of a request refers to; a person where nothing else is known. */
export function tableOf(name: string, tables: readonly string[]): string {
  const known = REFERS_TO[name];
  if (known) return known;
  const words = name.replace(/Ids?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return tables.includes(words) ? words : 'person';
}

/**
 * One row of the court in every table that knows courts, every word of it carrying `mark`: enough to ask for any record by its id, and
 * to know its words wherever they come out. Tables the caller has already filled are taken over by their first row.
 */
export async function oneOfEach(database: Database, courtId: string, mark: string): Promise<OneOfEach> {
  const tables = database.dataSource.entityMetadatas.filter(({ columns }) => columns.some(({ propertyName }) => propertyName === 'courtId') && !columns.every(({ isPrimary }) => isPrimary));
  const ids: OneOfEach = {};
  const missing: EntityMetadata[] = [];
  for (const table of tables) {
    const [first] = table.tableName === 'audit_head' ? [{ id: courtId }] : await database.rows<{ id: string }>(`SELECT ${table.primaryColumns[0]!.databaseName} AS id FROM ${table.tableName} WHERE court_id = :courtId LIMIT 1`, { courtId });
    ids[table.tableName] = first?.id ?? newId();
    if (!first) missing.push(table);
  }
  for (const table of missing) if (table.columns.some(({ isPrimary, propertyName }) => isPrimary && propertyName === 'caseId')) ids[table.tableName] = ids['court_case']!;
  for (const table of lowerFirst(missing)) await database.dataSource.getRepository(table.target).insert(rowOf(table, courtId, ids, mark));
  return ids;
}

/** A table after those its foreign keys name. */
function lowerFirst(tables: readonly EntityMetadata[]): EntityMetadata[] {
  const placed = new Set<EntityMetadata>();
  const place = (table: EntityMetadata): void => {
    if (placed.has(table) || !tables.includes(table)) return;
    for (const { referencedEntityMetadata } of table.foreignKeys) if (referencedEntityMetadata !== table) place(referencedEntityMetadata);
    placed.add(table);
  };
  tables.forEach(place);
  return [...placed];
}

function rowOf(table: EntityMetadata, courtId: string, ids: OneOfEach, mark: string): Record<string, unknown> {
  return Object.fromEntries(table.columns.map((column) => [column.propertyName, valueOf(column, table, courtId, ids, mark)]));
}

function valueOf(column: ColumnMetadata, table: EntityMetadata, courtId: string, ids: OneOfEach, mark: string): unknown {
  const { propertyName: name, type, length, isNullable } = column;
  if (name === 'courtId') return courtId;
  if (name === 'id' || (column.isPrimary && name.endsWith('Id'))) return ids[table.tableName];
  const key = table.foreignKeys.find(({ columns }) => columns.includes(column));
  if (key && key.referencedEntityMetadata !== table) return ids[key.referencedEntityMetadata.tableName];
  if (name.endsWith('Id') && length === '36' && !isNullable) return ids[tableOf(name, Object.keys(ids))];
  if (isNullable && (length === '36' || length === '10' || length === '24')) return name === 'closedOn' ? DAY : null;
  if (length === '36') return ids[tableOf(name, Object.keys(ids))];
  if (column.default !== undefined) return column.default;
  if (name in KNOWN) return KNOWN[name];
  if (length === '10' && /On$|From$|Until$|^day$|^month$/.test(name)) return DAY;
  if (length === '24') return INSTANT;
  if (type === 'boolean') return false;
  if (type === 'bigint' || (type === 'int' && column.transformer)) return new Decimal(1);
  if (type === 'int') return name === 'year' ? 2026 : 1;
  if (type === 'clob' && column.transformer) return isNullable ? null : [];
  return mark.slice(0, length ? Number(length) : undefined);
}
