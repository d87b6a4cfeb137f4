import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { may, require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { pickColumns } from '../platform/sheets/columns.js';
import { sheetFault, type SheetFault } from '../platform/sheets/sheet.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import { readSheet, type OutgoingTable } from '../platform/sheets/workbook.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { CASE_FIGURES, type CaseFigureName } from '../rules/difficult-case-table.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { CaseFigureReader, isFigure } from './case-figures.js';
import { CaseParticular } from './case-particular.entity.js';
import { CASE_SCOPE } from './case-scope.js';
import { CourtCase } from './case.entities.js';
import { caseErrors } from './cases.errors.js';
import type { ParticularListQuery, ParticularRow, ParticularsView, RecordParticular } from './dto/case-particular.dto.js';

const COLUMNS = [{ name: 'caseNumber', zh: '案号' }, { name: 'figure', zh: '要素' }, { name: 'value', zh: '值' }, { name: 'source', zh: '来源' }] as const;
const NAMES = Object.keys(CASE_FIGURES) as CaseFigureName[];

type Wanted = RecordParticular & { caseId: string };

/** 案件要素: countable figures the register itself does not hold, one by one or from a sheet. */
@Injectable()
export class CaseParticularsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly figures: CaseFigureReader,
  ) {}

  async view(actor: Actor, caseId: string): Promise<ParticularsView> {
    require(actor, 'case.read');
    const found = await this.visible(actor, caseId, 'case.read');
    const known = await this.figures.of(found);
    const history = await this.database.repository(CaseParticular).find({ where: { caseId }, order: { recordedAt: 'DESC', id: 'DESC' } });
    return {
      figures: NAMES.map((figure) => ({ figure, label: CASE_FIGURES[figure], value: known[figure]?.value ?? null, source: known[figure]?.source ?? null })),
      history: history.map(({ figure, value, source, recordedBy, recordedAt, supersededAt, supersededBy, supersededReason }) => ({ figure, label: labelOf(figure), value, source, recordedBy, recordedAt, supersededAt, supersededBy, supersededReason })),
      mayRecord: may(actor, 'case.write'),
    };
  }

  async record(actor: Actor, caseId: string, wanted: RecordParticular): Promise<void> {
    require(actor, 'case.write');
    await this.database.transaction(async () => {
      await this.visible(actor, caseId, 'case.write');
      const before = await this.database.repository(CaseParticular).findOneBy({ caseId, figure: wanted.figure, supersededAt: IsNull() });
      if (before && !wanted.reason?.trim())
        throw caseErrors['case.particularFaulty']({ count: 1 }, [{ path: 'reason', zh: `已登记 ${before.value}（${before.source}）。请写明更正理由。`, en: `${before.value} is on record (${before.source}). Say why it is corrected.` }]);
      await this.write(actor, { ...wanted, caseId });
    });
  }

  async list(actor: Actor, query: ParticularListQuery): Promise<Page<ParticularRow>> {
    require(actor, 'case.read');
    const { where, parameters } = this.filter(actor, query);
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM case_particular p JOIN court_case c ON c.id = p.case_id WHERE ${where}`, parameters);
    return { items: await this.rows(where, parameters, query.pageSize, (query.page - 1) * query.pageSize), total: Number(count!.total), page: query.page, pageSize: query.pageSize };
  }

  async table(actor: Actor, query: ParticularListQuery): Promise<OutgoingTable> {
    require(actor, 'case.read');
    const { where, parameters } = this.filter(actor, query);
    const rows = await this.rows(where, parameters, EXPORT_LIMIT, 0);
    const zh = actor.language === 'zh';
    return {
      title: zh ? '案件要素' : 'Case particulars',
      head: zh ? ['案号', '要素', '值', '来源', '登记人', '登记时间'] : ['caseNumber', 'figure', 'value', 'source', 'Recorded by', 'Recorded at'],
      rows: rows.map((row) => [row.caseNumber, row.label[actor.language], String(row.value), row.source, row.recordedBy, row.recordedAt]),
    };
  }

  /** Whole or not at all: one wrong row and nothing is recorded. */
  async bringIn(actor: Actor, bytes: Buffer): Promise<{ recorded: number; unchanged: number }> {
    require(actor, 'case.write');
    const { rows, faults } = pickColumns(await readSheet(bytes), COLUMNS);
    const found: SheetFault[] = [...faults];
    return this.database.transaction(async () => {
      const wanted: Wanted[] = [];
      for (const { row, values } of rows) wanted.push(...(await this.understood(actor, row, values, found)));
      const keys = wanted.map(({ caseId, figure }) => `${caseId} ${figure}`);
      wanted.forEach((one, index) => {
        if (keys.indexOf(keys[index]!) !== index)
          found.push(sheetFault({ row: rows[index]?.row ?? null, column: 'figure', value: one.figure }, { zh: '同一案件的同一要素出现了两次。', en: 'The same figure of the same case stands twice.' }, { zh: '请只保留一行。', en: 'Keep one row.' }));
      });
      if (found.length) throw caseErrors['case.particularFaulty']({ count: found.length }, found);
      let recorded = 0;
      for (const one of wanted) recorded += (await this.write(actor, { ...one, reason: '随表导入' })) ? 1 : 0;
      return { recorded, unchanged: wanted.length - recorded };
    });
  }

  private async understood(actor: Actor, row: number, values: Record<(typeof COLUMNS)[number]['name'], string>, found: SheetFault[]): Promise<Wanted[]> {
    const before = found.length;
    const fault = (column: keyof typeof values, zh: string, en: string, fixZh: string, fixEn: string): void => void found.push(sheetFault({ row, column, value: values[column] }, { zh, en }, { zh: fixZh, en: fixEn }));
    const scope = scopeCondition(actor, 'case.write', CASE_SCOPE);
    const [known] = await this.database.rows<{ id: string }>(`SELECT c.id AS "id" FROM court_case c WHERE c.case_number = :number AND ${scope.sql}`, { number: normaliseCaseNumberText(values.caseNumber), ...scope.parameters });
    if (!known) fault('caseNumber', '登记册没有这个案号，或不在您的范围内。', 'The register has no such case, or it is not yours to write.', '请核对案号。', 'Check the number.');
    const figure = NAMES.find((name) => name === values.figure || CASE_FIGURES[name].zh === values.figure || CASE_FIGURES[name].en === values.figure);
    if (!figure) fault('figure', `没有“${values.figure}”这个要素。`, `There is no figure "${values.figure}".`, `可用：${NAMES.map((name) => CASE_FIGURES[name].zh).join('、')}。`, `Use one of ${NAMES.join(', ')}.`);
    if (!/^\d{1,6}$/.test(values.value)) fault('value', '值应为不小于零的整数。', 'The value must be a whole number, zero or more.', '请改正。', 'Correct it.');
    if (values.source === '' || values.source.length > 200) fault('source', '来源不能为空，至多 200 字。', 'The source is missing or longer than 200 characters.', '请写明材料和页码。', 'Name the paper and the page.');
    return found.length > before ? [] : [{ caseId: known!.id, figure: figure!, value: Number(values.value), source: values.source }];
  }

  /** @returns whether anything was changed */
  private async write(actor: Actor, { caseId, figure, value, source, reason }: Wanted): Promise<boolean> {
    const particulars = this.database.repository(CaseParticular);
    const before = await particulars.findOneBy({ caseId, figure, supersededAt: IsNull() });
    if (before?.value === value && before.source === source.trim()) return false;
    const [at, by] = [this.clock.instant(), actor.personName || actor.username];
    if (before) await particulars.update({ id: before.id }, { supersededAt: at, supersededBy: by, supersededReason: reason?.trim() ?? null });
    await particulars.insert({ id: newId(), courtId: actor.courtId, caseId, figure, value, source: source.trim(), recordedBy: by, recordedAt: at, supersededAt: null, supersededBy: null, supersededReason: null });
    this.audit.record(actor, { action: 'case.particular.recorded', subjectKind: 'case', subjectId: caseId, before: before && { figure, value: before.value, source: before.source }, after: { figure, value, source: source.trim() }, reason: reason?.trim() });
    return true;
  }

  private async visible(actor: Actor, id: string, permission: Permission): Promise<CourtCase> {
    const scope = scopeCondition(actor, permission, CASE_SCOPE);
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private filter(actor: Actor, { figure, q }: ParticularListQuery): { where: string; parameters: Record<string, unknown> } {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const parts = ['p.superseded_at IS NULL', scope.sql];
    if (figure) parts.push('p.figure = :figure');
    if (q?.trim()) parts.push('c.case_number LIKE :q');
    return { where: parts.join(' AND '), parameters: { ...scope.parameters, figure, q: `%${normaliseCaseNumberText(q?.trim() ?? '')}%` } };
  }

  private async rows(where: string, parameters: object, limit: number, offset: number): Promise<ParticularRow[]> {
    const rows = await this.database.rows<Omit<ParticularRow, 'label'>>(
      `SELECT p.id AS "id", p.case_id AS "caseId", c.case_number AS "caseNumber", p.figure AS "figure", p.value AS "value", p.source AS "source", p.recorded_by AS "recordedBy", p.recorded_at AS "recordedAt"
       FROM case_particular p JOIN court_case c ON c.id = p.case_id WHERE ${where} ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, value: Number(row.value), label: labelOf(row.figure) }));
  }
}

function labelOf(figure: string): { zh: string; en: string } {
  return isFigure(figure) ? CASE_FIGURES[figure] : { zh: figure, en: figure };
}
