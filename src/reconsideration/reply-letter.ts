import type { Content } from 'pdfmake/interfaces.js';
import { chinaDay } from '../kernel/day.js';
import { dayInProse, paragraph } from '../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../platform/pdf/pdf-printer.js';
import type { RequestView } from './dto/reconsideration.dto.js';

type Step = RequestView['steps'][number];

const REPLYING: readonly string[] = ['correct', 'maintain', 'decide'];

const RESULTS: Readonly<Record<string, string>> = { upheld: '申请成立', partlyUpheld: '申请部分成立', refused: '申请不成立，维持原评查结果' };

/** The reply that stands: the committee's where there is one, else the panel's; `null` before any. */
export function standingReply({ steps }: Pick<RequestView, 'steps'>): Step | null {
  return [...steps].reverse().find(({ action }) => REPLYING.includes(action)) ?? null;
}

/**
 * 复议答复书: the reply as the applicant is handed it, in the proportions of an official paper. Points in the applicant's order,
 * each with its answer; the decision with what it did to points, total and rank; the clause; what may still be done and until when.
 */
export function replyLetter(request: RequestView, reply: Step, court: string): PdfPaper {
  const { number, applicant, division, period, line, grounds, before, after, originalPoints } = request;
  const isFinal = reply.action === 'decide';
  const bench = request.members.filter(({ round }) => round === (isFinal ? 2 : 1)).sort((a, b) => a.place - b.place);
  const answers = (reply.content['answers'] as string[] | undefined) ?? [];
  const outcome = String(reply.content['outcome']);
  const settled = reply.content['points'];
  const title = isFinal ? '复议复核决定书' : '复议答复书';
  const content: Content[] = [
    { text: court, alignment: 'center', font: 'Hei' },
    { text: title, style: 'headline', marginTop: 6, marginBottom: 6 },
    { text: number, alignment: 'right', marginBottom: 12 },
    { text: `${applicant}（${division}）：` },
    paragraph(`您对${inProse(period)}考核期“${line.title.zh}”一项提出的复议申请收悉。涉及案件：${line.source.label}；条款：${line.clause}；原记分：${line.points}分。经${isFinal ? '质量评查委员会复核' : '评查组审查'}，答复如下。`),
    heading('一、对申请理由的答复'),
    ...grounds.flatMap((ground, index) => [paragraph(`（${index + 1}）您提出：${ground}`), paragraph(`答复：${answers[index] ?? ''}`)]),
    heading('二、决定'),
    paragraph(`${isFinal && outcome === 'refused' ? '复核申请不成立，维持评查组的答复' : (RESULTS[outcome] ?? outcome)}。${pointsInProse(outcome, originalPoints, typeof settled === 'string' ? settled : null)}${effectInProse(outcome, before, after)}${reply.content['frozen'] ? '本期结果已经冻结，上述变动以编号更正计入。' : ''}`),
    heading('三、依据'),
    paragraph(String(reply.content['clause'])),
    ...(isFinal ? [paragraph('本决定为终局决定。')] : request.secondUntil ? [paragraph(`如对本答复仍有异议，可于${dayInProse(request.secondUntil)}前（含当日）提请质量评查委员会复核。`)] : []),
    {
      stack: [{ text: `${isFinal ? '复核委员' : '评查组'}：${bench.map(({ name }) => name).join('、')}` }, { text: `主持人：${reply.who}` }, { text: dayInProse(chinaDay(new Date(reply.at))) }],
      alignment: 'right', marginTop: 24, marginRight: 32, unbreakable: true,
    },
  ];
  return { title: `${title} ${number}`, style: 'official', content, createdAt: reply.at };
}

function heading(text: string): Content {
  return { text, style: 'heading', leadingIndent: 32, headlineLevel: 1 };
}

function pointsInProse(outcome: string, original: string | null, settled: string | null): string {
  if (outcome === 'refused' || original === null || settled === null) return '';
  return settled === '0.00' ? `原扣${original}分撤销。` : `原扣${original}分改为${settled}分。`;
}

function effectInProse(outcome: string, before: RequestView['before'], after: RequestView['after']): string {
  if (outcome === 'refused' || !after || before.total === null || after.total === null) return '';
  const rank = before.rank !== null && after.rank !== null ? `，名次由第${before.rank}名变为第${after.rank}名` : '';
  return `本期总分由${before.total}分变为${after.total}分${rank}。`;
}

/** `2026-08` → 2026年8月; quarters and years as they are written. */
function inProse(period: string): string {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  return month ? `${month[1]}年${Number(month[2])}月` : period;
}
