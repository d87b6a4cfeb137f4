import type { Content } from 'pdfmake/interfaces.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { dayInProse, exampleMark, grouped, instantInProse, ruledTable, signatureCells } from '../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../platform/pdf/pdf-printer.js';
import { periodInProse } from '../ranking/closing/closing-words.js';
import { amountInCapitals } from '../rules/amount-in-capitals.js';
import type { BonusRound } from './bonus.entities.js';
import type { BonusGroupView } from './dto/bonus.dto.js';

export interface BonusOnPaper {
  court: { name: string; example: boolean };
  round: Pick<BonusRound, 'status' | 'title' | 'period' | 'pool' | 'approval' | 'approvedBy' | 'approvedAt' | 'draftedBy' | 'paidBy' | 'paidOn' | 'correction'>;
  number: string;
  groups: readonly BonusGroupView[];
  /** Decisions to pay as approved although the results were corrected since. */
  confirmations: readonly { decision: string; reason: string; decidedOn: string; corrections: string }[];
}

/** 奖金发放表: everybody paid with a cell to sign in, sums of each group, the total in figures and written out, who answers for it. */
export function bonusList({ court, round, number, groups, confirmations }: BonusOnPaper): PdfPaper {
  const corrects = round.correction !== null;
  const out = groups.flatMap(({ title, people }) => people.filter(({ tier }) => !tier).map(({ name, why }) => `${title.zh} ${name}：${why.zh}`));
  const total = points(round.pool);
  return {
    title: number, style: 'form', orientation: corrects ? 'landscape' : 'portrait', createdAt: round.approvedAt!,
    content: [
      { text: `${exampleMark(court)}${court.name}奖金发放表`, style: 'headline' },
      { text: number, alignment: 'center', marginBottom: 6 },
      { text: `${round.title}　考核期：${periodInProse(round.period)}　批准：${round.approval ?? ''}（${round.approvedBy ?? ''}，${instantInProse(round.approvedAt)}）${corrects ? `　更正依据：${round.correction}` : ''}` },
      ...(round.status === 'superseded' ? [{ text: `本批次已被更正批次替代，不再据此发放${round.paidOn ? '；已发金额见更正批次的“原发”' : ''}。`, style: 'heading' }] : []),
      { text: `总额：${grouped(total)} 元（${amountInCapitals(round.pool)}）`, marginBottom: 4 },
      ...confirmations.map((one) => ({ text: `批准后结果有更正（${one.corrections}），经决定仍按原批准发放：${one.decision}（${dayInProse(one.decidedOn)}）：${one.reason}`, marginBottom: 4 })),
      ...groups.flatMap((group) => groupOf(group, corrects)),
      ...(out.length ? [{ text: '未参加分配', style: 'heading' }, ...out.map((text) => ({ text, style: 'note' }))] : []),
      {
        stack: [
          { text: `合计 ${grouped(total)} 元　${amountInCapitals(round.pool)}`, font: 'Hei', fontSize: 10.5, alignment: 'right', marginTop: 10, marginBottom: 4 },
          { text: `算法：档次系数 × 在岗月数 × 任务系数为权重，按最大余额法分到分，余数相同先给名次靠前者；各人算法随工资表导出。起草：${round.draftedBy}。${round.paidOn ? `${dayInProse(round.paidOn)}登记发放（${round.paidBy ?? ''}）。` : ''}`, style: 'note' },
          signatureCells(['制表', '政工监察办公室审核', '财务', '院领导']),
        ],
        unbreakable: true,
      },
    ],
  };
}

function groupOf({ title, amount, heads, people, boundaries }: BonusGroupView, corrects: boolean): Content[] {
  // Whoever was paid before and is not now stands on a correcting list with what is taken back.
  const paid = people.filter(({ tier, before }) => tier || Number(before ?? 0) !== 0);
  const tiers = heads.filter((one) => one.heads > 0).map(({ tier, heads: count, coefficient }) => `${tier.zh}${count}人，系数${coefficient}`).join('；');
  const columns: [string, number | '*'][] = [['序', 20], ['姓名', corrects ? 110 : 66], ['庭', '*'], ['名次', 30], ['得分', 42], ['档次', 40], ...(corrects ? [['原发（元）', 60], ['差额（元）', 60]] as [string, number][] : []), ['金额（元）', 62], ['签名', 86]];
  const rows = paid.map((one, index) => [
    String(index + 1), one.name, one.division, one.rank === null ? '—' : String(one.rank), one.total, one.tier?.zh ?? '—', ...(corrects ? [grouped(one.before ?? '0.00'), grouped(one.difference ?? '0.00')] : []), grouped(one.amount), '',
  ]);
  const right = columns.flatMap(([head], index) => (['名次', '得分', '原发（元）', '差额（元）', '金额（元）'].includes(head) ? [index] : []));
  return [
    { text: `${title.zh}　${grouped(amount)} 元，${people.filter(({ tier }) => tier).length}人`, style: 'heading' },
    ...(tiers ? [{ text: tiers, style: 'note', marginBottom: 2 }] : []),
    ...(rows.length ? [ruledTable(columns.map(([head]) => head), rows, columns.map(([, width]) => width), right), { text: `小计 ${grouped(points(sum(paid.map((one) => new Decimal(one.amount)))))} 元`, alignment: 'right' as const }] : [{ text: '（本组无人参加分配）' }]),
    ...boundaries.flatMap(({ upper, lower, choice, decision }) => (decision ? [{ text: `跨档决定：${upper.name}与${lower.name}${choice!.zh}，${decision.number}（${dayInProse(decision.decidedOn)}）：${decision.reason}`, style: 'note' }] : [])),
  ];
}
