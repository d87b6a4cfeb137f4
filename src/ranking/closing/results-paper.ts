import type { Content } from 'pdfmake/interfaces.js';
import { dayInProse, formHead, instantInProse, issuedBy, officialHead, paragraph, ruledTable } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { periodInProse } from './closing-words.js';

/** `posted` hangs on the court's board and shows what the whole court may see; `filed` is kept by the office and shows what its reader may see. */
export type ResultsEdition = 'posted' | 'filed';

export interface ResultOnPaper {
  name: string;
  division: string;
  /** `null`: not shown to whom the paper is for, or held back while an objection is open. */
  total: string | null;
  /** 并列第2名, 第一档（90.00 以上）, 不参加排名; `null`: not shown. */
  standing: string | null;
  grade: string | null;
  /** An objection held open, a numbered correction. */
  note: string | null;
}

export interface ResultsOnPaper {
  edition: ResultsEdition;
  court: { name: string; example: boolean };
  period: string;
  decision: string | null;
  frozenAt: string;
  publishedAt: string | null;
  notice: { from: string; until: string; days: number; contact: string } | null;
  groups: { title: string; digest: string; /** Why nobody is put in an order. */ unordered: string | null; rows: ResultOnPaper[] }[];
}

/** 考评结果: names by strokes inside each group, columns only of what somebody on the paper has. */
export function resultsPaper(results: ResultsOnPaper): PdfPaper {
  const posted = results.edition === 'posted';
  const title = `${periodInProse(results.period)}法官业绩考评结果${posted ? '公示' : '（存档）'}`;
  const content = posted ? postedContent(results, title) : filedContent(results, title);
  return { title, style: posted ? 'official' : 'form', createdAt: results.publishedAt ?? results.frozenAt, content };
}

function postedContent(results: ResultsOnPaper, title: string): Content[] {
  const { court, decision, period, frozenAt, notice } = results;
  return [
    ...officialHead(court, null, title),
    paragraph(`${decision ? `经法官考评委员会审议（${decision}），` : ''}${periodInProse(period)}法官业绩考评结果已于${instantInProse(frozenAt)}冻结。现予公示${notice ? `，公示期自${dayInProse(notice.from)}至${dayInProse(notice.until)}（${notice.days}个工作日）` : ''}。`),
    ...(notice ? [paragraph(`对公示结果有异议的，请在公示期内署名、写明理由和依据提出；异议书面答复之前，所涉人员的结果暂不公布。受理：${notice.contact}。`)] : []),
    paragraph('各人得分、名次和每一得分项的依据，由本人在“我的得分”中查询。冻结后的改动只以编号更正公布。'),
    ...groupTables(results),
    issuedBy([court.name, dayInProse(notice?.from ?? '') || instantInProse(frozenAt)], [{ text: '按姓氏笔画排列。只在相同职务、相同岗位之间比较。', style: 'note' }]),
  ];
}

function filedContent(results: ResultsOnPaper, title: string): Content[] {
  const { court, decision, frozenAt, notice, publishedAt } = results;
  return [
    ...formHead(court, title),
    { text: [decision ? `经法官考评委员会审议（${decision}）。` : '', `${instantInProse(frozenAt)}冻结。`, notice ? `公示期${dayInProse(notice.from)}至${dayInProse(notice.until)}。` : '', publishedAt ? `${instantInProse(publishedAt)}发布。` : ''].join(''), marginBottom: 6 },
    ...groupTables(results),
    { text: '内部存档件，不张贴。按姓氏笔画排列。只在相同职务、相同岗位之间比较。冻结后的改动只以编号更正公布。', style: 'note' },
  ];
}

function groupTables({ edition, groups }: ResultsOnPaper): Content[] {
  const rows = groups.flatMap((group) => group.rows);
  const some = (of: (row: ResultOnPaper) => string | null): boolean => rows.some((row) => of(row) !== null);
  const columns: { head: string; width: number | '*'; right?: true; of: (row: ResultOnPaper) => string | null }[] = [
    { head: '姓名', width: edition === 'posted' ? 130 : 84, of: ({ name }) => name },
    { head: '庭', width: '*', of: ({ division }) => division },
    ...(some(({ total }) => total) ? [{ head: '总分', width: 50, right: true as const, of: ({ total }: ResultOnPaper) => total }] : []),
    ...(some(({ standing }) => standing) ? [{ head: rows.some(({ standing }) => standing?.includes('档')) ? '名次或档次' : '名次', width: 92, of: ({ standing }: ResultOnPaper) => standing }] : []),
    ...(some(({ grade }) => grade) ? [{ head: '等次', width: 60, of: ({ grade }: ResultOnPaper) => grade }] : []),
    ...(some(({ note }) => note) ? [{ head: '说明', width: 120, of: ({ note }: ResultOnPaper) => note }] : []),
  ];
  const right = columns.flatMap(({ right: figures }, index) => (figures ? [index] : []));
  return groups.flatMap(({ title, digest, unordered, rows: people }): Content[] => [
    { text: `${title}（${people.length}人）`, style: 'heading' },
    ruledTable(columns.map(({ head }) => head), people.map((row) => columns.map(({ head, of }) => of(row) ?? (head === '说明' ? '' : '—'))), columns.map(({ width }) => width), right),
    { text: `${unordered && some(({ standing }) => standing) ? `${unordered}　` : ''}冻结摘要（SHA-256）${digest}`, style: 'digest', marginBottom: edition === 'posted' ? 10 : 4 },
  ]);
}
