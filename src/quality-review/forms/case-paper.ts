import type { Content } from 'pdfmake/interfaces.js';
import type { Day } from '../../kernel/day.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { sha256 } from '../../platform/files/files.service.js';
import type { FindingView } from '../dto/review.dto.js';
import type { ScoresView } from './dto/forms.dto.js';

/** All that one sheet says of one reviewed case. */
export interface CasePaper {
  court: string;
  caseNumber: string;
  cause: string;
  division: string;
  people: { name: string; post: string }[];
  closedOn: Day | null;
  batch: string;
  kind: string;
  triggers: readonly string[];
  reviewer: string;
  submittedOn: Day | null;
  caseScore: string;
  scores: ScoresView | null;
  findings: readonly FindingView[];
  /** In order: who signed and when; `null` = still to be signed by hand. */
  signatures: readonly { title: string; signed: { name: string; day: Day } | null }[];
  createdAt: string;
}

const STATES: Readonly<Record<FindingView['status'], string>> = { draft: '草稿', submitted: '已提交', provisional: '暂定', settled: '已定', superseded: '已被替代', second: '复评' };
const KINDS: Readonly<Record<string, string>> = { routine: '常规评查', key: '重点评查', special: '专项评查' };
const SIGNING_HEIGHT = 46;

/**
 * 一案一表: one A4 for one case; the head of the findings is repeated where they run on to a second page, and the four
 * signature cells stay together at the end. Set in Chinese, as it goes into the file.
 */
export function casePaper(paper: CasePaper): PdfPaper {
  const draft = paper.submittedOn === null;
  const title = `案件质量评查表 ${paper.caseNumber}${draft ? '（草稿）' : ''}`;
  const content: Content[] = [
    { text: `案件质量评查表（一案一表）${draft ? '（草稿，未提交）' : ''}`, style: 'headline' },
    facts(paper),
    { text: '一、评分', style: 'heading' },
    ...marks(paper),
    { text: `二、差错（${paper.findings.length} 条）`, style: 'heading' },
    findings(paper.findings),
    { text: '三、签署（各对所签事项负责）', style: 'heading' },
    signing(paper.signatures),
  ];
  return { title, style: 'form', content, digest: sha256(JSON.stringify(content)).slice(0, 16), createdAt: paper.createdAt };
}

const head = (text: string): Content => ({ text, style: 'tableHead' });

function facts({ court, caseNumber, cause, division, people, closedOn, batch, kind, triggers, reviewer, submittedOn }: CasePaper): Content {
  const bench = people.map(({ name, post }) => `${post} ${name}`).join('，');
  return {
    table: {
      widths: [52, '*', 52, '*'],
      body: [
        [head('法院'), court, head('审判庭'), division],
        [head('案号'), caseNumber, head('案由'), cause],
        [head('办案人员'), { text: bench, colSpan: 3 }, '', ''],
        [head('结案日期'), closedOn ?? '–', head('评查类别'), `${KINDS[kind] ?? kind}${triggers.length ? `（${triggers.join('、')}）` : ''}，${batch} 批次`],
        [head('评查员'), reviewer, head('提交日期'), submittedOn ?? '未提交'],
      ],
    },
    marginBottom: 4,
  };
}

function marks({ scores, caseScore }: CasePaper): Content[] {
  if (!scores) return [{ text: `本案得分 ${caseScore}（评查表启用前提交，按 100 减差错扣分计）`, marginBottom: 4 }];
  const rows = scores.forms.map((form): Content[] => [
    `${form.label}${form.example ? '（示例）' : ''}`,
    form.notApplicable ? `不适用：${form.notApplicable}` : form.parts.map((part) => `${part.label} ${part.score}/${part.full}`).join('　'),
    { text: form.notApplicable ? '–' : form.score, alignment: 'right' },
  ]);
  const lines = scores.result?.lines.map(({ zh }) => zh) ?? [];
  return [
    { table: { headerRows: 1, dontBreakRows: true, widths: [110, '*', 44], body: [[head('评查表'), head('各部分得分 / 满分'), head('得分')], ...rows] } },
    { text: lines.join('；'), style: 'note', margin: [0, 3, 0, 4] },
  ];
}

function findings(rows: readonly FindingView[]): Content {
  if (!rows.length) return { text: '本案无差错。', marginBottom: 4 };
  const body = rows.map((finding): Content[] => [
    `${finding.clause.code}\n${finding.clause.label}`,
    finding.severity === 'serious' ? '【严重】' : '【一般】',
    { text: [`${finding.place}${finding.quote ? '：' : ''}`, finding.quote ? { text: `“${finding.quote}”`, italics: false } : '', `\n${finding.comment}`] },
    { text: `−${finding.points}`, alignment: 'right' },
    finding.shares.map(({ name, share, points }) => `${name} ${share.replace(/\.00$/, '')}%，${points} 分`).join('\n') || `不归责：${finding.notAttributable ?? ''}`,
    STATES[finding.status],
  ]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: [92, 36, '*', 34, 92, 36], body: [['条目', '等级', '位置、原文与评语', '扣分', '责任人', '状态'].map(head), ...body] },
    marginBottom: 4,
  };
}

function signing(signatures: CasePaper['signatures']): Content {
  return {
    table: {
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      headerRows: 1,
      widths: signatures.map(() => '*' as const),
      heights: [12, SIGNING_HEIGHT],
      body: [
        signatures.map(({ title }) => head(title)),
        signatures.map(({ signed }): Content => (signed ? { text: `${signed.name}\n${signed.day}` } : { text: '\n\n年　　月　　日', alignment: 'right', color: '#4B5767' })),
      ],
    },
    unbreakable: true,
  };
}
