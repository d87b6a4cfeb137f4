import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { latestFirst, parsePeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Court, Person } from '../../court/court.entities.js';
import { AuditEntry } from '../../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { newId } from '../../platform/ids.js';
import { PdfPrinter } from '../../platform/pdf/pdf-printer.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { may, require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { canonicalJson } from '../../rules/scheme/score-sheet.js';
import { ArchivePaper, FrozenStanding } from '../closing/closing.entities.js';
import type { Paper } from '../closing/closing-papers.js';
import { rankingErrors } from '../ranking.errors.js';
import { ArchiveContents } from './archive-content.js';
import { archivePaper } from './archive-paper.js';
import type { ArchiveContent, ArchivedResult, ArchiveQuery, ArchiveRow, ArchiveView, PaperCheck } from './dto/archive.dto.js';

const MOST_OPENINGS = 50;
const SERVES_IN = '(SELECT MIN(h.division_id) FROM post_holding h WHERE h.person_id = p.id AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today))';

/** 业绩档案: read by its owner, and by the offices that may; every opening by others is recorded, and the owner sees by whom. */
@Injectable()
export class ArchiveService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly contents: ArchiveContents,
    private readonly printer: PdfPrinter,
  ) {}

  async mine(actor: Actor): Promise<ArchiveView> {
    return this.view(actor, this.owner(actor));
  }

  async ofPerson(actor: Actor, personId: string): Promise<ArchiveView> {
    await this.mayOpen(actor, personId);
    await this.leaveTrace(actor, personId, 'opened');
    return this.view(actor, personId);
  }

  async table(actor: Actor, personId: string | null): Promise<{ table: OutgoingTable; name: string }> {
    const person = await this.opened(actor, personId);
    const { results, takenOut = [], person: { name } } = await this.contents.of(actor, person);
    const zh = actor.language === 'zh';
    const keys = [...new Map(results.flatMap(({ components }) => components.map((one) => [one.key, one.title] as const)))];
    return {
      name: `业绩档案-${name}`,
      table: {
        title: zh ? '业绩档案' : 'Archive',
        head: [...(zh ? ['考核期', '同岗组', '庭', '总分', '名次', '人数', '等次', '90%区间'] : ['Period', 'Group', 'Division', 'Total', 'Rank', 'People', 'Grade', '90% interval']), ...keys.map(([, title]) => title[actor.language]), zh ? '更正' : 'Correction', zh ? '原总分' : 'Total before', zh ? '摘要' : 'Digest'],
        rows: results.map((one) => [
          one.period, one.group[actor.language], one.division, one.total, one.rank === null ? '' : String(one.rank), String(one.size), one.grade?.[actor.language] ?? '', one.interval ? `${one.interval.from}–${one.interval.until}` : '',
          ...keys.map(([key]) => one.components.find((part) => part.key === key)?.points ?? ''), one.correction?.number ?? '', one.correction ? (one.correction.totalBefore ?? (zh ? '未在冻结结果中' : 'not in the frozen result')) : '', one.digest,
        ]).concat(takenOut.map((one) => [one.period, one.group[actor.language], '', zh ? '不再在本组' : 'no longer in the group', '', '', '', '', ...keys.map(() => ''), one.correction, one.total, ''])),
      },
    };
  }

  /** Printed, and kept with its digest: the paper can be checked for as long as the court keeps its records. */
  async paper(actor: Actor, personId: string | null): Promise<Paper> {
    const person = await this.opened(actor, personId);
    const content = await this.contents.of(actor, person);
    const text = canonicalJson(content);
    const digest = createHash('sha256').update(text).digest('hex');
    const printedAt = await this.database.transaction(async () => {
      // The same content printed twice at once is one paper.
      await this.database.rows(`SELECT id FROM person WHERE id = :person${this.database.forUpdate}`, { person });
      const known = await this.database.repository(ArchivePaper).findOneBy({ courtId: actor.courtId, digest });
      const printedAt = known?.printedAt ?? this.clock.instant();
      if (!known) await this.database.repository(ArchivePaper).insert({ id: newId(), courtId: actor.courtId, personId: person, digest, content: text, printedBy: nameOf(actor), printedAt });
      this.audit.record(actor, { action: 'archive.printed', subjectKind: 'person', subjectId: person, after: { digest } });
      return printedAt;
    });
    const { example } = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const bytes = await this.printer.print(archivePaper(content, example, digest, printedAt));
    return { name: `业绩档案-${content.person.name}.pdf`, bytes };
  }

  /** Who may read the archive may check its papers. */
  async check(actor: Actor, digest: string): Promise<PaperCheck> {
    if (!may(actor, 'archive.own')) require(actor, 'archive.read');
    const paper = await this.database.repository(ArchivePaper).findOneBy({ courtId: actor.courtId, digest: digest.trim().toLowerCase() });
    if (!paper || (paper.personId !== actor.personId && !(await this.visible(actor, paper.personId)))) throw platformErrors['record.notFound']();
    const printed = JSON.parse(paper.content) as ArchiveContent;
    const now = await this.contents.of(actor, paper.personId);
    const shown = new Map(printed.results.map((one) => [`${one.period} ${one.group.zh}`, one]));
    const changed = now.results.filter((one) => shown.get(`${one.period} ${one.group.zh}`)?.digest !== one.digest && sameLine(shown.get(`${one.period} ${one.group.zh}`), one) === false);
    const held = new Set(now.results.map((one) => `${one.period} ${one.group.zh}`));
    const takenBack = printed.results.filter((one) => !held.has(`${one.period} ${one.group.zh}`));
    const periods = [...new Set([...changed, ...takenBack].map(({ period }) => period))];
    return { digest: paper.digest, person: printed.person.name, printedBy: paper.printedBy, printedAt: paper.printedAt, whole: createHash('sha256').update(paper.content).digest('hex') === paper.digest, changed: periods };
  }

  async people(actor: Actor, { page, pageSize, q }: ArchiveQuery): Promise<Page<ArchiveRow>> {
    require(actor, 'archive.read');
    const scope = this.scope(actor);
    const wanted = q?.trim() ? `AND (p.name LIKE :q OR p.pinyin LIKE :q)` : '';
    const parameters = { ...scope.parameters, q: `%${(q ?? '').trim().replace(/[%_]/g, '')}%` };
    const from = `FROM frozen_standing f JOIN person p ON p.id = f.person_id AND p.court_id = f.court_id WHERE f.superseded_at IS NULL AND ${scope.sql} ${wanted}`;
    const [count] = await this.database.rows<{ n: number | string }>(`SELECT COUNT(DISTINCT f.person_id) AS "n" ${from}`, parameters);
    const rows = await this.database.rows<{ personId: string; name: string; periods: number | string }>(
      `SELECT p.id AS "personId", p.name AS "name", COUNT(*) AS "periods" ${from} GROUP BY p.id, p.name ORDER BY p.name, p.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      parameters,
    );
    const standings = rows.length ? await this.database.repository(FrozenStanding).find({ where: { courtId: actor.courtId, personId: In(rows.map(({ personId }) => personId)), supersededAt: IsNull() }, select: { id: true, personId: true, division: true, period: true } }) : [];
    const latest = new Map<string, { period: EvaluationPeriod; division: string }>();
    for (const { personId, division, period: key } of standings) {
      const [period, known] = [parsePeriod(key)!, latest.get(personId)];
      if (!known || latestFirst(period, known.period) < 0) latest.set(personId, { period, division });
    }
    return { items: rows.map((row) => ({ ...row, periods: Number(row.periods), latest: latest.get(row.personId)?.period.key ?? '', division: latest.get(row.personId)?.division ?? '' })), total: Number(count!.n), page, pageSize };
  }

  listTable(rows: readonly ArchiveRow[], zh: boolean): OutgoingTable {
    return { title: zh ? '档案库' : 'Archives', head: zh ? ['姓名', '庭', '考核期数', '最近'] : ['Name', 'Division', 'Periods', 'Latest'], rows: rows.map((one) => [one.name, one.division, String(one.periods), one.latest]) };
  }

  private async view(actor: Actor, personId: string): Promise<ArchiveView> {
    const own = personId === actor.personId;
    const papers = await this.database.repository(ArchivePaper).find({ where: { courtId: actor.courtId, personId }, order: { printedAt: 'DESC', id: 'DESC' }, take: 10, select: { id: true, digest: true, printedBy: true, printedAt: true } });
    return { ...(await this.contents.of(actor, personId)), own, openings: own ? await this.openings(actor, personId) : null, papers: papers.map(({ digest, printedBy, printedAt }) => ({ digest, printedBy, printedAt })) };
  }

  private async openings({ courtId, userId }: Actor, subjectId: string): Promise<ArchiveView['openings']> {
    const by = { courtId, subjectKind: 'person', subjectId, action: In(['archive.opened', 'archive.exported', 'archive.printed', 'score.opened']) };
    const entries = await this.database.repository(AuditEntry).find({ where: [{ ...by, userId: Not(userId) }, { ...by, userId: IsNull() }], order: { sequence: 'DESC' }, take: MOST_OPENINGS });
    return entries.map(({ actorName, action, at, after }) => ({ who: actorName, what: action === 'score.opened' ? 'score' : 'archive', period: after ? ((JSON.parse(after) as { period?: string }).period ?? null) : null, when: at }));
  }

  private async opened(actor: Actor, personId: string | null): Promise<string> {
    if (personId === null) return this.owner(actor);
    await this.mayOpen(actor, personId);
    await this.leaveTrace(actor, personId, 'exported');
    return personId;
  }

  private owner(actor: Actor): string {
    require(actor, 'archive.own');
    if (!actor.personId) throw rankingErrors['archive.noPerson']();
    return actor.personId;
  }

  private async mayOpen(actor: Actor, personId: string): Promise<void> {
    require(actor, 'archive.read');
    if (!(await this.visible(actor, personId))) throw platformErrors['record.notFound']();
  }

  private async visible(actor: Actor, personId: string): Promise<boolean> {
    const scope = this.scope(actor);
    return this.database.repository(Person).createQueryBuilder('p').where(`p.id = :personId AND ${scope.sql}`, { personId, ...scope.parameters }).getExists();
  }

  /** Whoever reads a division's archives reads those of the people in it today: an archive is one, and goes along with its person. */
  private scope(actor: Actor): SqlCondition {
    const { sql, parameters } = scopeCondition(actor, 'archive.read', { court: 'p.court_id', division: SERVES_IN, own: (person) => `p.id = :${person}` });
    return { sql, parameters: { ...parameters, today: this.clock.today() } };
  }

  private async leaveTrace(actor: Actor, personId: string, what: 'opened' | 'exported'): Promise<void> {
    if (personId === actor.personId) return;
    await this.database.transaction(async () => this.audit.record(actor, { action: `archive.${what}`, subjectKind: 'person', subjectId: personId }));
  }
}

/** A place that one of the two readers was not shown says nothing of a change. */
function sameLine(a: ArchivedResult | undefined, b: ArchivedResult): boolean {
  return a !== undefined && a.total === b.total && (a.rank === null || b.rank === null || a.rank === b.rank) && canonicalJson(a.components) === canonicalJson(b.components);
}
