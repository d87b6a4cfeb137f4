import { afterAll, describe, expect, test } from '@jest/globals';
import { PdfPrinter } from '../../src/platform/pdf/pdf-printer.js';
import { readSettings } from '../../src/platform/settings.js';
import { casePaper, type CasePaper } from '../../src/quality-review/forms/case-paper.js';
import { fontsOf, imagesOf, pagesOf } from './read-pdf.js';

const printer = new PdfPrinter(readSettings({}, process.cwd()));
afterAll(() => printer.onApplicationShutdown());

const clause = {
  id: 'k', code: 'M-C-12', version: 1, severity: 'minor' as const, label: '法律依据引用不全、次序不当或未引至条款项', labelEn: '', pinyin: '', field: 'common', appliesTo: 'document', pointsMin: '1.00', pointsMax: '1.00', maxPerCase: null,
  responsibilityCode: 'R01', effectiveFrom: '2025-01-01', source: '示例〔2026〕1号', example: true,
};
const finding = (at: number): CasePaper['findings'][number] =>
  ({
    id: `f${at}`, caseId: 'c', caseNumber: '', reviewId: 'r', documentId: null, clause, severity: 'minor', points: '1.00', quote: `第五百七十七条之${at}`, quotePrefix: '', quoteSuffix: '', quoteStart: 0, documentDigest: null,
    place: `民事判决书第${at + 1}句`, comment: '未引至款项，应写明第几款。', reviewer: '周宁', status: 'submitted', recordedOn: '2026-11-20', settledOn: null, notAttributable: null, version: 1,
    shares: [{ personId: 'p', name: '王敏', post: 'responsibleJudge', share: '100.00', points: '1.00' }],
  }) as unknown as CasePaper['findings'][number];
const paper = (count: number): CasePaper => ({
  court: '江城区人民法院', caseNumber: '（2026）苏0102民初1287号', cause: '民间借贷纠纷', division: '民事审判第一庭', people: [{ name: '王敏', post: '承办人' }, { name: '褚云', post: '书记员' }], closedOn: '2026-08-20',
  batch: '2026-10', kind: 'key', triggers: ['T3'], reviewer: '周宁', submittedOn: '2026-11-20', caseScore: '90.10',
  scores: {
    forms: [{ form: 'F-DOC', code: 'F-DOC-V', label: '裁判文书评查表', labelEn: '', full: '100.00', score: '88.00', words: { zh: '', en: '' }, onlyFindings: false, notApplicable: null, source: '', example: true, version: 1,
      parts: [{ code: 'facts', label: '事实叙述', labelEn: '', full: '25.00', score: '21.00', complete: true, scale: null, items: [], steps: [] }] }],
    hearing: null, missing: [], finishedAt: null,
    result: { score: '90.10', grade: '优秀', gradeEn: 'excellent', gradeCode: 'CGR-1', lines: [{ code: 'total', points: '90.10', zh: '本案得分：30.80 + 21.70 + 37.60 = 90.10', en: '' }] },
  },
  findings: Array.from({ length: count }, (_, at) => finding(at)),
  signatures: [{ title: '承办法官自查', signed: { name: '王敏', day: '2026-08-18' } }, { title: '庭长把关', signed: null }, { title: '分管院长审阅', signed: null }, { title: '评查员综合评查', signed: null }],
  createdAt: '2026-11-20T00:00:00.000Z',
});

describe('一案一表', () => {
  test('is one A4 with case, marks, findings, people and four signature cells', async () => {
    const bytes = await printer.print(casePaper(paper(3)));
    const pages = pagesOf(bytes);
    expect(pages).toHaveLength(1);
    const words = pages[0]!.replace(/\s/g, '');
    for (const part of ['案件质量评查表（一案一表）', '（2026）苏0102民初1287号', '重点评查（T3）', '事实叙述21.00/25.00', '本案得分：30.80+21.70+37.60=90.10', 'M-C-12', '“第五百七十七条之', '王敏100%，1.00分', '承办法官自查', '庭长把关', '分管院长审阅', '评查员综合评查', '2026-08-18'])
      expect(words).toContain(part);
    expect(imagesOf(bytes)).toEqual([]);
    for (const font of fontsOf(bytes)) expect(font).toMatch(/Noto(Serif|Sans)CJKsc/);
  });

  test('with many findings runs on under a repeated head, signature cells together on the last page', async () => {
    const pages = pagesOf(await printer.print(casePaper(paper(40)))).map((page) => page.replace(/\s/g, ''));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(0, -1)) expect(page).toContain('位置、原文与评语');
    expect(pages.at(-1)).toMatch(/承办法官自查.*庭长把关.*分管院长审阅.*评查员综合评查/);
    expect(pages.slice(0, -1).join('')).not.toContain('分管院长审阅');
  });

  test('says of an unsubmitted review that it is a draft, of an old one how it was scored, and of none that there is none', async () => {
    const words = pagesOf(await printer.print(casePaper({ ...paper(0), submittedOn: null, scores: null }))).join('').replace(/\s/g, '');
    for (const part of ['（草稿，未提交）', '评查表启用前提交', '本案无差错。']) expect(words).toContain(part);
  });

  test('printed again it has the same bytes', async () => {
    const [one, two] = await Promise.all([printer.print(casePaper(paper(2))), printer.print(casePaper(paper(2)))]);
    expect(one.equals(two)).toBe(true);
  });
});
