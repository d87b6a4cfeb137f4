import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Court } from '../../court/court.entities.js';
import { byStrokes } from '../../court/stroke-order.js';
import { GroupSights, type GroupSight, type Reach } from '../../peer-comparison/group-sight.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { PdfPrinter, type PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { checklistPaper } from './checklist-paper.js';
import { FrozenStanding } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { ClosingViews } from './closing-views.js';
import { correctionPaper } from './correction-paper.js';
import { CorrectionViews } from './correction-views.js';
import { lastChange } from './frozen-lines.js';
import { objectionPaper } from './objection-paper.js';
import { PeriodNoticeService } from './period-notice.service.js';
import { resultsPaper, type ResultOnPaper, type ResultsEdition } from './results-paper.js';
import { UnsettledResults } from './unsettled-results.js';

export interface Paper {
  name: string;
  bytes: Buffer;
}

/** Whoever stands in front of the board: what the whole court may see, and nobody's own. */
const EVERYBODY: Reach = { self: null, division: new Set(), leaders: new Set() };

/** Papers of a closing, in Chinese: the checklist with cells to sign in, the results, the answer to an objection, a numbered correction. */
@Injectable()
export class ClosingPapers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly printer: PdfPrinter,
    private readonly views: ClosingViews,
    private readonly corrections: CorrectionViews,
    private readonly log: ClosingLog,
    private readonly snapshots: SnapshotsService,
    private readonly notices: PeriodNoticeService,
    private readonly unsettled: UnsettledResults,
    private readonly sights: GroupSights,
  ) {}

  async checklist(actor: Actor, periodKey: string): Promise<Paper> {
    const view = await this.views.view(actor, periodKey);
    return this.printed(checklistPaper(view, await this.court(actor), this.clock.instant()));
  }

  /** The copy for the board is the same whoever prints it. */
  async posted(actor: Actor, periodKey: string): Promise<Paper> {
    require(actor, 'period.object');
    if (!(await this.log.read(actor.courtId, readPeriod(periodKey))).noticeFrom) throw platformErrors['record.notFound']();
    return this.results(actor, periodKey, 'posted', EVERYBODY);
  }

  /** The office's own copy, with what its reader may see. */
  async filed(actor: Actor, periodKey: string): Promise<Paper> {
    require(actor, 'ranking.publish');
    return this.results(actor, periodKey, 'filed', await this.sights.reachOf(actor, readPeriod(periodKey)));
  }

  async correction(actor: Actor, id: string): Promise<Paper> {
    const view = await this.corrections.one(actor, id);
    return this.printed(correctionPaper(view, await this.court(actor)), view.number ?? undefined);
  }

  /** 异议答复书: read by those who read the objection. */
  async answer(actor: Actor, periodKey: string, id: string): Promise<Paper> {
    const view = await this.notices.view(actor, periodKey);
    const objection = view.objections.find((one) => one.id === id);
    if (!objection || objection.status === 'open') throw platformErrors['record.notFound']();
    return this.printed(objectionPaper(view.period, objection, await this.court(actor)));
  }

  private async results(actor: Actor, periodKey: string, edition: ResultsEdition, reach: Reach): Promise<Paper> {
    const period = readPeriod(periodKey);
    const state = await this.snapshots.state(actor.courtId, period);
    if (!state) throw platformErrors['record.notFound']();
    const { approval, noticeFrom, noticeUntil, noticeDays, noticeContact } = await this.log.read(actor.courtId, period);
    const paused = await this.unsettled.pausedIn(actor.courtId, period.key);
    const standings = await this.database.repository(FrozenStanding).findBy({ courtId: actor.courtId, period: period.key });
    const groups = await Promise.all((await this.snapshots.snapshotsOf(actor.courtId, period)).map(async (snapshot) => {
      const sight = await this.sights.of(actor.courtId, reach, period, await this.snapshots.frozenGroup(snapshot));
      const of = standings.filter(({ peerGroup }) => peerGroup === snapshot.peerGroup);
      const rows = of.filter(({ supersededAt }) => supersededAt === null).sort((a, b) => byStrokes(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
      return {
        title: groupTitle(readKey(snapshot.peerGroup).post, readKey(snapshot.peerGroup).nature).zh, digest: snapshot.digest, unordered: sight.tooSmall === null ? null : `不足${sight.tooSmall}人，不排名次。`,
        rows: rows.map((one) => (paused.has(one.personId) ? heldBack(one) : shown(one, sight, of.filter(({ personId }) => personId === one.personId)))),
      };
    }));
    return this.printed(resultsPaper({
      edition, court: await this.court(actor), period: period.key, decision: approval?.decisionNumber ?? null, frozenAt: state.closedAt, publishedAt: state.publishedAt ?? null,
      notice: noticeFrom && noticeUntil ? { from: noticeFrom, until: noticeUntil, days: noticeDays!, contact: noticeContact! } : null, groups,
    }));
  }

  private async printed(paper: PdfPaper, name = paper.title): Promise<Paper> {
    return { name: `${name}.pdf`, bytes: await this.printer.print(paper) };
  }

  private court({ courtId }: Actor): Promise<Court> {
    return this.database.repository(Court).findOneByOrFail({ id: courtId });
  }
}

function heldBack({ name, division }: FrozenStanding): ResultOnPaper {
  return { name, division, total: null, standing: null, grade: null, note: '异议办理中，暂不公布' };
}

/** @param history every line of this person in the group: a correction is named only where it changed the person's own */
function shown({ personId, name, division, total, rank, line }: FrozenStanding, sight: GroupSight, history: readonly FrozenStanding[]): ResultOnPaper {
  const disclosure = sight.disclosure(personId);
  const change = lastChange(history);
  const place = rank === null ? '不参加排名' : `${line.tied ? '并列' : ''}第${rank}名`;
  return {
    name, division, total: disclosure === 'full' ? total : null, standing: disclosure === 'full' ? place : disclosure === 'band' ? (sight.bandOf(total)?.title.zh ?? null) : null,
    grade: line.grade?.title.zh ?? null, note: disclosure === 'full' ? (change?.correction ?? null) : null,
  };
}
