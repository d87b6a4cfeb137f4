import type { Locator } from 'playwright-core';
import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('leaders', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const SAID = '当月中旬一批物业系列案集中立案，月末正值国庆前调休，已与立案庭收件登记核对。';
  const drawer = ({ page }: Visitor): Locator => page.getByRole('dialog');
  const close = (visitor: Visitor): Promise<void> => drawer(visitor).getByRole('button', { name: '关闭' }).click();
  /** The number a page says it has of something, out of its own sentence. */
  async function total(at: Locator): Promise<number> {
    await at.waitFor();
    return Number(/共 (\d+)/.exec((await at.textContent()) ?? '')?.[1]);
  }
  async function saved({ page }: Visitor, button: string): Promise<string> {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).first().click()]);
    return file.suggestedFilename();
  }

  test('a court leader opens what stands behind a ranking, a gap and a sign, down to the cases', async () => {
    const leader = await court.enter('guguoping');
    const { page } = leader;
    await page.getByText(/2026年异常提示 \d+ 条/).waitFor();

    // What the order rests on: each person's cases are as many as the panel says.
    await page.goto('/ranking/judge%3Acivil/2026-10?panel=clauses');
    await page.locator('aside p', { hasText: '任一大类权重' }).getByRole('button', { name: '怎么看' }).click();
    expect(await page.locator('table.evidence tbody tr').count()).toBeGreaterThanOrEqual(20);
    await page.locator('aside p', { hasText: '每人依据已结' }).getByRole('button', { name: '怎么看' }).click();
    const closed = page.locator('table.evidence tbody tr').first().locator('td').nth(1).getByRole('link');
    const cases = await page.request.get(`/api${await closed.getAttribute('href')}`);
    expect(((await cases.json()) as { total: number }).total).toBe(Number(await closed.textContent()));
    await leader.picture('leaders-fairness');
    await page.locator('aside p', { hasText: '本期记录的差错' }).getByRole('link').click();
    await drawer(leader).getByText(/已撤销：/).first().waitFor();
    await close(leader);

    // A bar of the clauses opens its findings, as many as it stands for, and a finding its case.
    const chart = page.locator('.panels .chart svg');
    await chart.scrollIntoViewIfNeeded();
    await chart.click({ position: { x: 420, y: 18 } });
    const findings = drawer(leader).locator('li');
    await findings.first().waitFor();
    expect(await total(drawer(leader).locator('header'))).toBe(await findings.count());
    expect(await leader.barriers()).toEqual([]);
    await leader.picture('leaders-clause');
    const number = (await findings.first().locator('a.case-number').textContent())!;
    await findings.first().locator('a.case-number').click();
    await page.getByRole('heading', { name: number }).first().waitFor();

    // A gap nobody has explained leads to where it is looked for.
    await page.goto('/cases/flow?period=2026-10');
    await page.getByText('有 1 处差额没有说明').waitFor();
    expect(await saved(leader, '导出 CSV')).toBe('收结存-2026-10.csv');
    await page.getByRole('button', { name: '柳河人民法庭差额 +2，打开登记与说明' }).click();
    await drawer(leader).getByText('实地盘点').first().waitFor();
    expect(await leader.barriers()).toEqual([]);
    await leader.picture('leaders-gap');
    await drawer(leader).getByRole('link', { name: '期末后 7 天结案的案件' }).click();
    await page.getByText('柳河人民法庭 结案 2026-11-01 至 2026-11-07').waitFor();

    // The trial office explains a sign from its home page; the leader reads it beside the innocent causes and the cases.
    const office = await court.enter('zhuangyan');
    await office.page.locator('li', { hasText: '说明异常提示' }).getByRole('link').click();
    const sign = office.page.locator('article', { hasText: '柳河人民法庭' }).first();
    await sign.getByRole('button', { name: '审管办说明' }).click();
    await sign.locator('textarea').fill(SAID);
    await sign.getByRole('button', { name: '登记说明' }).click();
    await office.page.getByText(SAID).waitFor();
    await page.goto('/ranking/watch?year=2026');
    const read = page.locator('article', { hasText: SAID });
    await read.getByText('庄妍').waitFor();
    const opens = Number(/\d+/.exec((await read.getByRole('button', { name: /^打开/ }).textContent())!)![0]);
    await read.getByRole('button', { name: /^打开/ }).click();
    await drawer(leader).getByText(/可能的正当原因/).waitFor();
    expect(await total(drawer(leader).locator('header'))).toBe(opens);
    await leader.picture('leaders-sign');
    await close(leader);
    expect(await saved(leader, '导出 XLSX')).toBe('异常提示-2026.xlsx');

    // What an indicator cannot show, and which interval the court has set for it.
    await page.goto('/indicators');
    await page.getByRole('link', { name: '审限内结案率' }).click();
    await page.getByText('不追求 100%').waitFor();
    await page.getByRole('link', { name: '查看或提出' }).first().waitFor();
    expect(await leader.barriers()).toEqual([]);
    expect([...leader.troubles, ...office.troubles]).toEqual([]);
  }, 90_000);
});
