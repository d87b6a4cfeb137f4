import type { Content } from 'pdfmake/interfaces.js';
import { instantInProse, issuedBy, officialHead, paragraph, ruledTable } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { periodInProse } from './closing-words.js';
import type { CorrectedSide, CorrectionView } from './dto/correction.dto.js';

type Group = CorrectionView['groups'][number];
type Row = Group['rows'][number];

/** 更正决定: what is corrected and on what ground, old beside new for every line its reader may read, both digests, who proposed and who confirmed. */
export function correctionPaper(view: CorrectionView, court: { name: string; example: boolean }): PdfPaper {
  const { period, number, status, basisWords, reason, groups, proposedBy, proposedAt, confirmedBy, confirmedAt } = view;
  const title = `关于更正${periodInProse(period)}法官业绩考评结果的决定`;
  const issued = status === 'issued';
  const at = confirmedAt ?? proposedAt;
  const tables = groups.map(groupOf);
  const last = tables.pop() ?? [];
  const content: Content[] = [
    ...officialHead(court, number ?? (status === 'withdrawn' ? '〔已撤回，未编号〕' : '〔草稿，未编号〕'), title),
    paragraph(`依据：${basisWords}。`),
    paragraph(`理由：${reason.trim()}`),
    paragraph(effectOf(view, at)),
    ...tables.flat(),
    ...last.slice(0, -1),
    issuedBy([court.name, `提出：${proposedBy}　${confirmedBy ? `确认：${confirmedBy}` : '待第二人确认'}`, issued ? instantInProse(at) : `${instantInProse(proposedAt)}提出`], last.slice(-1)),
  ];
  return { title: `${title} ${number ?? '（草稿）'}`, style: 'official', createdAt: at, content };
}

function effectOf({ period, status, people, groups }: CorrectionView, at: string): string {
  const result = `${periodInProse(period)}冻结的结果`;
  if (!groups.length) return `按现在的记录重算，${result}不变。`;
  return status === 'issued' ? `${result}自${instantInProse(at)}起按下表更正，涉及${people}人。原结果保留备查。` : `拟将${result}按下表更正，涉及${people}人。`;
}

/** The digests come last, so that the signature has a line to stand with. */
function groupOf(group: Group): Content[] {
  const { title, rows, hidden, before, after } = group;
  return [
    { text: title.zh, style: 'heading' },
    ...(rows.length ? [ruledTable(['姓名', '庭', '原总分', '原名次', '更正后总分', '更正后名次'], rows.map((row) => [row.name, row.division, row.before?.total ?? '未在冻结结果中', rankOf(row.before), row.after?.total ?? '不再在本组', rankOf(row.after)]), [84, '*', 42, 56, 58, 60], [2, 4])] : []),
    ...rows.flatMap((row): Content[] => {
      const changes = changesOf(group, row);
      return changes.length ? [{ text: `${row.name}：${changes.join('；')}。`, style: 'note', marginBottom: 4 }] : [];
    }),
    { stack: [...(hidden ? [{ text: `本组另有${hidden}人的更正不在您的查阅范围内。`, style: 'note' }] : []), { text: `原摘要 ${before}`, style: 'digest' }, ...(after ? [{ text: `新摘要 ${after}`, style: 'digest' }] : [])], marginBottom: 8 },
  ];
}

/** 审判质量 25.99 → 25.89, for each component and the grade that is another one. */
function changesOf({ components }: Group, { before, after }: Row): string[] {
  if (!before) return ['冻结时未列入本组，现予列入', ...components.flatMap(({ key, title }) => (after?.components[key] ? [`${title.zh} ${after.components[key]}`] : [])), ...(after?.grade ? [`等次 ${after.grade.zh}`] : [])];
  if (!after) return ['不再在本组，其原结果不再有效'];
  const parts = components.flatMap(({ key, title }) => {
    const [old, now] = [before.components[key] ?? null, after.components[key] ?? null];
    return old === now ? [] : [`${title.zh} ${old ?? '—'} → ${now ?? '—'}`];
  });
  return before.grade?.zh === after.grade?.zh ? parts : [...parts, `等次 ${before.grade?.zh ?? '—'} → ${after.grade?.zh ?? '—'}`];
}

function rankOf(side: CorrectedSide | null): string {
  return side?.rank ? `${side.tied ? '并列' : ''}第${side.rank}名` : '—';
}
