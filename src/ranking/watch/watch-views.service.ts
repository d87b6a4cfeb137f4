import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Fault, Sentence } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database, isDuplicate } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { falseAlarms } from '../../rules/watch/unusual-share.js';
import type { WatchCaseRow, WatchEvidenceQuery, WatchNoteView, WatchSignView, WatchView, WriteWatchNote } from './dto/watch.dto.js';
import { signText } from './sign-text.js';
import { WatchNote } from './watch-note.entity.js';
import { KIND_WORDS } from './watch-words.js';
import { watchErrors } from './watch.errors.js';
import { WatchService, type Sign } from './watch.service.js';

const FIRST_YEARS = 3;

/** The watch as each reader may see it: signs, the cases behind them, and what was said about them. */
@Injectable()
export class WatchViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly watch: WatchService,
  ) {}

  async view(actor: Actor, year: string): Promise<WatchView> {
    const { line, asOf, kinds } = await this.watch.watched(actor, Number(year));
    const signs = kinds.flatMap((one) => one.signs);
    const notes = signs.length ? await this.database.repository(WatchNote).find({ where: { courtId: actor.courtId, sign: In(signs.map(({ key }) => key)) }, order: { recordedAt: 'ASC', id: 'ASC' } }) : [];
    const thisYear = Number(this.clock.today().slice(0, 4));
    return {
      year, asOf,
      kinds: kinds.map(({ kind, looked, signs: own }) => {
        const { title, rule, innocent } = KIND_WORDS[kind];
        return { kind, title, rule: rule(line), innocent, looked, byChance: kind === 'costLow' ? null : falseAlarms(looked, line.oneIn), signs: own.map((sign) => this.signView(actor, sign, signText(sign, line), notes)) };
      }),
      ownOnly: this.watch.ownOnly(actor),
      years: Array.from({ length: FIRST_YEARS }, (_, index) => String(thisYear - index)),
    };
  }

  /** Door for home pages: signs of a year the reader may see, and those neither the trial office nor the person concerned has said anything about. */
  async unspoken(actor: Actor, year: number): Promise<{ signs: number; withoutOffice: number; ownUnanswered: number }> {
    const signs = (await this.watch.watched(actor, year)).kinds.flatMap((one) => one.signs);
    const said = signs.length ? await this.database.repository(WatchNote).find({ where: { courtId: actor.courtId, slot: In(signs.flatMap(({ key }) => [`${key}|office`, `${key}|person`])) }, select: { slot: true } }) : [];
    const has = (key: string, side: WatchNote['side']): boolean => said.some(({ slot }) => slot === `${key}|${side}`);
    return {
      signs: signs.length,
      withoutOffice: signs.filter((sign) => !isOwn(actor, sign) && !has(sign.key, 'office')).length,
      ownUnanswered: signs.filter((sign) => isOwn(actor, sign) && !has(sign.key, 'person')).length,
    };
  }

  async table(actor: Actor, year: string): Promise<OutgoingTable> {
    const view = await this.view(actor, year);
    const { language } = actor;
    const zh = language === 'zh';
    const said = (sign: WatchSignView, side: 'office' | 'person'): string => sign.notes.filter((note) => note.side === side && !note.supersededAt).map(({ words, recordedBy }) => `${words}（${recordedBy}）`).join('；');
    return {
      title: zh ? '异常提示' : 'Watch',
      head: zh ? ['种类', '单位或人员', '期间', '提示', '可能的正当原因', '审管办说明', '本人说明'] : ['Kind', 'Unit or person', 'Period', 'Sign', 'Innocent causes', 'Trial office', 'Person concerned'],
      rows: view.kinds.flatMap((kind) => kind.signs.map((sign) => [kind.title[language], sign.unit[language], sign.period, sign.text[language], kind.innocent[language], said(sign, 'office'), said(sign, 'person')])),
    };
  }

  /** The very cases a sign was counted from, those counted first. */
  async evidence(actor: Actor, { sign: key, page, pageSize }: WatchEvidenceQuery): Promise<Page<WatchCaseRow>> {
    return this.casesOf(actor, await this.find(actor, key), page, pageSize);
  }

  async evidenceTable(actor: Actor, key: string): Promise<OutgoingTable> {
    const sign = await this.find(actor, key);
    const { items } = await this.casesOf(actor, sign, 1, EXPORT_LIMIT);
    const zh = actor.language === 'zh';
    const { title } = KIND_WORDS[sign.kind];
    return {
      title: `${sign.unit[actor.language]} ${sign.period} ${title[actor.language]}`.slice(0, 31),
      head: zh ? ['案号', '案由', '收案', '结案', '承办人', '计入', '又立案'] : ['Case', 'Cause', 'Filed', 'Closed', 'Judge', 'Counted', 'Filed again as'],
      rows: items.map(({ caseNumber, cause, intakeOn, closedOn, judge, counted, again }) => [caseNumber, cause, intakeOn, closedOn ?? '', judge ?? '', counted ? (zh ? '计入' : 'yes') : zh ? '对照' : 'held against', again ? `${again.caseNumber} ${again.intakeOn}` : '']),
    };
  }

  private async casesOf(actor: Actor, sign: Sign, page: number, pageSize: number): Promise<Page<WatchCaseRow>> {
    const ordered = [...sign.cases].sort((a, b) => Number(b.counted) - Number(a.counted) || (a.id < b.id ? -1 : 1));
    const shown = ordered.slice((page - 1) * pageSize, page * pageSize);
    const ids = [...new Set(shown.flatMap(({ id }) => [id, sign.again.get(id) ?? id]))];
    const rows = ids.length
      ? await this.database.rows<Omit<WatchCaseRow, 'counted' | 'again'>>(
          `SELECT c.id AS id, c.case_number AS caseNumber, c.cause AS cause, c.intake_on AS intakeOn, c.closed_on AS closedOn, c.closing_manner AS closingManner, p.name AS judge
           FROM court_case c LEFT JOIN person p ON p.id = c.responsible_judge_id WHERE c.court_id = :courtId AND c.id IN (:...ids)`,
          { courtId: actor.courtId, ids },
        )
      : [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      items: shown.flatMap(({ id, counted }) => {
        const row = byId.get(id);
        const again = byId.get(sign.again.get(id) ?? '');
        return row ? [{ ...row, counted, again: again ? { id: again.id, caseNumber: again.caseNumber, intakeOn: again.intakeOn } : null }] : [];
      }),
      total: ordered.length, page, pageSize,
    };
  }

  /** The trial office explains; whoever the sign concerns answers. What stood before is kept. */
  async write(actor: Actor, { sign: key, words, reason }: WriteWatchNote): Promise<void> {
    require(actor, 'watch.read');
    const sign = await this.find(actor, key);
    const side = isOwn(actor, sign) ? 'person' : 'office';
    if (side === 'office') require(actor, 'watch.explain');
    await this.database.transaction(async () => {
      const slot = `${key}|${side}`;
      const before = await this.database.repository(WatchNote).findOneBy({ courtId: actor.courtId, slot });
      const faults: Fault[] = [
        ...(words.trim() ? [] : [{ path: 'words', zh: '请写明情况。', en: 'Say what the matter is.' }]),
        ...(before && !reason?.trim() ? [{ path: 'reason', zh: '已有说明。请写明为什么更改，原说明会保留。', en: 'A note stands already. Say why it is replaced; the old one is kept.' }] : []),
      ];
      if (faults.length) throw watchErrors['watch.noteFaulty']({ count: faults.length }, faults);
      if (before) {
        const { affected } = await this.database.repository(WatchNote).update({ id: before.id, slot }, { slot: null, supersededBy: nameOf(actor), supersededAt: this.clock.instant(), supersededReason: reason!.trim() });
        if (!affected) throw platformErrors['record.changed']({ who: '—', when: '—' });
      }
      const note = { id: newId(), courtId: actor.courtId, sign: key, side: side as WatchNote['side'], slot, words: words.trim(), recordedBy: nameOf(actor), recordedAt: this.clock.instant(), supersededBy: null, supersededAt: null, supersededReason: null };
      await this.database.repository(WatchNote).insert(note).catch((error: unknown) => {
        // Somebody else wrote the first note at the same time.
        throw isDuplicate(error) ? platformErrors['record.changed']({ who: '—', when: '—' }) : error;
      });
      this.audit.record(actor, { action: side === 'office' ? 'watch.explained' : 'watch.answered', subjectKind: 'watchSign', subjectId: note.id, before: before && { words: before.words }, after: note, reason });
    });
  }

  private async find(actor: Actor, key: string): Promise<Sign> {
    require(actor, 'watch.read');
    const year = Number(/\|(\d{4})(-\d{2})?$/.exec(key)?.[1]);
    const sign = year ? (await this.watch.watched(actor, year)).kinds.flatMap(({ signs }) => signs).find((one) => one.key === key) : undefined;
    if (!sign) throw platformErrors['record.notFound']();
    return sign;
  }

  private signView(actor: Actor, sign: Sign, text: Sentence, notes: readonly WatchNote[]): WatchSignView {
    const own = isOwn(actor, sign);
    return {
      key: sign.key, kind: sign.kind, unit: sign.unit, personId: sign.personId, period: sign.period, text, evidence: sign.cases.length, link: sign.kind === 'costLow' ? '/costs' : null,
      notes: notes.filter((note) => note.sign === sign.key).map((note): WatchNoteView => ({ side: note.side, words: note.words, recordedBy: note.recordedBy, recordedAt: note.recordedAt, supersededBy: note.supersededBy, supersededAt: note.supersededAt, supersededReason: note.supersededReason })),
      mayExplain: !own && may(actor, 'watch.explain'), mayAnswer: own,
    };
  }
}

function isOwn(actor: Actor, { personId }: Sign): boolean {
  return personId !== null && personId === actor.personId;
}
