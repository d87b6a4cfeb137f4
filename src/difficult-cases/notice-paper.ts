import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { Court } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { paragraph, ruledTable } from '../platform/pdf/pdf-page.js';
import { PdfPrinter } from '../platform/pdf/pdf-printer.js';
import { require } from '../platform/permissions/data-scope.js';
import { DifficultRound } from './difficult-case.entities.js';
import { roundName } from './difficult-case-words.js';
import { noticeNumber, NoticeViews } from './notice-views.js';

/** The notice on one page in official layout, in Chinese: it hangs on the court's own board. */
@Injectable()
export class NoticePaper {
  constructor(
    private readonly database: Database,
    private readonly views: NoticeViews,
    private readonly printer: PdfPrinter,
  ) {}

  async print(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    require(actor, 'difficult.read');
    const notice = await this.views.held(actor, id);
    const round = await this.database.repository(DifficultRound).findOneByOrFail({ id: notice.roundId });
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const rows = await this.views.cases(notice);
    const title = `关于${roundName(round).zh}疑难案件评定结果的公示`;
    const bytes = await this.printer.print({
      title, style: 'official', createdAt: notice.publishedAt,
      content: [
        ...(court.example ? [{ text: '【示例】', style: 'note', alignment: 'right' as const }] : []),
        { text: title, style: 'headline' },
        paragraph(`经承办法官申报、庭长签署意见，案件质量评查委员会表决，下列案件评定为疑难案件。现予公示，公示期自${inChinese(notice.noticeFrom)}至${inChinese(notice.noticeUntil)}（${round.noticeDays}个工作日）。`),
        ruledTable(['案号', '承办人', '种类', '拟加分'], rows.map(({ caseNumber, judge, kinds, points }) => [caseNumber, judge, kinds.map(({ zh }) => zh).join('；'), `+${points}`]), ['auto', 'auto', '*', 'auto']),
        { text: '按姓氏笔画排列；不含当事人信息。同一法官一年加分封顶，超出部分不计入。', style: 'note', marginBottom: 8 },
        paragraph(`对公示有异议的，请在公示期内署名、写明理由提出。公示期满无异议的，加分自${inChinese(addDays(notice.noticeUntil, 1))}起生效；有异议的，书面答复之前暂不生效。`),
        paragraph(`受理部门：${notice.contact}。`),
        { text: court.name, alignment: 'right', marginTop: 24 },
        { text: inChinese(notice.noticeFrom), alignment: 'right' },
      ],
    });
    return { name: `${noticeNumber(notice)}.pdf`, bytes };
  }
}

function inChinese(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
