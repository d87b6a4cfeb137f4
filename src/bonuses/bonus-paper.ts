import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { chinaDay } from '../kernel/day.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { Court } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { dayInProse, ruledTable } from '../platform/pdf/pdf-page.js';
import { PdfPrinter } from '../platform/pdf/pdf-printer.js';
import { require } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { BonusRound } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { BonusLog } from './bonus-log.js';
import { BonusViews } from './bonus-views.js';
import { bonusNumber } from './bonus-words.js';

const PAYABLE: readonly BonusRound['status'][] = ['approved', 'paid', 'superseded'];

/** What leaves the house of an approved round: the payroll file, and the list people sign. */
@Injectable()
export class BonusPaper {
  constructor(
    private readonly database: Database,
    private readonly log: BonusLog,
    private readonly views: BonusViews,
    private readonly printer: PdfPrinter,
  ) {}

  /** One row for everybody paid and one line with the sum, which is the pool. */
  async payroll(actor: Actor, id: string): Promise<OutgoingTable> {
    require(actor, 'use.read');
    const round = await this.payable(actor, id);
    const [groups, numbers, zh] = [await this.views.groups(round), await this.views.employeeNumbers(actor.courtId), actor.language === 'zh'];
    const corrects = round.correctsId !== null;
    const rows = groups.flatMap(({ title, people }) =>
      people.filter(({ tier, before }) => tier || Number(before ?? 0) !== 0).map((one) => [
        numbers.get(one.personId) ?? '', one.name, one.division, title[actor.language], one.tier?.[actor.language] ?? '', one.amount, ...(corrects ? [one.before!, one.difference!] : []), one.why[actor.language],
      ]),
    );
    const column = (index: number): string => points(sum(rows.map((row) => row[index]!)));
    const head = zh
      ? ['工号', '姓名', '庭', '同岗组', '档次', '应发（元）', ...(corrects ? ['原发（元）', '差额（元）'] : []), '算法']
      : ['Employee', 'Name', 'Division', 'Peer group', 'Tier', 'Amount (yuan)', ...(corrects ? ['Paid before (yuan)', 'Difference (yuan)'] : []), 'Arithmetic'];
    return { title: bonusNumber(round), head, rows: [...rows, ['', zh ? '合计' : 'Together', '', '', '', column(5), ...(corrects ? [column(6), column(7)] : []), '']] };
  }

  /** 奖金发放表, in Chinese, with a cell for everybody's signature. */
  async print(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    require(actor, 'use.read');
    const round = await this.payable(actor, id);
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const groups = await this.views.groups(round);
    const paid = groups.map((group) => ({ ...group, people: group.people.filter(({ tier }) => tier) }));
    const out = groups.flatMap(({ title, people }) => people.filter(({ tier }) => !tier).map(({ name, why }) => `${title.zh} ${name}：${why.zh}`));
    const bytes = await this.printer.print({
      title: bonusNumber(round), style: 'form', createdAt: round.approvedAt!,
      content: [
        ...(court.example ? [{ text: '【示例】', style: 'note', alignment: 'right' as const }] : []),
        { text: `${court.name}奖金发放表`, style: 'headline' },
        { text: `${bonusNumber(round)}　${round.title}　考核期 ${round.period}　批准 ${round.approval ?? ''}（${round.approvedBy ?? ''}）　总额 ${points(round.pool)} 元${round.correction ? `　更正依据 ${round.correction}` : ''}`, marginBottom: 6 },
        ...paid.flatMap(({ title, amount, heads, people, boundaries }) => [
          { text: `${title.zh}　${amount} 元，${people.length} 人（${heads.map(({ tier, heads: count, coefficient }) => `${tier.zh} ${count} 人，系数 ${coefficient}`).join('；')}）`, style: 'heading' },
          ruledTable(
            ['序', '姓名', '庭', '名次', '得分', '档次', '金额（元）', '签名'],
            people.map(({ name, division, rank, total, tier, amount: own }, index) => [String(index + 1), name, division, String(rank ?? ''), total, tier!.zh, own, '']),
            [20, 60, '*', 30, 45, 45, 65, 90],
          ),
          { text: `小计 ${points(sum(people.map(({ amount: own }) => new Decimal(own))))} 元`, alignment: 'right' as const },
          ...boundaries.filter(({ decision }) => decision).map(({ upper, lower, choice, decision }) => ({ text: `跨档决定：${upper.name}与${lower.name}${choice!.zh}，${decision!.number}（${decision!.decidedOn}）：${decision!.reason}`, style: 'note' })),
        ]),
        ...(out.length ? [{ text: '未参加分配', style: 'heading' }, ...out.map((text) => ({ text, style: 'note' }))] : []),
        { text: `合计 ${points(round.pool)} 元`, style: 'heading', alignment: 'right' as const, marginTop: 8 },
        { text: '算法：档次系数 × 在岗月数 × 任务系数为权重，按最大余额法分到分，余数相同先给名次靠前者。', style: 'note' },
        { text: `批准日期 ${dayInProse(chinaDay(new Date(round.approvedAt!)))}　　起草 ${round.draftedBy}　　批准 ${round.approvedBy ?? ''}　　发放 ${round.paidBy ?? ''} ${round.paidOn ?? ''}`, marginTop: 10 },
      ],
    });
    return { name: `${bonusNumber(round)}.pdf`, bytes };
  }

  private async payable(actor: Actor, id: string): Promise<BonusRound> {
    const round = await this.log.held(actor, id, 'use.read');
    if (!PAYABLE.includes(round.status)) throw bonusErrors['bonus.notPayable']({ number: bonusNumber(round) });
    return round;
  }
}
