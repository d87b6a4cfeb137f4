import { afterAll, expect, test } from '@jest/globals';
import { PdfPrinter } from '../../src/platform/pdf/pdf-printer.js';
import { readSettings } from '../../src/platform/settings.js';
import { bulletinPaper, bulletinSheets } from '../../src/quality-review/bulletins/bulletin-paper.js';
import type { Printable } from '../../src/quality-review/bulletins/bulletin-views.js';
import { imagesOf, pagesOf } from './read-pdf.js';

const printer = new PdfPrinter(readSettings({}, process.cwd()));
afterAll(() => printer.onApplicationShutdown());

const text = (words: string) => ({ pieces: [{ text: words }] });
const signed: Printable = {
  bulletin: {
    court: { zh: '示例法院', en: 'Example court' }, kind: 'review', period: '2026-10', number: '〔2026〕第10期', title: '关于2026年10月案件质量评查情况的通报', anonymous: true, signedBy: '陈志远', signedOn: '2026-11-10', redHead: null,
    shown: [
      { key: 'basic', heading: '一、基本情况', blocks: [{ pieces: [{ text: '应评' }, { text: '570', figure: 'planned' }, { text: '件。' }] }] },
      { key: 'demands', heading: '五、整改要求', blocks: [text('各庭逐案自查。')] },
      { key: 'annex', heading: '附件　差错明细', blocks: [{ table: { title: '差错明细', head: ['序号', '庭', '差错', '扣分'], rows: Array.from({ length: 90 }, (_, at) => [String(at + 1), '民一庭', '送达回证填写不规范', '0.50']), widths: [30, 90, '*', 50] } }] },
    ],
    figures: [{ key: 'planned', label: { zh: '应评件数', en: 'planned' }, text: '570' }],
  },
  digest: 'a'.repeat(64), at: '2026-11-10T01:00:00.000Z', corrigenda: [{ number: 1, words: '表1合计应为34件。', signedBy: '陈志远', at: '2026-11-12T01:00:00.000Z' }],
};

test('the paper says what was signed, with who signed before what is annexed, and the table’s head on each of its pages', async () => {
  const bytes = await printer.print(bulletinPaper(signed));
  const pages = pagesOf(bytes).map((page) => page.replace(/[ ]+/g, ' '));
  const whole = pages.join('\n').replace(/\s/g, '');
  expect(whole).toContain('〔2026〕第10期');
  expect(whole).toContain('应评570件');
  expect(whole.indexOf('签发：陈志远2026年11月10日')).toBeGreaterThan(whole.indexOf('五、整改要求'));
  expect(whole.indexOf('签发：陈志远2026年11月10日')).toBeLessThan(whole.indexOf('附件　差错明细'.replace(/\s/g, '')));
  expect(whole).toContain('更正第1号');
  const annexed = pages.filter((page) => page.includes('送达回证'));
  expect(annexed.length).toBeGreaterThan(2);
  for (const page of annexed) expect(page).toMatch(/序号\s*庭\s*差错\s*扣分/);
  pages.forEach((page, index) => expect(page).toMatch(new RegExp(`— ?${index + 1} ?—`)));
  for (const page of pages) expect(page).toContain(signed.digest!);
  expect(imagesOf(bytes)).toEqual([]);
  expect((await printer.print(bulletinPaper(signed))).equals(bytes)).toBe(true);
});

test('there is a red head only where the court has entered its text, and a draft says it is one', () => {
  expect(JSON.stringify(bulletinPaper(signed))).not.toContain('#C00000');
  expect(JSON.stringify(bulletinPaper({ ...signed, bulletin: { ...signed.bulletin, redHead: '示例法院通报' } }))).toContain('#C00000');
  expect(JSON.stringify(bulletinPaper({ ...signed, bulletin: { ...signed.bulletin, number: null, signedBy: null, signedOn: null }, digest: null }))).toContain('草稿');
});

test('the workbook has the words, every figure and every table', () => {
  const sheets = bulletinSheets(signed);
  expect(sheets.map(({ title }) => title)).toEqual(['正文', '数据', '差错明细']);
  expect(sheets[0]!.rows).toContainEqual(['一、基本情况', '应评570件。']);
  expect(sheets[1]!.rows).toEqual([['应评件数', '570', 'planned']]);
  expect(sheets[2]!.rows).toHaveLength(90);
});
