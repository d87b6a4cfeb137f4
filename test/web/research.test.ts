import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('research', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  /** The one confirmation: the button in the dialog carries the verb. */
  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();
  async function reasoned(visitor: Visitor, verb: string, reason: string): Promise<void> {
    await visitor.page.getByRole('button', { name: verb, exact: true }).click();
    await visitor.page.locator('dialog[open] textarea').fill(reason);
    await confirm(visitor, verb);
  }

  test('a judge is refused a wrong check digit, registers, is returned and objects; the office verifies by keyboard, compares, and another looks again', async () => {
    const judge = await court.enter('wangmin');
    const { page } = judge;
    await page.goto('/me/research');
    await page.getByText('登记至').waitFor();
    await page.locator('[data-row]').first().waitFor();
    await judge.picture('research-mine');
    expect(await judge.barriers()).toEqual([]);
    await page.getByRole('link', { name: '登记成果' }).first().click();
    await page.getByRole('heading', { name: '登记调研成果' }).waitFor();
    await page.getByLabel(/^级别/).selectOption('national');
    await page.getByLabel(/^题名/).fill('诉前调解的边界');
    await judge.picture('research-form');
    await page.getByRole('combobox', { name: /刊物（媒体）/ }).fill('某学刊（示例）');
    await page.getByLabel(/刊号（ISSN/).fill('ISSN 0378-5954');
    await page.getByLabel(/^发表日期/).fill('2026-11-10');
    await page.getByLabel('院外作者姓名').fill('院外某教授');
    await page.getByRole('button', { name: '添加院外作者' }).click();
    await page.getByText('校验位应为5，现为4').first().waitFor();
    expect(await page.getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
    await judge.picture('research-refused');
    await page.getByLabel(/刊号（ISSN/).fill('ISSN 0378-5955');
    await page.getByText('刊号有效：ISSN 0378-5955').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: '封面.txt', mimeType: 'text/plain', buffer: Buffer.from('封面、目录、正文') });
    await page.getByText('按 RP-01 计 30.00 分').waitFor();
    await page.getByText('60%').waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await confirm(judge, '登记');
    await page.getByRole('heading', { name: '诉前调解的边界' }).waitFor();
    const piece = new URL(page.url()).pathname;

    const office = await court.enter('yanming');
    await office.page.goto('/');
    await office.page.locator('li', { hasText: '核定调研成果' }).getByRole('link').click();
    await office.page.locator('[data-row]', { hasText: '调解十法' }).focus();
    await office.page.keyboard.press('x');
    await office.page.getByText('已选 1 件').waitFor();
    await office.picture('research-verify');
    expect(await office.barriers()).toEqual([]);
    await office.page.keyboard.press('y');
    await confirm(office, '核定');
    await office.page.locator('[data-row]', { hasText: '调解十法' }).waitFor({ state: 'detached' });
    await office.page.goto(piece);
    await reasoned(office, '退回', '只有封面，没有正文。');
    await office.page.getByText('退回：只有封面，没有正文。').waitFor();
    await office.page.goto('/research/ledger?view=pairs');
    await office.page.locator('article', { hasText: '调解“十法”' }).getByRole('button', { name: '同一篇', exact: true }).click();
    await office.page.locator('dialog[open] textarea').fill('核对原文，内容相同。');
    await confirm(office, '同一篇');
    await office.page.getByText('核对原文，内容相同。').waitFor();
    await office.picture('research-pairs');

    await page.reload();
    await reasoned(judge, '提出异议', '正文已随附件上传，在同一文件中。');
    await page.getByText('待答复').waitFor();
    await office.page.goto(piece);
    await office.page.getByText('待答复').waitFor();
    const second = await court.enter('zhuangyan');
    await second.page.goto(piece);
    await second.page.getByLabel(/^答复/).fill('已核对附件，正文齐全。');
    await second.picture('research-second-look');
    await second.page.getByRole('button', { name: '异议成立' }).click();
    await second.page.getByText('已核对附件，正文齐全。').first().waitFor();
    await page.reload();
    await page.getByText('18.00').first().waitFor();
    await judge.picture('research-piece');
    await second.page.goto('/research/ledger?view=progress&short=true');
    await second.page.locator('[data-row]').first().waitFor();
    await second.picture('research-progress');
    await second.page.goto('/research/points');
    await second.page.getByText('PO-001').waitFor();
    await second.picture('research-points');
    for (const visitor of [judge, office, second]) {
      expect(visitor.troubles).toEqual([]);
      await visitor.leave();
    }
  });
});
