import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal } from '../kernel/exact.js';
import type { RecordBehindView, RecordsBehindPage } from '../evaluation/dto/score.dto.js';
import { FactRecords, type RecordHolder } from '../evaluation/fact-records.js';
import { SHEET_FACTS } from '../evaluation/sheet-fact-definitions.js';
import { scoredParts, type PeriodFacts } from '../peer-comparison/group-sheets.js';
import { PeerGroupsService, type PeerGroup } from '../peer-comparison/peer-groups.service.js';
import { sheetsBehind } from '../peer-comparison/sheet-facts.js';
import { WhatIf } from '../peer-comparison/what-if.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import type { Paging, RecordBehind, RecordRemoval, RecordsBehind } from '../platform/facts/counted-facts.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { leavesOf } from '../rules/scheme/score-sheet.js';
import type { RecordsQuery } from './dto/records.dto.js';
import { GroupSights, isPlaced } from '../peer-comparison/group-sight.js';
import { rankingErrors } from './ranking.errors.js';
import { readPeriod } from './rankings.service.js';
import { SnapshotsService } from './snapshots.service.js';
import { VisiblePeople } from '../peer-comparison/visible-people.js';

/** 得分项 ▸: the records behind a computed line, each with what total and rank would be without it. */
@Injectable()
export class ScoreRecords {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly snapshots: SnapshotsService,
    private readonly groups: PeerGroupsService,
    private readonly records: FactRecords,
    private readonly visible: VisiblePeople,
    private readonly sights: GroupSights,
  ) {}

  async mine(actor: Actor, query: RecordsQuery): Promise<RecordsBehindPage> {
    require(actor, 'score.read');
    if (!actor.personId) throw rankingErrors['score.noPerson']();
    return this.page(actor, actor.personId, query);
  }

  /** Somebody else's records leave a trace, as the sheet does. */
  async ofPerson(actor: Actor, personId: string, query: RecordsQuery): Promise<RecordsBehindPage> {
    require(actor, 'score.read');
    const period = readPeriod(query.period);
    if (!(await this.visible.ids(actor, 'score.read', period)).has(personId)) throw platformErrors['record.notFound']();
    const page = await this.page(actor, personId, query);
    if (personId !== actor.personId) {
      await this.database.transaction(async () => {
        this.audit.record(actor, { action: 'score.recordsOpened', subjectKind: 'person', subjectId: personId, after: { period: period.key, leaf: query.leaf, fact: page.fact, page: page.page } });
      });
    }
    return page;
  }

  private async page(actor: Actor, personId: string, { period: key, leaf: path, within, fact: wanted, group: wantedGroup, page, pageSize }: RecordsQuery): Promise<RecordsBehindPage> {
    const { courtId } = actor;
    const period = readPeriod(key);
    const groups = (await this.snapshots.groupsOf(courtId, period)).filter((one) => one.members.some((member) => member.personId === personId));
    const group = groups.find((one) => one.key === wantedGroup) ?? groups[0];
    if (!group) throw rankingErrors['score.notRanked']({ period: period.key });
    const { input, result } = await this.snapshots.current(courtId, group, period, personId);
    const leaf = leavesOf(result.sheets.find((one) => one.personId === personId)!.components).find((one) => one.path === path);
    if (!leaf) throw platformErrors['record.notFound']();
    const parts = scoredParts(input).filter(({ facts }) => facts.some((one) => one.personId === personId));
    const looked = (part: PeriodFacts): Promise<Looked> => this.lookedAt(courtId, personId, group, leaf.facts, part);
    // Of a combined sheet the records count in the shorter periods: the one asked for, or the latest that has any.
    const asked = parts.find((one) => one.period === within);
    let found = await looked(asked ?? parts[parts.length - 1]!);
    for (const part of asked ? [] : parts.slice(0, -1).reverse()) if (!found.facts.some(({ total }) => total > 0)) found = await looked(part);
    const { part, facts } = found;
    const counted = input.shorter ? { periods: parts.map((one) => one.period), within: part.period } : { periods: [], within: null };
    const chosen = facts.find((one) => one.name === wanted) ?? [...facts].sort((a, b) => b.total - a.total)[0];
    if (!chosen) return { leaf: path, ...counted, available: false, fact: null, facts: [], addsUp: true, items: [], total: 0, page, pageSize };
    const behind = (await this.behind(found, chosen.name, { page, pageSize }))!;
    const whatIf = new WhatIf(input, (one) => this.groups.schemeOf(group.scheme, one), result, personId);
    const figure = part.facts.find((one) => one.personId === personId)!.numbers[chosen.name];
    const placed = isPlaced(await this.sights.of(courtId, await this.sights.reachOf(actor, period), period, group), personId);
    const items = behind.items.map((record) => viewOf(record, chosen.name, chosen.unit, isEmpty(record.removal) || whatIf.restsOnOtherSheets ? null : shownRank(whatIf.withoutRecord(record.removal, part.period), placed)));
    return { leaf: path, ...counted, available: true, fact: chosen.name, facts, addsUp: figure === undefined || new Decimal(behind.sum).eq(figure), items, total: behind.total, page, pageSize };
  }

  private async lookedAt(courtId: string, personId: string, group: PeerGroup, names: readonly string[], part: PeriodFacts): Promise<Looked> {
    const scheme = this.groups.schemeOf(group.scheme, part);
    const holder: RecordHolder = { courtId, member: part.members.find((one) => one.personId === personId)!, nature: group.nature, period: readPeriod(part.period) };
    const facts: RecordsBehindPage['facts'] = [];
    for (const name of this.records.recordedFacts(scheme, names)) {
      const found = await this.behind({ part, scheme, holder }, name, { page: 1, pageSize: 1 });
      const definition = this.records.definitionOf(scheme, name);
      if (found && definition) facts.push({ name, title: definition.title, unit: definition.unit, total: found.total });
    }
    return { part, scheme, holder, facts };
  }

  /** What came from judges' sheets is told from the facts themselves, which are frozen with the result. */
  private async behind({ part, scheme, holder }: Omit<Looked, 'facts'>, fact: string, paging: Paging): Promise<RecordsBehind | null> {
    if (!SHEET_FACTS.includes(fact)) return this.records.behind(scheme, fact, holder, paging);
    return sheetsBehind(fact, part.facts.find(({ personId }) => personId === holder.member.personId)!, paging);
  }
}

/** The facts of a leaf that name their records in one period, with how many. */
interface Looked {
  part: PeriodFacts;
  scheme: CompiledScheme;
  holder: RecordHolder;
  facts: RecordsBehindPage['facts'];
}

function viewOf({ source, caseId, caseNo, day, contribution, note }: RecordBehind, fact: string, unit: { zh: string; en: string }, without: RecordBehindView['without']): RecordBehindView {
  return { source, caseId, caseNumber: caseNo, day, contribution: { zh: `${contribution} ${unit.zh}：${note.zh}`, en: `${contribution} ${unit.en}: ${note.en}` }, fact, without };
}

function shownRank(without: RecordBehindView['without'], placed: boolean): RecordBehindView['without'] {
  return without && (placed ? without : { ...without, rank: null });
}

function isEmpty({ numbers, pieces, droppedPieces, droppedEvents }: RecordRemoval): boolean {
  return !Object.keys(numbers ?? {}).length && !pieces?.length && !droppedPieces?.length && !droppedEvents?.length;
}
