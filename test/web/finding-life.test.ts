import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCourt, type DemonstrationCourt } from './court.js';

describe('finding life', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  });
  afterAll(() => court.close());

  const confirmIn = (page: Page, verb: string): Promise<void> => page.locator('dialog[open]').getByRole('button', { name: verb }).click();

  it('a judge comments, the committee confirms, what is to be put right is reported and closed', async () => {
    const judge = await court.enter('luoping');
    await judge.page.goto('/me/findings');
    await judge.page.locator('tbody tr').first().waitFor();
    await judge.picture('findings-mine');
    expect(await judge.barriers()).toEqual([]);
    await judge.page.locator('tbody a').first().click();
    await judge.page.getByText('作出说明').click();
    await judge.page.getByRole('button', { name: '提交说明' }).click();
    await judge.page.getByText('请写明说明内容。').waitFor();
    await judge.page.locator('textarea').fill('证据采信理由写在查明事实之后，请核对判决书全文。');
    await judge.page.locator('input[type=file]').first().setInputFiles({ name: '执行笔录.txt', mimeType: 'text/plain', buffer: Buffer.from('笔录') });
    await judge.page.getByRole('button', { name: '提交说明' }).click();
    await confirmIn(judge.page, '提交说明');
    await judge.page.locator('article').getByText('证据采信理由写在查明事实之后').waitFor();
    await judge.page.getByRole('button', { name: '执行笔录.txt' }).waitFor();
    await judge.picture('findings-commented');
    expect(await judge.barriers()).toEqual([]);

    const member = await court.enter('liangzheng');
    await member.page.goto('/reconsiderations/findings');
    await member.page.locator('tbody tr').first().waitFor();
    await member.picture('findings-provisional');
    await member.page.locator('tbody a').first().click();
    await member.page.getByText('确认前不计入任何得分').waitFor();
    const address = new URL(member.page.url()).pathname;
    const form = member.page.getByRole('region', { name: '委员会决定' });
    await form.getByText('确认', { exact: true }).click();
    await form.locator('textarea').fill('评查意见有判决书原文为据，说明不足以改变认定。');
    await form.getByLabel('决议文号').fill('质评委〔2026〕第40号');
    await member.picture('findings-decide');
    await form.getByRole('button', { name: '作出决定' }).click();
    await confirmIn(member.page, '提交决定');
    await member.page.getByText('计入记录当日所在的考核期').waitFor();
    await member.page.getByRole('region', { name: '经过' }).getByText('委员会确认').waitFor();
    const panel = member.page.getByRole('region', { name: '整改' });
    const owing = (await panel.locator('dd').first().textContent())!.trim();
    await member.picture('findings-confirmed');
    expect(await member.barriers()).toEqual([]);

    const owed = await court.enter('shaojun');
    expect(owing).toBe('邵军');
    await owed.page.goto('/');
    await owed.page.getByText('整改 （2026）').first().waitFor();
    await owed.page.goto(address);
    const own = owed.page.getByRole('region', { name: '整改' });
    await own.locator('input[type=file]').setInputFiles({ name: '补正裁定.txt', mimeType: 'text/plain', buffer: Buffer.from('裁定') });
    await own.getByRole('button', { name: '补正裁定.txt' }).waitFor();
    await own.getByRole('button', { name: '报告' }).click();
    await owed.page.locator('dialog[open] textarea').fill('已裁定补正并重新送达。');
    await confirmIn(owed.page, '报告');
    await own.getByText('待验收').waitFor();

    const office = await court.enter('zhuangyan');
    await office.page.goto('/review/rectification?status=reported');
    await office.page.locator('tbody tr').first().waitFor();
    await office.picture('findings-rectification');
    await office.page.goto(address);
    await office.page.getByRole('button', { name: '销号' }).click();
    await office.page.locator('dialog[open] textarea').fill('已核对补正裁定和送达回证。');
    await confirmIn(office.page, '销号');
    await office.page.getByText('已销号').waitFor();
    await office.picture('findings-closed');
    await office.page.goto('/review/findings');
    await office.page.locator('tbody tr').first().waitFor();
    await office.picture('findings-ledger');
    expect(await office.barriers()).toEqual([]);
    await office.page.goto('/review/findings/import');
    await office.page.locator('input[type=file]').setInputFiles({ name: '差错.csv', mimeType: 'text/csv', buffer: Buffer.from('案号,条目,扣分,位置,评语\n（2026）苏0102民初0号,M-C-11,2.00,第1页,说理不足') });
    await office.page.getByRole('button', { name: '试导入' }).click();
    await office.page.getByRole('cell', { name: /没有未提交评查/ }).waitFor();
    await office.picture('findings-import');
    expect(await office.barriers()).toEqual([]);
    for (const visitor of [judge, member, owed, office]) expect(visitor.troubles).toEqual([]);
  });
});
