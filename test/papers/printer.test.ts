import { afterAll, describe, expect, test } from '@jest/globals';
import { PdfPrinter, type PdfPaper } from '../../src/platform/pdf/pdf-printer.js';
import { paragraph, ruledTable } from '../../src/platform/pdf/pdf-page.js';
import { readSettings } from '../../src/platform/settings.js';
import { fontsOf, imagesOf, pagesOf } from './read-pdf.js';

const printer = new PdfPrinter(readSettings({}, process.cwd()));
afterAll(() => printer.onApplicationShutdown());

const paper: PdfPaper = {
  title: '关于2026年10月案件质量评查情况的通报',
  style: 'official',
  content: [
    { text: '关于2026年10月案件质量评查情况的通报', style: 'headline' },
    { text: '一、基本情况', style: 'heading' },
    paragraph('10月应评570件，已评570件，覆盖率100.00%。当事人𠮷某、䶮某、㛃某。'),
    ruledTable(['庭', '件数', '差错率'], Array.from({ length: 90 }, (_, index) => [`民一庭第${index + 1}组`, String(index), '1.25%']), ['*', 60, 80]),
  ],
  digest: '3ab1c0de',
  createdAt: '2026-11-10T01:00:00.000Z',
};

describe('an official paper', () => {
  test('its words, rare names among them, can be read back from the file', async () => {
    const first = pagesOf(await printer.print(paper))[0]!.replace(/\s/g, '');
    expect(first).toContain('关于2026年10月案件质量评查情况的通报');
    expect(first).toContain('𠮷某、䶮某、㛃某');
  });

  test('the table’s head stands on each page, and each page has its number and the digest', async () => {
    const pages = pagesOf(await printer.print(paper));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      expect(page).toMatch(/庭\s+件数\s+差错率/);
      expect(page).toMatch(new RegExp(`— ?${index + 1} ?—`));
      expect(page).toMatch(/摘要\s3ab1c0de/);
    });
  });

  test('it is vector text in embedded subsets of Noto, without a picture', async () => {
    const bytes = await printer.print(paper);
    expect(imagesOf(bytes)).toEqual([]);
    const fonts = fontsOf(bytes);
    expect(fonts.length).toBeGreaterThan(0);
    for (const line of fonts) expect(line).toMatch(/Noto(Serif|Sans)CJKsc.*\byes\s+yes\s+yes\b/);
  });

  test('printed again it has the same bytes', async () => {
    const [one, two] = await Promise.all([printer.print(paper), printer.print(paper)]);
    expect(one.equals(two)).toBe(true);
  });
});

test('a server without the fonts says what to install', async () => {
  const bare = new PdfPrinter({ ...readSettings({}, process.cwd()), fontFolder: '/nowhere' });
  await expect(bare.print(paper)).rejects.toMatchObject({ code: 'pdf.fontsMissing', params: { folder: '/nowhere' } });
});
