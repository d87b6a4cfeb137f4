import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Content } from 'pdfmake/interfaces.js';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay } from '../../kernel/day.js';
import type { Language } from '../../kernel/domain-error.js';
import { Court } from '../../court/court.entities.js';
import { byStrokes } from '../../court/stroke-order.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { dayInProse, paragraph, ruledTable } from '../../platform/pdf/pdf-page.js';
import { PdfPrinter } from '../../platform/pdf/pdf-printer.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { readPeriod } from '../rankings.service.js';
import { SnapshotsService } from '../snapshots.service.js';
import { FrozenStanding } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { ClosingViews } from './closing-views.js';
import { periodInProse } from './closing-words.js';
import { CorrectionViews } from './correction-views.js';
import type { ChecklistItem, ClosingView } from './dto/closing.dto.js';
import type { CorrectedSide } from './dto/correction.dto.js';
import { UnsettledResults } from './unsettled-results.js';

export interface Paper {
  name: string;
  bytes: Buffer;
}

const MARKS: Readonly<Record<ChecklistItem['severity'], { sign: string; zh: string; en: string }>> = {
  blocks: { sign: '✗', zh: '未办完', en: 'blocks' },
  explain: { sign: '!', zh: '需说明', en: 'to be explained' },
  done: { sign: '✓', zh: '已办完', en: 'done' },
  info: { sign: '–', zh: '情况', en: 'information' },
};

/** The checklist as it stands on the page, row for row. */
export function checklistTable({ items }: ClosingView, language: Language): OutgoingTable {
  const zh = language === 'zh';
  return {
    title: zh ? '核对表' : 'Checklist',
    head: zh ? ['状态', '事项', '由谁办理', '书面说明', '说明人', '说明时间'] : ['State', 'Item', 'Whose', 'Explanation', 'By', 'At'],
    rows: items.map((one) => [MARKS[one.severity][language], one.text[language], one.owner[language], one.explanation?.words ?? '', one.explanation?.who ?? '', one.explanation?.when ?? '']),
  };
}

/** Papers of a closing, in Chinese: the checklist with cells to sign in, the results, a numbered correction. */
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
    private readonly unsettled: UnsettledResults,
  ) {}

  async checklist(actor: Actor, periodKey: string): Promise<Paper> {
    const view = await this.views.view(actor, periodKey);
    const at = this.clock.instant();
    const title = `${periodInProse(view.period)}考核期结束核对表`;
    const bytes = await this.printer.print({
      title, style: 'form', createdAt: at,
      content: [
        ...(await this.head(actor, title)),
        { text: `状态：${view.state.zh}　打印：${chinaDay(new Date(at))}`, marginBottom: 6 },
        ruledTable(['', '事项', '由谁办理', '书面说明'], view.items.map((one) => [MARKS[one.severity].sign, one.text.zh, one.owner.zh, one.explanation ? `${one.explanation.words}（${one.explanation.who}，${chinaDay(new Date(one.explanation.when))}）` : '']), [14, '*', 90, 150]),
        { text: '子项得分', style: 'heading' },
        ruledTable(['部门', '提交人', '提交时间', '所持数据'], view.subScores.map(({ name, submitted }) => [name.zh, submitted?.who ?? '未提交', submitted ? chinaDay(new Date(submitted.when)) : '', submitted?.holds.map((one) => `${one.name.zh} ${one.count}`).join('，') ?? '']), [100, 70, 70, '*']),
        ...(view.approval ? [{ text: '考评委员会审议', style: 'heading' }, { text: `${view.approval.decisionNumber}，${dayInProse(view.approval.meetingOn)}，委员 ${view.approval.seated} 人，到会 ${view.approval.present.length} 人：${view.approval.present.map(({ name }) => name).join('、')}` }] : []),
        { text: '✗ 未办完，不能提请审议　! 须书面说明　✓ 已办完　– 情况', style: 'note', marginTop: 6, marginBottom: 10 },
        signatures(['审判管理办公室', '行政办公室', '政工监察办公室', '法官考评委员会']),
      ],
    });
    return { name: `${title}.pdf`, bytes };
  }

  /** 考评结果: every person by strokes inside a group; whoever an objection concerns is left out until it is settled. */
  async results(actor: Actor, periodKey: string): Promise<Paper> {
    require(actor, 'ranking.publish');
    const period = readPeriod(periodKey);
    const state = await this.snapshots.state(actor.courtId, period);
    if (!state) throw platformErrors['record.notFound']();
    const { approval, noticeFrom, noticeUntil, noticeContact, status } = await this.log.read(actor.courtId, period);
    const paused = await this.unsettled.pausedIn(actor.courtId, period.key);
    const standings = await this.database.repository(FrozenStanding).findBy({ courtId: actor.courtId, period: period.key, supersededAt: IsNull() });
    const snapshots = await this.snapshots.snapshotsOf(actor.courtId, period);
    const published = status === 'published';
    const title = published ? `${periodInProse(period.key)}法官业绩考评结果` : `${periodInProse(period.key)}法官业绩考评结果公示`;
    const content: Content[] = [
      ...(await this.head(actor, title)),
      { text: [approval ? `经法官考评委员会审议（${approval.decisionNumber}）。` : '', `${chinaDay(new Date(state.closedAt))} 冻结。`, noticeFrom && noticeUntil ? `公示期 ${dayInProse(noticeFrom)}至${dayInProse(noticeUntil)}。${published ? '' : `有异议的，请署名、写明理由提出。受理：${noticeContact}。`}` : ''].join(''), marginBottom: 6 },
      ...snapshots.flatMap(({ peerGroup, digest }): Content[] => {
        const rows = standings.filter((one) => one.peerGroup === peerGroup).sort((a, b) => byStrokes(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
        return [
          { text: `${groupTitle(readKey(peerGroup).post, readKey(peerGroup).nature).zh}（${rows.length} 人）`, style: 'heading' },
          ruledTable(['姓名', '庭', '总分', '名次', '等次', '说明'], rows.map((one) => (paused.has(one.personId) ? [one.name, one.division, '', '', '', '异议办理中，暂不公布'] : [one.name, one.division, one.total, one.rank === null ? '不参加排名' : `${one.line.tied ? '并列' : ''}第${one.rank}名`, one.line.grade?.title.zh ?? '', one.correction ?? ''])), [70, '*', 60, 70, 60, 130]),
          { text: `摘要（SHA-256）${digest}`, style: 'note', marginBottom: 8 },
        ];
      }),
      { text: '按姓氏笔画排列。只在相同职务、相同岗位之间比较。冻结后的改动只以编号更正公布。', style: 'note' },
    ];
    return { name: `${title}.pdf`, bytes: await this.printer.print({ title, style: 'form', createdAt: state.publishedAt ?? state.closedAt, content }) };
  }

  async correction(actor: Actor, id: string): Promise<Paper> {
    const view = await this.corrections.one(actor, id);
    const title = `关于更正${periodInProse(view.period)}法官业绩考评结果的决定`;
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const number = view.number ?? '〔未编号〕';
    const at = view.confirmedAt ?? view.proposedAt;
    const content: Content[] = [
      { text: court.example ? `【示例】${court.name}` : court.name, alignment: 'center', font: 'Hei' },
      { text: number, alignment: 'center', marginTop: 8, marginBottom: 16 },
      { text: title, style: 'headline' },
      paragraph(`依据：${view.basisWords}。`),
      paragraph(`理由：${view.reason}`),
      paragraph(`${periodInProse(view.period)}冻结的结果自${dayInProse(chinaDay(new Date(at)))}起按下表更正，涉及 ${view.people} 人。原结果保留备查。`),
      ...view.groups.flatMap(({ title: group, rows, hidden, before, after }): Content[] => [
        { text: group.zh, style: 'heading' },
        ruledTable(['姓名', '庭', '原总分', '原名次', '更正后总分', '更正后名次'], rows.map((row) => [row.name, row.division, row.before?.total ?? '', rankOf(row.before), row.after?.total ?? '', rankOf(row.after)]), ['auto', '*', 'auto', 'auto', 'auto', 'auto']),
        ...(hidden ? [{ text: `另有 ${hidden} 人的更正不在您的查阅范围内。`, style: 'note' }] : []),
        { text: `原摘要 ${before}`, style: 'note' },
        ...(after ? [{ text: `新摘要 ${after}`, style: 'note', marginBottom: 8 }] : []),
      ]),
      { text: [`提出：${view.proposedBy}`, view.confirmedBy ? `　确认：${view.confirmedBy}` : '　待第二人确认'].join(''), alignment: 'right', marginTop: 20 },
      { text: dayInProse(chinaDay(new Date(at))), alignment: 'right' },
    ];
    return { name: `${number}.pdf`, bytes: await this.printer.print({ title: `${title} ${number}`, style: 'official', createdAt: at, content }) };
  }

  private async head(actor: Actor, title: string): Promise<Content[]> {
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    return [...(court.example ? [{ text: '【示例】', style: 'note', alignment: 'right' as const }] : []), { text: court.name, alignment: 'center', font: 'Hei', fontSize: 11 }, { text: title, style: 'headline', marginTop: 4 }];
  }
}

function rankOf(side: CorrectedSide | null): string {
  return side?.rank ? `${side.tied ? '并列' : ''}第${side.rank}名` : '—';
}

/** Cells to sign in, by hand. */
function signatures(offices: readonly string[]): Content {
  return { table: { widths: offices.map(() => '*'), heights: [14, 44], body: [offices.map((text) => ({ text, style: 'tableHead', alignment: 'center' as const })), offices.map(() => ({ text: '签名：\n\n日期：', style: 'table' }))] }, unbreakable: true };
}
