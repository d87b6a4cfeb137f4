import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { ListQuery, Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { PUBLICATION_STATE_WORDS, type PublicationState } from '../rules/publication-life.js';
import { likelyPairs, pairKey } from '../rules/research-postings.js';
import { LEVEL_WORDS, type ResearchLevel } from '../rules/research-table.js';
import { likeness } from '../rules/title-likeness.js';
import type { DecidePair } from './dto/research.dto.js';
import type { LikelyView, PairSide } from './dto/research-lists.dto.js';
import { PublicationLog, publicationScope } from './publication-log.js';
import { Recount } from './recount.js';
import { ResearchBook } from './research-book.js';
import { researchErrors } from './research.errors.js';
import { ResearchPair } from './research.entities.js';

interface Stored {
  id: string;
  title: string;
  outlet: string;
  level: ResearchLevel;
  publishedOn: Day;
  kind: string;
  worth: number | string;
  status: PublicationState;
  person: string | null;
  name: string;
}

type Piece = Omit<Stored, 'person' | 'name'> & { authors: string[]; names: string[] };

const SELECTED = `SELECT p.id AS "id", p.title AS "title", p.outlet AS "outlet", p.level AS "level", p.published_on AS "publishedOn", p.counted_as AS "kind", p.worth AS "worth", p.status AS "status", a.person_id AS "person", a.name AS "name"
  FROM research_publication p JOIN research_author a ON a.publication_id = p.id`;

/** 疑似同一篇: pairs whose titles are alike, side by side; what the office decided of them counts, the likeness itself never. */
@Injectable()
export class LikelyPairs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ResearchBook,
    private readonly log: PublicationLog,
    private readonly recount: Recount,
  ) {}

  /** Undecided first, the likeliest first. */
  async list(actor: Actor, { page, pageSize }: ListQuery): Promise<Page<LikelyView>> {
    require(actor, 'research.verify');
    const scope = publicationScope(actor, 'research.verify');
    const pieces = merged(await this.database.rows<Stored>(`${SELECTED} WHERE p.status IN ('pending', 'verified') AND ${scope.sql} ORDER BY p.id, a.place`, scope.parameters));
    const all = await this.viewsOf(actor.courtId, pieces);
    all.sort((a, b) => Number(a.decided !== null) - Number(b.decided !== null));
    return { items: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize };
  }

  /** Pairs of which this piece is one. */
  async of(courtId: string, id: string): Promise<LikelyView[]> {
    const rows = await this.database.rows<Stored>(
      `${SELECTED} WHERE p.court_id = :courtId AND p.status IN ('pending', 'verified') AND p.id IN (SELECT x.publication_id FROM research_author x WHERE x.person_id IN (SELECT y.person_id FROM research_author y WHERE y.publication_id = :id)) ORDER BY p.id, a.place`,
      { courtId, id },
    );
    return (await this.viewsOf(courtId, merged(rows))).filter(({ one, other }) => one.id === id || other.id === id);
  }

  /** Ids among these that stand in an undecided pair. */
  async undecided(courtId: string, ids: readonly string[]): Promise<Set<string>> {
    if (!ids.length) return new Set();
    const rows = await this.database.rows<Stored>(
      `${SELECTED} WHERE p.court_id = :courtId AND p.status IN ('pending', 'verified') AND p.id IN (SELECT x.publication_id FROM research_author x WHERE x.person_id IN (SELECT y.person_id FROM research_author y WHERE y.publication_id IN (:...ids))) ORDER BY p.id, a.place`,
      { courtId, ids },
    );
    const open = (await this.viewsOf(courtId, merged(rows))).filter(({ decided }) => decided === null);
    return new Set(open.flatMap(({ one, other }) => [one.id, other.id]));
  }

  /** Of a title being typed: what its authors have already. */
  async likeTitle(actor: Actor, title: string, people: readonly string[], day: Day): Promise<LikelyView[]> {
    if (!people.length || title.trim() === '') return [];
    const rows = await this.database.rows<Stored>(
      `${SELECTED} WHERE p.court_id = :courtId AND p.status IN ('pending', 'verified') AND p.id IN (SELECT x.publication_id FROM research_author x WHERE x.person_id IN (:...people)) ORDER BY p.id, a.place`,
      { courtId: actor.courtId, people },
    );
    const from = this.book.rules(day).likeFrom;
    const self: PairSide = { id: '', title, outlet: '', level: { zh: '', en: '' }, publishedOn: day, kind: '', worth: '', authors: [], state: { zh: '登记中', en: 'being registered' } };
    return merged(rows)
      .map((piece) => ({ one: self, other: sideOf(piece), likeness: likeness(title, piece.title), decided: null }))
      .filter((pair) => pair.likeness >= from)
      .sort((a, b) => b.likeness - a.likeness);
  }

  /** 同一篇 counts once at its highest; 不是同一篇 counts each. A later decision supersedes this one. */
  async decide(actor: Actor, { oneId, otherId, same, reason }: DecidePair): Promise<LikelyView> {
    require(actor, 'research.verify');
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      if (oneId === otherId) throw platformErrors['record.notFound']();
      const pieces = [await this.log.found(actor, oneId, 'research.verify'), await this.log.found(actor, otherId, 'research.verify')];
      for (const piece of pieces) await this.log.refuseOwn(actor, piece);
      const gone = pieces.find(({ status }) => status !== 'pending' && status !== 'verified');
      if (gone) throw researchErrors['research.notNow']({ title: gone.title, state: PUBLICATION_STATE_WORDS[gone.status].zh, stateEn: PUBLICATION_STATE_WORDS[gone.status].en, action: '比对', actionEn: 'compare it' });
      const [one, other] = oneId < otherId ? [oneId, otherId] : [otherId, oneId];
      const [pairs, now] = [this.database.repository(ResearchPair), this.clock.instant()];
      const open = (await pairs.find({ where: { oneId: one, otherId: other } })).filter(({ supersededAt }) => supersededAt === null);
      for (const earlier of open) await pairs.update({ id: earlier.id }, { supersededAt: now });
      await pairs.insert({ id: newId(), courtId: actor.courtId, oneId: one, otherId: other, same, reason: reason.trim(), decidedBy: actor.personName || actor.username, decidedAt: now, supersededAt: null });
      const moved = await this.recount.afterChangeOf([one, other]);
      for (const id of [one, other]) this.log.note(actor, id, same ? 'foundSame' : 'foundDifferent', { one, other, same, ...moved }, open.map((earlier) => ({ same: earlier.same, by: earlier.decidedBy })), reason.trim());
      return (await this.of(actor.courtId, one)).find((pair) => pairKey(pair.one.id, pair.other.id) === pairKey(one, other)) ?? this.pairOf(actor.courtId, one, other);
    });
  }

  /** A pair decided although its titles are not alike. */
  private async pairOf(courtId: string, one: string, other: string): Promise<LikelyView> {
    const pieces = merged(await this.database.rows<Stored>(`${SELECTED} WHERE p.court_id = :courtId AND p.id IN (:...ids) ORDER BY p.id, a.place`, { courtId, ids: [one, other] }));
    const decided = await this.decisions([one]);
    const [first, second] = [pieces.find(({ id }) => id === one)!, pieces.find(({ id }) => id === other)!];
    return { one: sideOf(first), other: sideOf(second), likeness: likeness(first.title, second.title), decided: decided.get(pairKey(one, other)) ?? null };
  }

  private async viewsOf(courtId: string, pieces: readonly Piece[]): Promise<LikelyView[]> {
    const from = this.book.rules(this.clock.today()).likeFrom;
    const pairs = likelyPairs(pieces, from);
    const byId = new Map(pieces.map((piece) => [piece.id, piece]));
    const decided = await this.decisions(pairs.map(({ one }) => one));
    return pairs.map(({ one, other, likeness: alike }) => ({ one: sideOf(byId.get(one)!), other: sideOf(byId.get(other)!), likeness: alike, decided: decided.get(pairKey(one, other)) ?? null }));
  }

  private async decisions(oneIds: readonly string[]): Promise<Map<string, NonNullable<LikelyView['decided']>>> {
    if (!oneIds.length) return new Map();
    const rows = await this.database.rows<{ one: string; other: string; same: number | boolean; reason: string; by: string; at: string }>(
      `SELECT one_id AS "one", other_id AS "other", same AS "same", reason AS "reason", decided_by AS "by", decided_at AS "at" FROM research_pair WHERE superseded_at IS NULL AND one_id IN (:...oneIds)`,
      { oneIds: [...new Set(oneIds)] },
    );
    return new Map(rows.map(({ one, other, same, reason, by, at }) => [pairKey(one, other), { same: Boolean(Number(same)), reason, by, at }]));
  }
}

function merged(rows: readonly Stored[]): Piece[] {
  const pieces = new Map<string, Piece>();
  for (const { person, name, ...row } of rows) {
    const piece = pieces.get(row.id) ?? { ...row, authors: [], names: [] };
    if (person) piece.authors.push(person);
    piece.names.push(name);
    pieces.set(row.id, piece);
  }
  return [...pieces.values()];
}

function sideOf({ id, title, outlet, level, publishedOn, kind, worth, names, status }: Piece): PairSide {
  return { id, title, outlet, level: LEVEL_WORDS[level], publishedOn, kind, worth: points(fromHundredths(worth)), authors: names, state: PUBLICATION_STATE_WORDS[status] };
}
