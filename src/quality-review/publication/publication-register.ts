import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Decimal, points, roundHalfUp } from '../../kernel/exact.js';
import { CASE_SCOPE } from '../../cases/case-scope.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { may, require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { inForceOn } from '../../rules/catalogue-changes.js';
import { mayBeDone, publicationState } from '../../rules/judgment-publication.js';
import { ExemptionBook } from '../catalogues/exemption-book.js';
import { DuePublications } from './due-publications.js';
import type { PublicationCount, PublicationQuery, PublicationRow, PublicationStepView, PublicationSummary } from './dto/publication.dto.js';
import { PublicationStep } from './publication-step.entity.js';
import { STATE_WORDS } from './publication-words.js';

export const PUBLICATION_TABLES = `judgment_publication j JOIN court_case c ON c.id = j.case_id JOIN case_document d ON d.id = j.document_id
  LEFT JOIN person p ON p.id = c.responsible_judge_id LEFT JOIN division u ON u.id = c.division_id`;
const STATE = `CASE WHEN j.exemption IS NOT NULL THEN 'exempt' WHEN j.withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN j.published_on IS NOT NULL AND j.published_on <= j.due_on THEN 'published'
  WHEN j.published_on IS NOT NULL THEN 'publishedLate' WHEN j.asked_ground IS NOT NULL THEN 'asked' WHEN j.due_on < :today THEN 'overdue' ELSE 'due' END`;
const SORTS = { dueOn: 'j.due_on', publishedOn: 'j.published_on', caseNumber: 'c.case_number', judge: 'p.name' };

interface StoredRow {
  id: string; caseId: string; caseNumber: string; cause: string; documentId: string; title: string; documentVersion: number; judge: string | null; division: string | null; effectiveOn: string;
  dueOn: string; publishedOn: string | null; withdrawnOn: string | null; exemption: string | null; askedGround: string | null; version: number;
}

/** 裁判文书公示: what is published, what is overdue, what is exempt and why. */
@Injectable()
export class PublicationRegister {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: CourtCalendar,
    private readonly due: DuePublications,
    private readonly grounds: ExemptionBook,
  ) {}

  async list(actor: Actor, query: PublicationQuery): Promise<Page<PublicationRow>> {
    require(actor, 'case.read');
    await this.due.look(actor.courtId);
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${PUBLICATION_TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<PublicationRow> {
    require(actor, 'case.read');
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const [row] = await this.rows(actor, { sql: `j.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id, today: this.clock.today() } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  async steps(actor: Actor, id: string): Promise<PublicationStepView[]> {
    await this.view(actor, id);
    const steps = await this.database.repository(PublicationStep).find({ where: { publicationId: id }, order: { at: 'ASC', id: 'ASC' } });
    return steps.map(({ act, ground, words, actorName, at }) => ({ act, ground, words, name: actorName, at }));
  }

  async table(actor: Actor, query: PublicationQuery): Promise<OutgoingTable> {
    require(actor, 'case.read');
    await this.due.look(actor.courtId);
    const zh = actor.language === 'zh';
    const rows = await this.rows(actor, this.condition(actor, query), query.sort, EXPORT_LIMIT, 0);
    return {
      title: zh ? '裁判文书公示' : 'Publication of judgments',
      head: zh
        ? ['案号', '案由', '文书', '承办人', '庭室', '生效日期', '应公示日期', '状态', '公示日期', '逾期工作日', '不公示理由']
        : ['Case number', 'Cause', 'Document', 'Judge', 'Division', 'In effect', 'Due', 'State', 'Published', 'Working days late', 'Reason for exemption'],
      rows: rows.map((row) => [
        row.caseNumber, row.cause, row.title, row.judge ?? '', row.division ?? '', row.effectiveOn, row.dueOn, STATE_WORDS[row.state][actor.language], row.publishedOn ?? '', row.lateDays ? String(row.lateDays) : '', row.exemption ?? '',
      ]),
    };
  }

  async summary(actor: Actor, query: PublicationQuery): Promise<PublicationSummary> {
    require(actor, 'case.read');
    const { sql, parameters } = this.condition(actor, { ...query, state: undefined });
    const rows = await this.database.rows<Record<'documents' | 'published' | 'onTime' | 'overdue' | 'waiting' | 'exempt', number> & { divisionId: string | null; name: string | null }>(
      `SELECT s.divisionId AS divisionId, MAX(s.name) AS name, COUNT(*) AS documents, SUM(CASE WHEN s.state IN ('published', 'publishedLate') THEN 1 ELSE 0 END) AS published,
        SUM(CASE WHEN s.state = 'published' THEN 1 ELSE 0 END) AS onTime, SUM(CASE WHEN s.state IN ('overdue', 'withdrawn') OR (s.state = 'asked' AND s.dueOn < :today) THEN 1 ELSE 0 END) AS overdue,
        SUM(CASE WHEN s.state = 'due' OR (s.state = 'asked' AND s.dueOn >= :today) THEN 1 ELSE 0 END) AS waiting, SUM(CASE WHEN s.state = 'exempt' THEN 1 ELSE 0 END) AS exempt
       FROM (SELECT u.id AS divisionId, u.name AS name, u.position AS place, j.due_on AS dueOn, ${STATE} AS state FROM ${PUBLICATION_TABLES} WHERE ${sql}) s GROUP BY s.divisionId, s.place ORDER BY s.place`,
      parameters,
    );
    const divisions = rows.map(({ divisionId, name, ...row }) => ({ divisionId: divisionId ?? '', name: name ?? '', ...counted([row]) }));
    const parameter = await this.due.workingDays(actor.courtId);
    const grounds = [...inForceOn(await this.grounds.versions(actor.courtId), this.clock.today()).values()];
    return {
      workingDays: parameter && { value: parameter.value, source: parameter.source, example: parameter.example },
      total: counted(rows),
      divisions,
      grounds: grounds.map(({ code, content }) => ({ code, zh: content.label ?? code, en: content.labelEn ?? code, wordsNeeded: content.wordsNeeded === 'true' })),
    };
  }

  private condition(actor: Actor, query: PublicationQuery): SqlCondition {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const conditions = [scope.sql];
    if (query.state === 'open') conditions.push(`${STATE} IN ('due', 'overdue', 'asked', 'withdrawn')`);
    else if (query.state === 'anyPublished') conditions.push(`${STATE} IN ('published', 'publishedLate')`);
    else if (query.state) conditions.push(`${STATE} = :state`);
    if (query.divisionId) conditions.push('c.division_id = :divisionId');
    if (query.judgeId) conditions.push('c.responsible_judge_id = :judgeId');
    if (query.nature) conditions.push('c.nature = :nature');
    if (query.due) conditions.push('j.due_on LIKE :due');
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR p.name LIKE :q OR p.pinyin LIKE :q)');
    const { state, divisionId, judgeId, nature } = query;
    return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, state, divisionId, judgeId, nature, due: `${query.due ?? ''}%`, q: `%${query.q ?? ''}%`, today: this.clock.today() } };
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<PublicationRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-dueOn');
    const rows = await this.database.rows<StoredRow>(
      `SELECT j.id AS id, j.case_id AS caseId, c.case_number AS caseNumber, c.cause AS cause, j.document_id AS documentId, d.title AS title, d.version AS documentVersion, p.name AS judge, u.name AS division,
        c.effective_on AS effectiveOn, j.due_on AS dueOn, j.published_on AS publishedOn, j.withdrawn_on AS withdrawnOn, j.exemption AS exemption, j.asked_ground AS askedGround, j.version AS version
       FROM ${PUBLICATION_TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, j.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const asked = await this.askedOf(actor, rows.filter(({ askedGround }) => askedGround));
    return rows.map((row) => this.row(actor, row, asked.get(row.id) ?? null));
  }

  private row(actor: Actor, { askedGround, ...row }: StoredRow, asked: PublicationRow['asked']): PublicationRow {
    const today = this.clock.today();
    const state = publicationState({ ...row, askedGround }, today);
    const publishes = may(actor, 'judgment.publish');
    const decides = may(actor, 'judgment.exempt');
    return {
      ...row,
      documentVersion: Number(row.documentVersion),
      version: Number(row.version),
      state,
      asked,
      lateDays: this.lateDays(row.dueOn, state === 'exempt' ? row.dueOn : (row.publishedOn ?? today)),
      may: {
        publish: publishes && mayBeDone('published', state),
        ask: publishes && mayBeDone('exemptionAsked', state),
        decide: decides && mayBeDone('exempted', state),
        withdraw: decides && mayBeDone('withdrawn', state),
        endExemption: decides && mayBeDone('exemptionEnded', state),
      },
    };
  }

  private async askedOf(actor: Actor, rows: readonly StoredRow[]): Promise<Map<string, NonNullable<PublicationRow['asked']>>> {
    if (!rows.length) return new Map();
    const versions = await this.grounds.versions(actor.courtId);
    const steps = await this.database.repository(PublicationStep).find({ where: { publicationId: In(rows.map(({ id }) => id)), act: 'exemptionAsked' }, order: { at: 'ASC', id: 'ASC' } });
    const lastOf = new Map(steps.map((step) => [step.publicationId, step]));
    return new Map(rows.map(({ id, askedGround }) => {
      const [code, last] = [askedGround ?? '', lastOf.get(id)];
      const ground = versions.filter((row) => row.code === code).pop();
      return [id, { code, zh: ground?.content.label ?? code, en: ground?.content.labelEn ?? code, words: last?.words ?? null, by: last?.actorName ?? '' }];
    }));
  }

  private lateDays(dueOn: string, until: string): number | null {
    if (until <= dueOn) return 0;
    try {
      return this.calendar.between(dueOn, until);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}

function counted(rows: readonly Record<'documents' | 'published' | 'onTime' | 'overdue' | 'waiting' | 'exempt', number>[]): PublicationCount {
  const total = (key: 'documents' | 'published' | 'onTime' | 'overdue' | 'waiting' | 'exempt') => rows.reduce((sofar, row) => sofar + Number(row[key]), 0);
  const [published, overdue] = [total('published'), total('overdue')];
  const per = (part: number, whole: number) => (whole ? points(roundHalfUp(new Decimal(part).times(100).div(whole))) : null);
  return {
    documents: total('documents'), published, onTime: total('onTime'), overdue, waiting: total('waiting'), exempt: total('exempt'),
    coverage: per(published, published + overdue), timeliness: per(total('onTime'), published + overdue),
  };
}
