import { Injectable } from '@nestjs/common';
import type { Actor, } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import type { StoredFile } from '../platform/files/stored-file.entity.js';
import { orderBy } from '../platform/http/sorting.js';
import { OWN_SCORES_ONLY, ownRowsOnly, grantsFor, require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { FactShape } from '../rules/scheme/fact-catalogue.js';
import type { EnterableFact, EnteredFactPage, EnteredFactQuery, EnteredFactView, EvidenceFile } from './dto/entered-fact.dto.js';
import { FactCatalogue } from './fact-catalogue.service.js';
import { FrozenPeriods } from './frozen-periods.js';

interface Row extends Omit<EnteredFactView, 'title' | 'unit' | 'person' | 'division' | 'points' | 'files' | 'none' | 'superseded' | 'mayCorrect' | 'shape'> {
  shape: FactShape;
  personId: string | null;
  personName: string | null;
  divisionId: string | null;
  divisionName: string | null;
  points: number | string | null;
  files: string;
  none: number | boolean;
  supersededAt: string | null;
  supersededBy: string | null;
  supersededReason: string | null;
  correctedById: string | null;
}

const FROM = 'entered_fact f LEFT JOIN person p ON p.id = f.person_id LEFT JOIN division d ON d.id = f.division_id';
const COLUMNS = `f.id AS "id", f.fact AS "fact", f.shape AS "shape", f.person_id AS "personId", p.name AS "personName", f.division_id AS "divisionId", d.name AS "divisionName", f.period AS "period",
  f.value AS "value", f.weight AS "weight", f.points AS "points", f.clause AS "clause", f.label AS "label", f.day AS "day", f.approved_by AS "approvedBy", f.evidence AS "evidence", f.files AS "files", f.none AS "none",
  f.recorded_by AS "recordedBy", f.office AS "office", f.created_at AS "recordedAt", f.corrects_id AS "corrects", f.corrected_by_id AS "correctedById", f.superseded_at AS "supersededAt",
  f.superseded_by AS "supersededBy", f.superseded_reason AS "supersededReason", f.version AS "version"`;
const SORTS = { recordedAt: 'f.created_at', person: 'p.pinyin', fact: 'f.fact', period: 'f.period', day: 'f.day' };

/** Recorded facts as each reader may see them. */
@Injectable()
export class EnteredFactList {
  constructor(
    private readonly database: Database,
    private readonly files: FilesService,
    private readonly catalogue: FactCatalogue,
    private readonly frozen: FrozenPeriods,
  ) {}

  async page(actor: Actor, query: EnteredFactQuery): Promise<EnteredFactPage> {
    require(actor, 'facts.read');
    const { page, pageSize } = query;
    const where = this.where(actor, query);
    const order = orderBy(query.sort, SORTS, '-recordedAt');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS "total" FROM ${FROM} WHERE ${where.sql}`, where.parameters);
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ORDER BY ${order.expression} ${order.direction}, f.id ${order.direction} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      where.parameters,
    );
    return { items: await this.views(actor, rows), total: Number(count!.total), page, pageSize };
  }

  async one(actor: Actor, id: string): Promise<EnteredFactView> {
    require(actor, 'facts.read');
    const where = this.where(actor, { state: 'all', page: 1, pageSize: 1 });
    const rows = await this.database.rows<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE f.id = :id AND ${where.sql}`, { id, ...where.parameters });
    const [view] = await this.views(actor, rows);
    if (!view) throw platformErrors['record.notFound']();
    return view;
  }

  /** Evidence is read by whoever may read the record it belongs to. */
  async evidence(actor: Actor, id: string, digest: string): Promise<{ file: StoredFile; name: string }> {
    const kept = (await this.one(actor, id)).files.find((one) => one.digest === digest);
    const file = kept ? await this.files.read(digest) : null;
    if (!kept || !file) throw platformErrors['record.notFound']();
    return { file, name: kept.name };
  }

  async table(actor: Actor, query: EnteredFactQuery): Promise<OutgoingTable> {
    require(actor, 'facts.read');
    const where = this.where(actor, query);
    const order = orderBy(query.sort, SORTS, '-recordedAt');
    const rows = await this.database.rows<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ORDER BY ${order.expression} ${order.direction}, f.id ${order.direction} LIMIT ${EXPORT_LIMIT}`, where.parameters);
    const zh = actor.language === 'zh';
    const head = zh
      ? ['事实', '名称', '人员', '单位', '考核期', '值', '权重', '条款', '事由', '日期', '分值', '批准人', '依据', '登记人', '登记时间', '更正或作废', '原因']
      : ['fact', 'title', 'person', 'unit', 'period', 'value', 'weight', 'clause', 'label', 'day', 'points', 'approvedBy', 'evidence', 'recorded by', 'recorded at', 'superseded', 'reason'];
    const none = zh ? '本期没有' : 'none in this period';
    const cells = (await this.views(actor, rows)).map((one) => [
      one.fact, one.title[actor.language], one.person?.name ?? '', one.division?.name ?? '', one.period, one.none ? none : (one.value ?? ''), one.weight ?? '', one.clause ?? '', one.label ?? '', one.day ?? '', one.points ?? '',
      one.approvedBy ?? '', one.evidence ?? '', one.recordedBy, one.recordedAt, one.superseded?.at ?? '', one.superseded?.reason ?? '',
    ]);
    return { title: zh ? '登记的考核事实' : 'Recorded facts', head, rows: cells };
  }

  private where(actor: Actor, { fact, personId, divisionId, period, state, q }: Partial<EnteredFactQuery> & Pick<EnteredFactQuery, 'page' | 'pageSize'>): { sql: string; parameters: Record<string, unknown> } {
    const scope = scopeCondition(ownRowsOnly(actor, OWN_SCORES_ONLY), 'facts.read', { court: 'f.court_id', division: 'f.division_id', own: (person) => `f.person_id = :${person}` });
    const parts = ['f.court_id = :court', scope.sql];
    const parameters: Record<string, unknown> = { court: actor.courtId, ...scope.parameters };
    const equal = (column: string, name: string, value: string | undefined): void => {
      if (!value) return;
      parts.push(`${column} = :${name}`);
      parameters[name] = value;
    };
    equal('f.fact', 'fact', fact);
    equal('f.person_id', 'person', personId);
    equal('f.division_id', 'division', divisionId);
    equal('f.period', 'period', period);
    if (state !== 'all') parts.push('f.superseded_at IS NULL');
    if (q?.trim()) {
      parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR f.label LIKE :q OR f.clause LIKE :q)');
      parameters['q'] = `%${q.trim()}%`;
    }
    return { sql: parts.join(' AND '), parameters };
  }

  private async views(actor: Actor, rows: readonly Row[]): Promise<EnteredFactView[]> {
    if (!rows.length) return [];
    const facts = new Map((await this.catalogue.declared(actor.courtId, 'entered')).map((fact) => [fact.name, fact]));
    const offices = new Set(grantsFor(actor, 'facts.record').map(({ role }) => role));
    const stands = new Map<string, 'open' | 'locked' | 'frozen'>();
    const standing = async ({ period, office }: Row): Promise<'open' | 'locked' | 'frozen'> => ((await this.frozen.isFrozen(actor.courtId, period)) ? 'frozen' : (await this.frozen.lockedBy(actor.courtId, period, office)) === null ? 'open' : 'locked');
    const key = ({ period, office }: Row): string => `${period} ${office}`;
    for (const row of rows) if (!stands.has(key(row))) stands.set(key(row), await standing(row));
    return rows.map((row) => viewOf(row, facts.get(row.fact), offices.has(row.office) && stands.get(key(row)) !== 'locked', stands.get(key(row)) === 'frozen'));
  }
}

function viewOf(row: Row, fact: EnterableFact | undefined, mayChange: boolean, frozen: boolean): EnteredFactView {
  const { personId, personName, divisionId, divisionName, supersededAt, supersededBy, supersededReason, correctedById, ...rest } = row;
  return {
    ...rest,
    title: fact?.title ?? { zh: row.fact, en: row.fact },
    unit: fact?.unit ?? { zh: '', en: '' },
    person: personId === null ? null : { id: personId, name: personName ?? '' },
    division: divisionId === null ? null : { id: divisionId, name: divisionName ?? '' },
    points: row.points === null ? null : points(fromHundredths(row.points)),
    files: JSON.parse(row.files) as EvidenceFile[],
    none: Boolean(row.none),
    version: Number(row.version),
    superseded: supersededAt === null ? null : { at: supersededAt, by: supersededBy ?? '', reason: supersededReason ?? '', correctedBy: correctedById },
    mayCorrect: mayChange && supersededAt === null,
    frozen,
  };
}
