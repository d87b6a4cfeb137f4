import { openCourt, type DemonstrationCourt } from './court.js';

describe('offices', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const REGISTER = [
    '案号,案由,收案日期,结案日期,承办人',
    '（2026）苏0102民初99001号,买卖合同纠纷,2026-10-08,,王敏',
    '2026苏0102民初99002,买卖合同纠纷,2026-10-08,,王敏',
    '（2026）苏0102民初99003号,买卖合同纠纷,2026-11-31,,王敏',
    '（2026）苏0102民初99004号,买卖合同纠纷,2026-10-09,2026-10-01,王𠮷敏',
  ].join('\n');

  test('the trial office tries a file, reads every fault with what to do, and brings in the good rows alone', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    await page.goto('/cases/import');
    await page.locator('#import-file').setInputFiles({ name: '十月收结案.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${REGISTER}`) });
    await page.getByRole('button', { name: '试导入' }).click();
    const commit = page.getByRole('button', { name: '导入 1 行' });
    await commit.waitFor();
    for (const words of ['2026苏0102民初99002', '2026-11-31', '王𠮷敏']) await page.locator('tbody').getByText(words, { exact: true }).first().waitFor();
    await office.picture('import-dry-run');
    expect(await office.barriers()).toEqual([]);
    const before = await (await page.request.get('/api/cases?q=99001')).json();
    expect(before.total).toBe(0);
    await commit.click();
    await page.locator('.result.done').waitFor();
    const after = await (await page.request.get('/api/cases?q=99001')).json();
    expect(after.items.map(({ caseNumber }: { caseNumber: string }) => caseNumber)).toEqual(['（2026）苏0102民初99001号']);
    expect((await (await page.request.get('/api/cases?q=9900')).json()).total).toBe(1);
    expect(office.troubles).toEqual([]);
    await office.leave();
  });

  test('one security administrator asks for a role, another confirms it, and it counts with the next request', async () => {
    const asking = await court.enter('anran');
    const { page } = asking;
    const clerk = await court.enter('bailu');
    expect((await clerk.page.request.get('/api/case-imports/mappings')).status()).toBe(403);
    await page.goto('/admin/grants');
    await page.getByRole('button', { name: '申请授权' }).click();
    const form = page.locator('form.request');
    await form.locator('input').first().fill('bailu');
    await form.locator('select').nth(0).selectOption('trialManagement');
    await form.locator('select').nth(1).selectOption('court');
    await form.locator('input[type=date]').first().fill('2026-01-01');
    await form.locator('.wide input').fill('借调审管办');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('已提交，等待第二人确认').waitFor();
    expect((await clerk.page.request.get('/api/case-imports/mappings')).status()).toBe(403);

    const second = await court.enter('xiabing');
    await second.page.goto('/admin/grants');
    const row = second.page.locator('tr', { hasText: 'bailu' }).filter({ hasText: '审判管理' });
    await row.getByRole('button', { name: '确认' }).click();
    await second.picture('grant-confirm');
    const approved = second.page.waitForResponse((answer) => answer.url().endsWith('/approve'));
    await second.page.locator('dialog, .el-dialog').getByRole('button', { name: '确认' }).click();
    expect((await approved).ok()).toBe(true);
    expect((await clerk.page.request.get('/api/case-imports/mappings')).status()).toBe(200);
    await Promise.all([asking.leave(), second.leave(), clerk.leave()]);
  });

  test('the trial office opens a badly agreed clause to its cases side by side; a reviewer reads own figures and no colleague’s name', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    const period = 'from=2025-12-01&until=2026-12-01';
    await page.goto(`/review/agreement?${period}&view=clauses`);
    await page.getByText('条目可能不清').first().waitFor();
    await page.getByText(/整个区间低于 0.60：条目表述可能不清/).waitFor();
    expect(await office.barriers()).toEqual([]);
    await office.picture('agreement-clauses');
    await page.getByRole('button', { name: 'M-C-10', exact: true }).click();
    await page.locator('tbody button.case-number').first().click();
    await page.getByRole('dialog').getByText('M-C-10').first().waitFor();
    await office.picture('agreement-pair');
    await page.goto(`/review/agreement?${period}&view=defects`);
    await page.getByText(/一次评查约能发现差错的/).waitFor();
    expect(office.troubles).toEqual([]);
    await office.leave();

    const reviewer = await court.enter('zhouning');
    await reviewer.page.goto(`/review/agreement?${period}`);
    await reviewer.page.getByText('周宁（本人）').waitFor();
    expect(await reviewer.barriers()).toEqual([]);
    expect(await reviewer.page.locator('.page').innerText()).not.toContain('方敏');
    await reviewer.page.goto(`/review/agreement?${period}&view=pairs`);
    await reviewer.page.getByText('另一评查员').first().waitFor();
    expect(await reviewer.page.locator('.page').innerText()).not.toContain('方敏');
    expect(reviewer.troubles).toEqual([]);
    await reviewer.leave();
  });
});
