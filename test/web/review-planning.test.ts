import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('review planning', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  interface Months { month: string; closed: number; planned: number; routine: string }
  interface Coverage { total: { planned: number } }
  interface Cases { items: { caseId: string; caseNumber: string }[]; total: number }

  const read = async <T>(visitor: Visitor, path: string): Promise<T> => {
    const answer = await visitor.page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };

  test('the trial office plans a month, records an event, sees its case enrolled and the coverage move', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    const before = (await read<Months[]>(office, '/api/review-plans/months')).find(({ month }) => month === '2026-10')!;
    expect(before.routine).toBe('over');
    await page.goto('/review/plans');
    await page.getByRole('button', { name: '安排 2026-10' }).waitFor();
    expect(await office.barriers()).toEqual([]);
    await office.picture('review-plans');

    await page.getByRole('button', { name: '安排 2026-10' }).click();
    await page.locator('dialog[open]').getByRole('button', { name: '封存种子并开立计划' }).click();
    await page.waitForURL(/\/review\/plans\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: '预演', exact: true }).click();
    const commit = page.getByRole('button', { name: /^提交计划 \d+ 件$/ });
    await commit.waitFor();
    await office.picture('review-plan-preview');
    expect((await read<Months[]>(office, '/api/review-plans/months')).find(({ month }) => month === '2026-10')!.planned).toBe(before.planned);
    const drawn = Number((await commit.innerText()).replace(/\D/g, ''));
    expect(drawn).toBeGreaterThan(0);
    await commit.click();
    await page.locator('dialog[open]').getByRole('button', { name: `提交计划 ${drawn} 件` }).click();
    await page.getByRole('heading', { name: '核验' }).waitFor();
    expect(await office.barriers()).toEqual([]);
    await office.picture('review-plan-committed');
    const after = (await read<Months[]>(office, '/api/review-plans/months')).find(({ month }) => month === '2026-10')!;
    expect([after.routine, after.planned]).toEqual(['planned', before.planned + drawn]);

    await page.goto('/review/plans?tab=coverage&period=2026-10&state=uncovered');
    await page.locator('tfoot').waitFor();
    await office.picture('review-coverage');
    const open = await read<Cases>(office, '/api/review-coverage/cases?period=2026-10&state=uncovered');
    const { caseNumber } = open.items[0]!;

    await page.goto('/review/plans?tab=events');
    await page.getByRole('button', { name: '登记事件' }).click();
    const { planned } = (await read<Coverage>(office, '/api/review-coverage')).total;
    const form = page.getByRole('region', { name: '登记事件' });
    await form.getByRole('button', { name: '登记并纳入评查' }).click();
    await form.getByText('请填写：事件').waitFor();
    await form.getByRole('combobox').selectOption('judgment.withdrawn');
    await form.getByLabel('事件日期').fill('2026-11-20');
    await form.getByLabel('案号（多个用顿号或换行分开）').fill(caseNumber);
    await form.getByLabel('依据（文号、来源、主要内容）').fill('院长决定撤回文书，〔2026〕撤3号');
    expect(await office.barriers()).toEqual([]);
    await office.picture('review-event-form');
    await form.getByRole('button', { name: '登记并纳入评查' }).click();
    await page.getByText('已登记 1 件：1 件已纳入评查。').waitFor();
    await page.locator('.strip', { hasText: `已纳入评查 ${planned + 1} 件` }).waitFor();
    await page.locator('tbody tr', { hasText: caseNumber }).getByText('已纳入评查').waitFor();
    await office.picture('review-events');
    expect((await read<Cases>(office, '/api/review-coverage/cases?period=2026-10&state=uncovered')).total).toBe(open.total - 1);

    for (const tab of ['triggers', 'sampling', 'second']) {
      await page.goto(`/review/plans?tab=${tab}`);
      await page.waitForLoadState('networkidle');
      expect(await office.barriers()).toEqual([]);
      await office.picture(`review-${tab}`);
    }
  }, 180_000);
});
