import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay, type Day } from '../../kernel/day.js';
import { AuditEntry } from '../../platform/audit/audit-entry.entity.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { may } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { afterBulletinStep, BULLETIN_STATES, BULLETIN_STEPS, bulletinNumber, samePerson, type BulletinAction } from '../../rules/bulletin.js';
import { Bulletin, BulletinCorrigendum, BulletinStep } from './bulletin.entities.js';
import { BulletinContent, sha256, type FrozenBulletin } from './bulletin-content.js';
import { BulletinKinds } from './bulletin-kinds.js';
import { BulletinLog, visibleBulletins, worksOn } from './bulletin-log.js';
import { bulletinErrors } from './bulletins.errors.js';
import type { BulletinListQuery, BulletinRow, BulletinView, BulletinWork, VerificationView } from './dto/bulletins.dto.js';

const SORTS = { period: 'b.period', publishedOn: 'b.published_on', createdAt: 'b.created_at' };
const STEP_WORDS: Record<string, { zh: string; en: string }> = { ...BULLETIN_STEPS, draft: { zh: '起草', en: 'drafted' }, correct: { zh: '更正', en: 'corrected' } };

/** What a paper is printed from: the frozen bulletin, or the draft as it stands. */
export interface Printable {
  bulletin: Omit<FrozenBulletin, 'basis' | 'signedBy' | 'signedOn' | 'number'> & { number: string | null; signedBy: string | null; signedOn: string | null };
  digest: string | null;
  /** Instant written into the file. */
  at: string;
  corrigenda: { number: number; words: string; signedBy: string; at: string }[];
}

@Injectable()
export class BulletinViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly kinds: BulletinKinds,
    private readonly content: BulletinContent,
    private readonly log: BulletinLog,
  ) {}

  async list(actor: Actor, query: BulletinListQuery): Promise<Page<BulletinRow>> {
    const { page, pageSize } = query;
    const { ids, total } = await this.ids(actor, query, pageSize, (page - 1) * pageSize);
    return { items: await this.rows(ids), total, page, pageSize };
  }

  async table(actor: Actor, query: BulletinListQuery): Promise<OutgoingTable> {
    const { ids } = await this.ids(actor, query, EXPORT_LIMIT, 0);
    const zh = actor.language === 'zh';
    return {
      title: zh ? '通报' : 'Bulletins',
      head: zh ? ['期号', '标题', '月份', '状态', '签发人', '签发日', '发布日', '更正'] : ['Number', 'Title', 'Month', 'State', 'Signed by', 'Signed on', 'Published on', 'Corrigenda'],
      rows: (await this.rows(ids)).map((row) => [row.number ?? '', row.title, row.period, BULLETIN_STATES[row.status][actor.language], row.signedBy ?? '', row.signedOn ?? '', row.publishedOn ?? '', String(row.corrigenda)]),
    };
  }

  async view(actor: Actor, id: string): Promise<BulletinView> {
    const bulletin = await this.log.held(actor, id);
    const [row] = await this.rows([id]);
    const frozen = frozenOf(bulletin);
    const composed = frozen ? null : await this.content.compose(bulletin);
    const works = worksOn(actor);
    const steps = works ? await this.database.repository(BulletinStep).find({ where: { bulletinId: id }, order: { at: 'ASC', id: 'ASC' } }) : [];
    return {
      ...row!, title: frozen?.title ?? composed!.title, version: bulletin.version, anonymous: bulletin.anonymous, court: frozen?.court ?? (await this.content.courtOf(bulletin.courtId)),
      shown: (frozen?.shown ?? composed!.shown) as BulletinView['shown'], digest: bulletin.digest, whole: bulletin.digest ? (await this.verify(bulletin)).agrees : null,
      work: composed && works ? { sections: bulletin.sections, sources: bulletin.sources, figures: composed.data.figures.map(({ key, label, text }) => ({ key, label, text })), tables: Object.entries(composed.data.tables).map(([key, { title }]) => ({ key, title })), flags: composed.flags, tied: composed.tied, seen: composed.seen } satisfies BulletinWork : null,
      correctedSince: frozen ? ((await this.kinds.of(bulletin.kind).correctedSince?.(bulletin.courtId, this.content.periodOf(bulletin.period), frozen.basis)) ?? []) : [],
      corrigendaList: (await this.corrigenda([id])).map(({ number, words, signedBy, at }) => ({ number, words, signedBy, at })),
      steps: steps.map(({ action, at, actorName, words }) => ({ action, label: STEP_WORDS[action] ?? { zh: action, en: action }, at, who: actorName, words })),
      may: this.stepsFor(actor, bulletin),
    };
  }

  async verification(actor: Actor, id: string): Promise<VerificationView> {
    const bulletin = await this.log.held(actor, id);
    if (!bulletin.digest) throw bulletinErrors['bulletin.notSigned']();
    return this.verify(bulletin);
  }

  async printable(actor: Actor, id: string): Promise<Printable> {
    const bulletin = await this.log.held(actor, id);
    const frozen = frozenOf(bulletin);
    const corrigenda = await this.corrigenda([id]);
    if (frozen) return { bulletin: frozen, digest: bulletin.digest, at: bulletin.signedAt!, corrigenda };
    const { title, shown, data } = await this.content.compose(bulletin);
    return {
      bulletin: { court: await this.content.courtOf(bulletin.courtId), kind: bulletin.kind, period: bulletin.period, number: null, title, anonymous: bulletin.anonymous, signedBy: null, signedOn: null, redHead: null, shown, figures: data.figures.map(({ key, label, text }) => ({ key, label, text })) },
      digest: null, at: this.clock.instant(), corrigenda,
    };
  }

  /** Door for home pages: what waits for whom. */
  async waiting(actor: Actor, statuses: Bulletin['status'][]): Promise<Pick<Bulletin, 'id' | 'title' | 'status' | 'writtenBy' | 'checkedBy'>[]> {
    const waiting = statuses.length ? await this.database.repository(Bulletin).find({ where: { courtId: actor.courtId, status: In(statuses) }, order: { createdAt: 'ASC', id: 'ASC' }, take: 10, select: { id: true, kind: true, title: true, status: true, writtenBy: true, checkedBy: true } }) : [];
    return waiting.filter(({ status, kind }) => status !== 'signed' || this.kinds.keeps(actor, kind));
  }

  async published(courtId: string, since: Day): Promise<{ id: string; title: string; number: string }[]> {
    const rows = await this.database.rows<{ id: string; title: string; year: number; number: number }>(`SELECT b.id AS id, b.title AS title, b.year AS year, b.number AS number FROM bulletin b WHERE b.court_id = :courtId AND b.status = 'published' AND b.published_on >= :since ORDER BY b.published_on DESC LIMIT 5`, { courtId, since });
    return rows.map(({ id, title, year, number }) => ({ id, title, number: bulletinNumber(Number(year), Number(number)) }));
  }

  private async verify({ id, frozen, digest }: Bulletin): Promise<VerificationView> {
    const recomputed = sha256(frozen!);
    const entry = await this.database.repository(AuditEntry).findOne({ where: { subjectKind: 'bulletin', subjectId: id, action: 'bulletin.signed' }, order: { sequence: 'DESC' } });
    const audited = entry?.after ? ((JSON.parse(entry.after) as { digest?: string }).digest ?? null) : null;
    return { stored: digest!, recomputed, audited, agrees: recomputed === digest && audited === digest };
  }

  private stepsFor(actor: Actor, bulletin: Bulletin): BulletinView['may'] {
    const me = actor.personId ?? actor.userId;
    const [drafts, checks, signs] = [this.kinds.keeps(actor, bulletin.kind), may(actor, 'bulletin.check'), may(actor, 'bulletin.sign')];
    const allowed: Record<BulletinAction, boolean> = { send: drafts, return: bulletin.status === 'checked' ? signs : checks, check: checks, sign: signs, publish: drafts, withdraw: drafts };
    const steps = (Object.keys(allowed) as BulletinAction[]).filter((action) => allowed[action] && afterBulletinStep(bulletin.status, action) && !samePerson(action, me, bulletin.writtenBy, bulletin.checkedBy));
    return [...(drafts && bulletin.status === 'draft' ? ['write' as const] : []), ...steps, ...(signs && bulletin.digest ? ['correct' as const] : [])];
  }

  private corrigenda(ids: readonly string[]): Promise<BulletinCorrigendum[]> {
    return this.database.repository(BulletinCorrigendum).find({ where: { bulletinId: In([...ids]) }, order: { number: 'ASC' } });
  }

  private async ids(actor: Actor, query: BulletinListQuery, limit: number, offset: number): Promise<{ ids: string[]; total: number }> {
    const scope = visibleBulletins(actor);
    const conditions = [scope.sql];
    if (query.status) conditions.push('b.status = :status');
    if (query.year) conditions.push('b.period LIKE :year');
    if (query.q) conditions.push('b.title LIKE :q');
    const given = { ...scope.parameters, status: query.status, year: `${query.year ?? ''}%`, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const { expression, direction } = orderBy(query.sort, SORTS, '-period');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM bulletin b WHERE ${where}`, given);
    const rows = await this.database.rows<{ id: string }>(`SELECT b.id AS id FROM bulletin b WHERE ${where} ORDER BY ${expression} ${direction}, b.id LIMIT ${limit} OFFSET ${offset}`, given);
    return { ids: rows.map(({ id }) => id), total: Number(count!.total) };
  }

  private async rows(ids: readonly string[]): Promise<BulletinRow[]> {
    if (ids.length === 0) return [];
    const bulletins = await this.database.repository(Bulletin).find({ where: { id: In([...ids]) }, select: { id: true, kind: true, period: true, title: true, status: true, year: true, number: true, signedBy: true, signedAt: true, publishedOn: true } });
    const corrigenda = await this.corrigenda(ids);
    return ids.flatMap((id) => {
      const found = bulletins.find((one) => one.id === id);
      if (!found) return [];
      const { kind, period, title, status, year, number, signedBy, signedAt, publishedOn } = found;
      return [{ id, kind, kindName: this.kinds.of(kind).name, period, title, status, number: year && number ? bulletinNumber(year, number) : null, signedBy, signedOn: signedAt ? chinaDay(new Date(signedAt)) : null, publishedOn, corrigenda: corrigenda.filter(({ bulletinId }) => bulletinId === id).length }];
    });
  }
}

function frozenOf({ frozen }: Bulletin): FrozenBulletin | null {
  return frozen ? (JSON.parse(frozen) as FrozenBulletin) : null;
}
