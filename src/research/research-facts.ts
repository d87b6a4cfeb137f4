import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, points, sum } from '../kernel/exact.js';
import { POST_NAMES } from '../court/post-names.js';
import { lastDayOf, mainPostOn, ServiceRecord, type ServedMember } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { pageOf, type FactNumbers, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import { underNewsCap } from '../rules/research-postings.js';
import { requiredOf, rowFor, type RequiredRow } from '../rules/research-requirement.js';
import type { PersonFacts } from '../rules/scheme/facts.js';
import { ResearchBook } from './research-book.js';
import { researchErrors } from './research.errors.js';

export type ResearchFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

/** One person's part of a verified piece of the period. */
interface Part {
  id: string;
  person: string;
  /** Where the person had the main post on the day of publication. */
  division: string | null;
  kind: string;
  title: string;
  outlet: string;
  day: Day;
  share: number | string;
  points: string;
  /** What is left of it under the cap of news and information. */
  entered: string;
}

const FACTS: Readonly<Record<string, 'person' | 'division'>> = { publicationPoints: 'person', divisionPublicationPoints: 'division' };
/** 论文、案例、课题: what “at least one of” asks for, RP-01 … RP-05. */
const KEY_KINDS: ReadonlySet<string> = new Set(['RP-01', 'RP-02', 'RP-03', 'RP-04', 'RP-05']);

/** Door: research points earned and asked in a period. */
@Injectable()
export class ResearchFacts {
  constructor(
    private readonly database: Database,
    private readonly book: ResearchBook,
    private readonly service: ServiceRecord,
  ) {}

  /**
   * `publicationPoints`: verified pieces published in the period, news and information up to their cap. `required`: the
   * yearly points of post and rank × months served ÷ 12 × duty factor (RPR-06), four places.
   * @throws research.requiredMissing, research.requiredUnreadable, research.requiredNotFor: nothing is assumed
   */
  async factsFor(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[]): Promise<Map<string, ResearchFactsOf>> {
    if (!members.length) return new Map();
    const table = await this.book.required(courtId, lastDayOf(period));
    const unnamed = members.filter((member) => !rowFor(member, table));
    if (unnamed.length) throw notFor(unnamed);
    const parts = await this.parts(courtId, period, members, table, members.map(({ personId }) => personId));
    return new Map(
      members.map((member) => {
        const own = parts.filter(({ person }) => person === member.personId);
        return [member.personId, { numbers: { publicationPoints: total(own), keyPublications: own.filter(isKey).length, required: requiredOf(rowFor(member, table)!, member) }, events: {}, pieces: {} }];
      }),
    );
  }

  /**
   * `divisionPublicationPoints`: pieces of whoever had the main post in the division on the day of publication.
   * `divisionRequired`: what is asked of the division's members together; who has no row in the court's table adds nothing.
   * @param members everybody of the court: who moved on printed for the division all the same, and has a cap of the own
   */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[], members: readonly ServedMember[]): Promise<Map<string, FactNumbers>> {
    if (!divisionIds.length) return new Map();
    const table = await this.book.required(courtId, lastDayOf(period));
    const parts = await this.parts(courtId, period, members, table, null);
    return new Map(
      divisionIds.map((id) => {
        const asked = members.flatMap((member) => (member.divisionId === id && rowFor(member, table) ? [requiredOf(rowFor(member, table)!, member)] : []));
        return [id, { divisionPublicationPoints: total(parts.filter(({ division }) => division === id)), divisionRequired: sum(asked).toFixed(4) }];
      }),
    );
  }

  /** The pieces a figure rests on; `null` for what the court's parameters alone decide (`required`). */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    if (fact === 'keyPublications') return pageOf((await this.ofPerson(courtId, holderId, period)).filter(isKey).map((part) => recordOf(part, fact, '1')), paging);
    const holder = FACTS[fact];
    if (!holder) return null;
    const parts = holder === 'person' ? await this.ofPerson(courtId, holderId, period) : (await this.all(courtId, period)).filter(({ division }) => division === holderId);
    return pageOf(parts.map((part) => recordOf(part, fact, part.entered)), paging);
  }

  private async all(courtId: string, period: EvaluationPeriod): Promise<Part[]> {
    return this.parts(courtId, period, await this.service.members(courtId, period), await this.book.required(courtId, lastDayOf(period)), null);
  }

  private async ofPerson(courtId: string, personId: string, period: EvaluationPeriod): Promise<Part[]> {
    return this.parts(courtId, period, await this.service.members(courtId, period), await this.book.required(courtId, lastDayOf(period)), [personId]);
  }

  /** Oldest first; the cap is that of the person's own requirement of this period. */
  private async parts(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], table: readonly RequiredRow[], people: readonly string[] | null): Promise<Part[]> {
    const rows = await this.database.rows<Omit<Part, 'points' | 'entered'> & { points: number | string }>(
      `SELECT p.id AS "id", a.person_id AS "person", h.division_id AS "division", p.counted_as AS "kind", p.title AS "title", p.outlet AS "outlet", p.published_on AS "day", a.share AS "share", a.points AS "points"
       FROM research_publication p JOIN research_author a ON a.publication_id = p.id LEFT JOIN post_holding h ON ${mainPostOn('h', 'a.person_id', 'p.published_on')}
       WHERE p.court_id = :court AND p.status = 'verified' AND p.published_on >= :from AND p.published_on < :until AND ${people ? 'a.person_id IN (:...people)' : 'a.person_id IS NOT NULL'}
       ORDER BY p.published_on, p.id`,
      { court: courtId, from: period.from, until: period.until, people: people ?? [] },
    );
    if (!rows.length) return [];
    const { news } = this.book.rules(lastDayOf(period));
    const asked = new Map(members.map((member) => [member.personId, member]));
    const byPerson = new Map<string, typeof rows>();
    for (const row of rows) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
    const entered = new Map<string, ReadonlyMap<string, string>>();
    for (const [person, own] of byPerson) {
      const member = asked.get(person);
      const row = member && rowFor(member, table);
      entered.set(person, underNewsCap(own.map((part) => ({ ...part, points: points(fromHundredths(part.points)) })), row ? requiredOf(row, member) : null, news));
    }
    return rows.map((row) => ({ ...row, points: points(fromHundredths(row.points)), entered: entered.get(row.person)!.get(row.id)! }));
  }
}

function total(parts: readonly Part[]): string {
  return points(sum(parts.map(({ entered }) => entered)));
}

function isKey({ kind, entered }: Part): boolean {
  return KEY_KINDS.has(kind) && new Decimal(entered).gt(0);
}

const lost = (worth: string): string => new Decimal(worth).negated().toFixed();

function recordOf(part: Part, fact: string, contribution: string): RecordBehind {
  const { id, title, outlet, day, share, points: worth, entered } = part;
  const cut = worth === entered ? { zh: '', en: '' } : { zh: `；本人 ${worth} 分，新闻、信息合计封顶后计 ${entered} 分（RPR-05）`, en: `; ${worth} of one’s own, ${entered} under the cap of news and information (RPR-05)` };
  const own = fromHundredths(share).toFixed();
  return {
    source: { kind: 'publication', id, label: title }, caseId: null, caseNo: null, day, contribution,
    note: { zh: `${day} 发表于${outlet}，本人份额 ${own}%${cut.zh}`, en: `Published in ${outlet} on ${day}, own share ${own} %${cut.en}` },
    removal: { numbers: fact === 'divisionPublicationPoints' ? { [fact]: lost(entered) } : { publicationPoints: lost(entered), ...(isKey(part) ? { keyPublications: '-1' } : {}) } },
  };
}

function notFor(members: readonly ServedMember[]): Error {
  const faults = members.map(({ name, post, rank }) => ({
    path: `research.required[${name}]`,
    zh: `${name}（${POST_NAMES[post].zh}，${rank ?? '无等级'}）没有对应的行。`,
    en: `There is no row for ${name} (${POST_NAMES[post].en}, ${rank ?? 'no rank'}).`,
  }));
  return researchErrors['research.requiredNotFor']({ count: members.length }, faults);
}
