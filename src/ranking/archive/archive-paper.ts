import type { Content } from 'pdfmake/interfaces.js';
import { formHead, instantInProse, ruledTable, signatureCells } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { periodInProse } from '../closing/closing-words.js';
import type { ArchiveContent, ArchivedResult } from './dto/archive.dto.js';

const OUTCOMES: Readonly<Record<string, string>> = { upheld: '成立', partlyUpheld: '部分成立', refused: '不成立' };

/** 业绩档案 of one person; the digest of its content stands at the foot of each page and can be checked on the page of archives. */
export function archivePaper(content: ArchiveContent, example: boolean, digest: string, printedAt: string): PdfPaper {
  const { court, person, posts, results, takenOut = [], difficultCases, research, merits, reconsiderations } = content;
  return {
    title: `业绩档案 ${person.name}`, style: 'form', createdAt: printedAt, digest,
    content: [
      ...formHead({ name: court, example }, `业绩档案　${person.name}`),
      ...part('任职', ['职务', '部门', '起', '止'], posts.map((one) => [one.postName.zh, one.division, one.from, one.until ?? '至今']), ['*', '*', 80, 80]),
      ...part('历期结果', ['考核期', '同岗组', '总分', '名次', '90%区间', '等次', '更正'], results.map(resultRow), [66, '*', 36, 74, 56, 40, 94], [2]),
      ...(takenOut.length ? part('更正后不再在本组的结果', ['考核期', '同岗组', '原总分', '更正'], takenOut.map((one) => [periodInProse(one.period), one.group.zh, one.total, one.correction]), [74, '*', 50, 110], [2]) : []),
      ...(results.length ? [{ text: '各期得分项和冻结摘要', style: 'heading' }] : []),
      ...results.map((one): Content => ({
        stack: [
          { text: `${periodInProse(one.period)}　${one.group.zh}　${one.components.map((component) => `${component.title.zh} ${component.points ?? '不适用'}${component.fullMark ? `/${component.fullMark}` : ''}`).join('　')}`, style: 'note' },
          { text: `冻结摘要 ${one.digest}`, style: 'digest' },
        ],
        unbreakable: true, marginBottom: 3,
      })),
      ...part('难案', ['编号', '案号', '计分', '生效'], difficultCases.map((one) => [one.number, one.caseNumber, one.points, one.countsOn]), [110, '*', 50, 70], [2]),
      ...part('调研成果', ['题目', '刊物', '日期', '计分'], research.map((one) => [one.title, one.outlet, one.publishedOn, one.points]), ['*', 120, 70, 50], [3]),
      ...part('加分', ['项目', '依据', '批准', '分值'], merits.map((one) => [one.code, one.evidence, one.approvedOn, one.points]), [60, '*', 70, 50], [3]),
      ...(reconsiderations ? part('复议（仅本人打印时列出）', ['编号', '考核期', '事项', '结果', '日期'], reconsiderations.map((one) => [one.number, periodInProse(one.period), one.line, OUTCOMES[one.outcome] ?? one.outcome, one.decidedOn]), [100, 74, '*', 52, 66]) : []),
      {
        stack: [
          { text: `本档案由系统按已冻结的结果和在册记录生成，${instantInProse(printedAt)}打印。内容摘要（SHA-256）见每页页脚；在“业绩档案”页输入摘要，可核对本件是否由系统打印、此后有无更正。`, style: 'note', marginTop: 8 },
          signatureCells(['本人', '政工监察办公室（盖章）']),
        ],
        unbreakable: true,
      },
    ],
  };
}

function part(title: string, head: string[], rows: string[][], widths: (number | '*' | 'auto')[], right: number[] = []): Content[] {
  return [{ text: title, style: 'heading' }, rows.length ? ruledTable(head, rows, widths, right) : { text: '（无）', marginBottom: 4 }];
}

function resultRow({ period, published, group, total, rank, tied, size, interval, grade, correction }: ArchivedResult): string[] {
  return [
    `${periodInProse(period)}${published ? '' : '（未发布）'}`, group.zh, total, rank === null ? '—' : `${tied ? '并列' : ''}第${rank}名，共${size}人`, interval ? (interval.from === interval.until ? `第${interval.from}名` : `第${interval.from}–${interval.until}名`) : '—', grade?.zh ?? '—',
    correction ? `${correction.number}，${correction.totalBefore === null ? '原未在冻结结果中' : `原 ${correction.totalBefore}`}` : '',
  ];
}
