import type { Page } from 'playwright-core';
import { openCourt, type DemonstrationCourt } from './court.js';

describe('schemes', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  interface Scheme {
    id: string;
    schemeId: string;
    version: string;
    status: string;
    resolution: string | null;
    revision: number;
    document: string;
  }
  const read = async <T>(page: Page, path: string): Promise<T> => {
    const answer = await page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };
  /** Replaces what stands after the last space of a line, as a person does with End and Backspace. */
  const retype = async (page: Page, line: string, value: string): Promise<void> => {
    await page.locator('.cm-line', { hasText: line }).first().click();
    await page.keyboard.press('End');
    for (const _letter of line.split(' ').pop()!) await page.keyboard.press('Backspace');
    await page.keyboard.type(value);
  };

  let draft = '';

  test('an office copies a scheme, is shown a wrong mark at its line, mends it, previews one judge and tries it on last year', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    await page.goto('/schemes');
    await page.getByRole('button', { name: '复制为草稿 民商事法官审判业绩考核方案（示例） v1' }).click();
    await page.waitForURL(/\/schemes\/[^/]+\/edit$/);
    draft = /schemes\/([^/]+)\/edit/.exec(page.url())![1]!;
    await page.getByText('没有错误，可以试算。').waitFor();

    await retype(page, 'effectiveFrom: 2025-01-01', '2027-01-01');
    await retype(page, 'fullMark: 16.00', '17.00');
    const { document } = await read<Scheme>(page, `/api/schemes/${draft}`);
    const line = document.split('\n').findIndex((text) => text === '    children:') + 1;
    const fault = page.getByRole('button', { name: new RegExp(`第 ${line} 行.*合计 21\\.00，应为 20\\.00`) });
    await fault.click();
    expect(await page.locator('.cm-activeLine').innerText()).toContain('children:');
    expect(await page.getByRole('button', { name: '试算', exact: true }).isDisabled()).toBe(true);
    await office.picture('scheme-fault');
    expect(await office.barriers()).toEqual([]);

    await page.getByRole('navigation', { name: '目录' }).getByRole('button', { name: '参与合议、协办' }).click();
    await retype(page, 'fullMark: 4.00', '3.00');
    await page.getByText('没有错误，可以试算。').waitFor();
    const { items } = await read<{ items: { id: string }[] }>(page, `/api/people?q=${encodeURIComponent('王敏')}`);
    const sheet = await read<{ total: string }>(page, `/api/scores/people/${items[0]!.id}?period=2026-10`);
    const person = page.getByRole('combobox', { name: '人员' });
    await person.fill('王敏');
    await page.getByRole('option', { name: /王敏/ }).first().waitFor();
    await person.press('Enter');
    await page.getByRole('button', { name: '预览得分' }).click();
    const total = page.locator('tr.total td');
    await total.first().waitFor();
    expect(await total.nth(0).innerText()).toBe(sheet.total);
    expect(await total.nth(1).innerText()).toMatch(/^\d+\.\d\d$/);
    await office.picture('scheme-preview');

    await page.getByRole('button', { name: '试算', exact: true }).click();
    await page.getByRole('button', { name: '开始试算' }).click();
    await page.getByText(/与现行第 1 版相比：/).waitFor();
    await page.getByText(/的名次在全部 24 种权重变化下都不变/).waitFor();
    await office.picture('scheme-laboratory');
    expect(await office.barriers()).toEqual([]);

    await page.goto(`/schemes/${draft}`);
    await page.getByRole('button', { name: '提请审议' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提请审议' }).click();
    await page.getByRole('button', { name: '退回编辑' }).waitFor();
    // Its author sits on the committee too, and still may not adopt it.
    expect(await page.getByRole('button', { name: '审议通过' }).count()).toBe(0);
    const { revision } = await read<Scheme>(page, `/api/schemes/${draft}`);
    const own = await page.request.post(`/api/schemes/${draft}/adopt`, { data: { resolution: '考评委决定〔2026〕第9号', resolvedOn: '2026-11-20', revision } });
    expect(own.status()).toBeGreaterThanOrEqual(400);
    expect(office.troubles).toEqual([]);
    await office.leave();
  });

  test('a committee member adopts it with its resolution, and the comparison shows what changed', async () => {
    const member = await court.enter('guguoping');
    const { page } = member;
    await page.goto(`/schemes/${draft}`);
    await page.getByRole('button', { name: '审议通过' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/自 2027-01-01 起，“法官 · 民商事”按本版计分/).waitFor();
    await dialog.getByRole('button', { name: '审议通过' }).click();
    await dialog.getByText('请填写决定文号和决定日期。').waitFor();
    await dialog.locator('input[name=resolution]').fill('考评委决定〔2026〕第9号');
    await dialog.locator('input[name=resolvedOn]').fill('2026-11-20');
    await member.picture('scheme-adopt');
    await dialog.getByRole('button', { name: '审议通过' }).click();
    await page.getByText(/登记通过，考评委决定〔2026〕第9号/).waitFor();
    expect(await read<Scheme>(page, `/api/schemes/${draft}`)).toMatchObject({ status: 'adopted', resolution: '考评委决定〔2026〕第9号' });

    await page.getByRole('button', { name: '与其他版本比较' }).click();
    const change = page.locator('tr.changed', { hasText: '加权结案量' });
    await change.waitFor();
    expect(await change.locator('del').innerText()).toMatch(/^16/);
    expect(await change.locator('ins').innerText()).toMatch(/^17/);
    await member.picture('scheme-comparison');
    expect(await member.barriers()).toEqual([]);
    expect(member.troubles).toEqual([]);
    await member.leave();
  });

  test('a judge opens a worked-out figure to the case behind it', async () => {
    const judge = await court.enter('lifang');
    const { page } = judge;
    await page.goto('/me/score/2026-10');
    await page.getByRole('button', { name: /办案数量/ }).click();
    await page.getByRole('button', { name: '背后的记录' }).first().click();
    const records = page.getByRole('region', { name: '背后的记录' }).first();
    const behind = records.getByRole('link').first();
    await behind.waitFor();
    expect(await records.innerText()).toMatch(/总分 \d+\.\d\d/);
    await judge.picture('records-behind');
    expect(await judge.barriers()).toEqual([]);
    const number = await behind.innerText();
    await behind.click();
    await page.locator('h1', { hasText: number }).waitFor();
    expect((await page.request.post(`/api/schemes`, { data: { basedOn: draft } })).status()).toBe(403);
    expect(judge.troubles).toEqual([]);
    await judge.leave();
  });
});
