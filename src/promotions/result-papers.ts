import type { Content } from 'pdfmake/interfaces.js';
import { dayInProse, formHead, instantInProse, issuedBy, officialHead, paragraph, ruledTable, signatureCells } from '../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../platform/pdf/pdf-printer.js';
import { periodInProse } from '../ranking/closing/closing-words.js';
import type { CompetitionView, EntryView } from './dto/competition.dto.js';
import type { SelectionView } from './dto/selection.dto.js';

interface OnPaper {
  name: string;
  example: boolean;
}

/** 竞岗结果: places and totals with the arithmetic its reader may see, the seed of the lots, and until when objections are taken. */
export function competitionPaper(view: CompetitionView, court: OnPaper): PdfPaper {
  const { number, title: post, places, status, parts, abilityShare, archive, entriesOf, seed, seedDigest, approval, publishedAt, publishedBy, openedAt, objectionsUntil } = view;
  const title = `关于${post}竞岗结果的${publishedAt ? '公示' : '报告'}`;
  const detailed = entriesOf.filter(({ results }) => results !== null);
  const content: Content[] = [
    ...officialHead(court, number, title),
    paragraph(`本次竞岗职数${places}名，报名${entriesOf.length}人。成绩由下列项目组成，能力和业绩占${abilityShare}%；不设演讲、答辩和考试。业绩档案取${archive.map(periodInProse).join('、')}。`),
    ...(publishedAt ? [paragraph(`经${approval ?? ''}批准，现予公示。${status === 'published' && objectionsUntil ? `报名人员有异议的，请于${dayInProse(objectionsUntil)}前（含当日）书面提出。` : ''}${status === 'closed' ? '异议期已满，结果不再变动。' : ''}`)] : [paragraph('结果尚未批准公布，供审批用。')]),
    { text: '一、项目和权重', style: 'heading', leadingIndent: 32 },
    ruledTable(['项目', '权重', '能力和业绩'], parts.map(({ label, weight, abilityAndPerformance }) => [label.zh, `${weight}%`, abilityAndPerformance ? '是' : '']), ['*', 70, 90], [1]),
    { text: '二、结果', style: 'heading', leadingIndent: 32 },
    ruledTable(['名次', '姓名', '总分', '结果'], entriesOf.map((one) => [one.place === null ? '—' : `第${one.place}名`, one.name, one.total ?? '—', outcomeOf(one, entriesOf, places)]), [80, '*', 80, 80], [2]),
    ...(detailed.length ? [{ text: '三、算法', style: 'heading', leadingIndent: 32 }, ...detailed.flatMap(arithmeticOf)] : []),
    { text: `抽签种子摘要 ${seedDigest}`, style: 'digest' },
    issuedBy([court.name, ...(publishedBy ? [`公布：${publishedBy}`] : []), instantInProse(publishedAt ?? openedAt)], [{ text: seed ? `抽签种子 ${seed}` : '抽签种子在抽取后公布。', style: 'digest' }]),
  ];
  return { title: `${title} ${number}`, style: 'official', createdAt: publishedAt ?? openedAt, content };
}

/** Equals share a place: where they are more than the posts left, a decision says which of them. */
function outcomeOf({ place }: EntryView, entries: readonly EntryView[], places: number): string {
  if (place === null || place > places) return '';
  return entries.filter((one) => one.place !== null && one.place <= place).length > places ? '同分，待决定' : '拟任';
}

function arithmeticOf({ name, place, total, results }: EntryView): Content[] {
  return [
    { text: `${place === null ? '' : `第${place}名　`}${name}　${total ?? '—'}`, style: 'tableHead', marginTop: 4, marginBottom: 2 },
    ruledTable(['项目', '成绩', '计入', '算法'], results!.map(({ label, value, points, why }) => [label.zh, value, points, why.zh]), [100, 44, 44, '*'], [1, 2]),
  ];
}

/** 评先评优、学习深造: who was proposed in each group and why, what was decided, kept by the office and signed by hand. */
export function selectionPaper(view: SelectionView, court: OnPaper): PdfPaper {
  const { number, kind, title: name, period, state, status, approval, approvedBy, approvedAt, draftedBy, draftedAt, groupsOf, reason } = view;
  const title = `${name}${kind === 'honour' ? '评选' : '选派'}结果${status === 'draft' ? '（办理中）' : status === 'withdrawn' ? '（已撤回）' : ''}`;
  const chosen = groupsOf.flatMap(({ title: group, candidates }) => candidates.filter(({ outcome }) => outcome === 'awarded' || outcome === 'accepted').map((one) => [one.name, one.division, group.zh, one.place === null ? '—' : `第${one.place}名`, one.total, one.decision ?? '']));
  const content: Content[] = [
    ...formHead(court, title),
    { text: `${number}　考核期：${periodInProse(period)}　状态：${state.zh}${approval ? `　批准：${approval}（${approvedBy ?? ''}，${instantInProse(approvedAt)}）` : ''}${reason ? `　撤回理由：${reason}` : ''}`, marginBottom: 4 },
    { text: `名单（${chosen.length}人）`, style: 'heading' },
    chosen.length ? ruledTable(['姓名', '庭', '同岗组', '名次', '得分', '增补决定'], chosen, [80, '*', 110, 50, 46, 110], [4]) : { text: '（无）', marginBottom: 4 },
    ...groupsOf.flatMap(({ title: group, size, places, why, candidates }): Content[] => [
      { text: `${group.zh}（${size}人，${places}名）`, style: 'heading' },
      { text: why.zh, style: 'note', marginBottom: 2 },
      ruledTable(['姓名', '庭', '名次', '得分', '候选情况', '理由', '结果'], candidates.map((one) => [one.name, one.division, one.place === null ? '—' : String(one.place), one.total, `${one.standingWords.zh}${one.decision ? `（${one.decision}）` : ''}`, one.why.zh, [one.outcomeWords?.zh, one.outcomeReason].filter(Boolean).join('：')]), [56, 66, 28, 40, 62, '*', 90], [2, 3]),
    ]),
    {
      stack: [{ text: `起草：${draftedBy}，${instantInProse(draftedAt)}。候选人为各同岗组领先者，不分配名额到庭；有一票否决情形的不参加。`, style: 'note' }, signatureCells(['政工监察办公室', '院领导'])],
      unbreakable: true,
    },
  ];
  return { title: `${title} ${number}`, style: 'form', createdAt: approvedAt ?? draftedAt, content };
}
