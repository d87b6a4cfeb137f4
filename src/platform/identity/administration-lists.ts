import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import type { Page } from '../http/list.dto.js';
import { orderBy } from '../http/sorting.js';
import { isRole, roleOf } from '../permissions/permissions.js';
import { identityErrors } from './identity.errors.js';
import type { AccountListQuery, AccountRow, AuditListQuery, AuditRow, GrantListQuery, GrantRow, RequestGrant, SessionRow } from './dto/admin.dto.js';

const ACCOUNT_SORTS = { username: 'a.username', displayName: 'a.display_name', createdAt: 'a.created_at' };
const GRANT_SORTS = { requestedAt: 'g.requested_at', username: 'a.username', role: 'g.role' };
const ACCOUNT_STATE = `CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled' WHEN a.locked_until > :now THEN 'locked' ELSE 'active' END`;
const GRANT_STATE = `CASE WHEN g.revoked_at IS NOT NULL THEN 'revoked' WHEN g.approved_at IS NOT NULL THEN 'approved' ELSE 'requested' END`;
const GRANTS = `role_grant g JOIN user_account a ON a.id = g.user_id LEFT JOIN user_account q ON q.id = g.requested_by LEFT JOIN user_account v ON v.id = g.approved_by
  LEFT JOIN division d ON d.id = g.division_id`;

/** What administrators see, always of their own court. */
@Injectable()
export class AdministrationLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async accounts(actor: Actor, query: AccountListQuery): Promise<Page<AccountRow>> {
    const conditions = ['a.court_id = :courtId'];
    if (query.state) conditions.push(`${ACCOUNT_STATE} = :state`);
    if (query.q) conditions.push('(a.username LIKE :q OR a.display_name LIKE :q)');
    const { expression, direction } = orderBy(query.sort, ACCOUNT_SORTS, 'username');
    return this.page('user_account a', conditions, { courtId: actor.courtId, state: query.state }, query, `${expression} ${direction}, a.id`, (where, given) =>
      this.accountRows(where, given),
    );
  }

  async account(actor: Actor, id: string): Promise<AccountRow> {
    const [row] = await this.accountRows('a.id = :id AND a.court_id = :courtId', { id, courtId: actor.courtId, now: this.clock.instant() });
    if (!row) throw identityErrors['account.notFound']();
    return row;
  }

  private async accountRows(where: string, given: object): Promise<AccountRow[]> {
    const rows = await this.database.rows<Omit<AccountRow, 'mustChangePassword'> & { mustChangePassword: number }>(
      `SELECT a.id AS id, a.username AS username, a.display_name AS displayName, a.person_id AS personId, a.must_change_password AS mustChangePassword,
        ${ACCOUNT_STATE} AS state, a.locked_until AS lockedUntil, a.disabled_at AS disabledAt, a.created_at AS createdAt FROM user_account a WHERE ${where}`,
      given,
    );
    return rows.map((row) => ({ ...row, mustChangePassword: Number(row.mustChangePassword) === 1 }));
  }

  sessions(actor: Actor): Promise<SessionRow[]> {
    return this.database.rows(
      `SELECT s.id_hash AS id, a.username AS username, a.display_name AS displayName, s.created_at AS createdAt, s.last_seen_at AS lastSeenAt, s.ip AS ip, s.user_agent AS userAgent
       FROM user_session s JOIN user_account a ON a.id = s.user_id
       WHERE a.court_id = :courtId AND s.ended_at IS NULL AND s.expires_at > :now ORDER BY s.last_seen_at DESC, s.id_hash`,
      { courtId: actor.courtId, now: this.clock.instant() },
    );
  }

  async grants(actor: Actor, query: GrantListQuery): Promise<Page<GrantRow>> {
    const conditions = ['g.court_id = :courtId'];
    if (query.state) conditions.push(`${GRANT_STATE} = :state`);
    if (query.q) conditions.push('(a.username LIKE :q OR a.display_name LIKE :q)');
    const { expression, direction } = orderBy(query.sort, GRANT_SORTS, '-requestedAt');
    return this.page(GRANTS, conditions, { courtId: actor.courtId, state: query.state }, query, `${expression} ${direction}, g.id`, (where, given) =>
      this.grantRows(where, given),
    );
  }

  async grant(actor: Actor, id: string): Promise<GrantRow> {
    const [row] = await this.grantRows('g.id = :id AND g.court_id = :courtId', { id, courtId: actor.courtId });
    if (!row) throw identityErrors['grant.notFound']();
    return row;
  }

  private async grantRows(where: string, given: object): Promise<GrantRow[]> {
    const rows = await this.database.rows<Omit<GrantRow, 'natures' | 'roleZh' | 'roleEn'> & { natures: string | null }>(
      `SELECT g.id AS id, g.user_id AS userId, a.username AS username, a.display_name AS displayName, g.role AS role, g.scope AS scope, g.division_id AS divisionId, d.name AS division,
        g.natures AS natures, g.valid_from AS validFrom, g.valid_until AS validUntil, g.reason AS reason, q.display_name AS requestedBy, g.requested_at AS requestedAt,
        v.display_name AS approvedBy, g.approved_at AS approvedAt, g.revoked_at AS revokedAt, ${GRANT_STATE} AS state FROM ${GRANTS} WHERE ${where}`,
      given,
    );
    return rows.map((row) => ({
      ...row,
      natures: row.natures?.split(',') ?? null,
      roleZh: isRole(row.role) ? roleOf(row.role).zh : row.role,
      roleEn: isRole(row.role) ? roleOf(row.role).en : row.role,
    }));
  }

  async trail(actor: Actor, query: AuditListQuery): Promise<Page<AuditRow>> {
    const conditions = ['e.court_id = :courtId'];
    if (query.action) conditions.push('e.action = :action');
    if (query.subjectKind) conditions.push('e.subject_kind = :subjectKind');
    if (query.subjectId) conditions.push('e.subject_id = :subjectId');
    if (query.from) conditions.push('e.at >= :from');
    if (query.until) conditions.push('e.at < :until');
    if (query.q) conditions.push('(e.actor_name LIKE :q OR e.ip LIKE :q)');
    const { action, subjectKind, subjectId, from, until } = query;
    return this.page('audit_entry e', conditions, { courtId: actor.courtId, action, subjectKind, subjectId, from, until }, query, 'e.sequence DESC', (where, given) =>
      this.database.rows<AuditRow>(
        `SELECT e.id AS id, e.sequence AS sequence, e.at AS at, e.actor_name AS actorName, e.action AS action, e.subject_kind AS subjectKind, e.subject_id AS subjectId,
          e.before AS "before", e.after AS "after", e.reason AS reason, e.ip AS ip, e.request_id AS requestId FROM audit_entry e WHERE ${where}`,
        given,
      ),
    );
  }

  /** A login belongs to somebody of this court, or to nobody. The table is named, not imported: the court stands a floor above. */
  async checkPerson(actor: Actor, personId: string | undefined): Promise<void> {
    if (personId && !(await this.exists('person', personId, actor.courtId)))
      throw identityErrors['account.personUnknown']({}, [{ path: 'personId', zh: '本院没有此人。', en: 'No such person in this court.' }]);
  }

  async grantFaults(actor: Actor, { scope, divisionId, validFrom, validUntil, userId }: RequestGrant): Promise<Fault[]> {
    const faults: Fault[] = [];
    const needsDivision = scope === 'division' || scope === 'divisionAndBelow';
    if (!(await this.exists('user_account', userId, actor.courtId))) faults.push({ path: 'userId', zh: '本院没有这个账号。请从列表中选择。', en: 'No such account in this court. Choose one from the list.' });
    if (needsDivision && !divisionId) faults.push({ path: 'divisionId', zh: '范围为“本庭”时须选定庭室。', en: 'The scope of a division needs the division.' });
    if (divisionId && !(await this.exists('division', divisionId, actor.courtId))) faults.push({ path: 'divisionId', zh: '本院没有这个庭室。请从列表中选择。', en: 'No such unit in this court. Choose one from the list.' });
    if (validUntil && validUntil <= validFrom) faults.push({ path: 'validUntil', zh: '结束日须晚于开始日（结束日当天不算）。', en: 'The end must come after the start (the end day itself does not count).' });
    return faults;
  }

  private async exists(table: 'person' | 'division' | 'user_account', id: string, courtId: string): Promise<boolean> {
    return (await this.database.rows(`SELECT id FROM ${table} WHERE id = :id AND court_id = :courtId`, { id, courtId })).length > 0;
  }

  private async page<T>(
    tables: string,
    conditions: string[],
    parameters: object,
    { q, page, pageSize }: { q?: string; page: number; pageSize: number },
    order: string,
    rows: (where: string, given: object) => Promise<T[]>,
  ): Promise<Page<T>> {
    const where = conditions.join(' AND ');
    const given = { ...parameters, q: `%${q ?? ''}%`, now: this.clock.instant() };
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${tables} WHERE ${where}`, given);
    const items = await rows(`${where} ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`, given);
    return { items, total: Number(count!.total), page, pageSize };
  }
}
