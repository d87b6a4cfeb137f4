import { pagesOf } from '../papers/read-pdf.js';
import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('bulletins', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();
  const press = async (visitor: Visitor, verb: string): Promise<void> => {
    await visitor.page.getByRole('button', { name: verb, exact: true }).click();
    await confirm(visitor, verb);
  };

  test('a bulletin is settled figure by figure, checked, signed, numbered, published and read by everybody', async () => {
    const writer = await court.enter('zhuangyan');
    const { page } = writer;
    await page.goto('/bulletins');
    await page.getByRole('link', { name: '关于2026年10月案件质量评查情况的通报' }).click();
    await page.getByText('1 处需要核对').waitFor();
    const path = new URL(page.url()).pathname;
    await press(writer, '送核稿');
    await page.locator('dialog[open]').getByText(/数字“31”是手写的/).waitFor();
    await page.keyboard.press('Escape');
    await writer.picture('bulletin-draft');
    expect(await writer.barriers()).toEqual([]);
    await page.getByRole('button', { name: /^采用 31/ }).click();
    await page.getByText('没有需要核对的数字').waitFor();

    await page.getByRole('button', { name: '修改 五、整改要求' }).click();
    const field = page.getByLabel('五、整改要求的正文');
    expect(await field.inputValue()).toContain('『一般差错数』');
    await field.fill(`${await field.inputValue()}\n去年同期有12件，由王敏负责。`);
    await page.locator('article').getByRole('button', { name: '保存' }).click();
    await page.getByText('2 处需要核对').waitFor();
    await page.getByText('去年同期有12件，由某某负责。').waitFor();
    await page.getByLabel('来源 12', { exact: true }).fill('2025年第10期通报');
    await page.getByRole('button', { name: '说明来源' }).click();
    await page.getByText('1 处已说明来源').waitFor();
    await page.getByRole('button', { name: '修改 五、整改要求' }).click();
    await field.fill((await field.inputValue()).replace('，由王敏负责', ''));
    await page.locator('article').getByRole('button', { name: '保存' }).click();
    await page.getByText('没有需要核对的数字').waitFor();
    await press(writer, '送核稿');
    await page.getByText('核稿中', { exact: true }).waitFor();

    const checker = await court.enter('yanming');
    await checker.page.locator('li', { hasText: '核稿通报' }).getByRole('link').click();
    await checker.page.getByText('一、基本情况').first().waitFor();
    await press(checker, '核稿通过');
    await checker.page.getByText('待签发', { exact: true }).waitFor();

    const signer = await court.enter('chenzhiyuan');
    await signer.page.locator('li', { hasText: '签发通报' }).getByRole('link').click();
    await press(signer, '签发');
    await signer.page.getByText('〔2026〕第10期').first().waitFor();
    await signer.page.getByRole('button', { name: '核验' }).click();
    await signer.page.getByText('核验一致').waitFor();

    // A figure of the pattern page opens to just the findings it was counted from.
    await signer.page.goto('/review/patterns?from=2026-08-01&until=2026-11-01');
    const figure = signer.page.locator('tbody tr').first().getByRole('link').first();
    const count = Number((await figure.innerText()).trim());
    await signer.picture('patterns');
    expect(await signer.barriers()).toEqual([]);
    await figure.click();
    await signer.page.getByText(`共 ${count} 条`).waitFor();

    await page.reload();
    await press(writer, '发布');
    await page.getByText('已发布', { exact: true }).waitFor();

    const judge = await court.enter('wangmin');
    await judge.page.locator('p', { hasText: '〔2026〕第10期 已发布' }).getByRole('link').click();
    await judge.page.getByText('某法官').first().waitFor();
    await judge.picture('bulletin-published');
    expect(await judge.barriers()).toEqual([]);
    const [download] = await Promise.all([judge.page.waitForEvent('download'), judge.page.getByRole('button', { name: 'PDF' }).click()]);
    expect(download.suggestedFilename()).toContain('〔2026〕第10期.pdf');
    const pages = pagesOf(await (await judge.page.request.get(`/api${path}/paper`)).body());
    expect(pages.join('').replace(/\s/g, '')).toContain('去年同期有12件。');
    expect(pages.join('')).not.toContain('王敏');
    for (const visitor of [writer, checker, signer, judge]) expect(visitor.troubles).toEqual([]);
    await Promise.all([writer.leave(), checker.leave(), signer.leave(), judge.leave()]);
  }, 150_000);
});
