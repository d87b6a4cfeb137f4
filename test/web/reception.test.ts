import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('reception', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const REFUSED = '可以提前换班而没有换班，不予准许';
  /** The one confirmation: the button in the dialog carries the verb. */
  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();
  const gone = (visitor: Visitor): Promise<void> => visitor.page.locator('dialog[open]').waitFor({ state: 'detached' });

  async function act(visitor: Visitor, row: string[], verb: string, reason?: string): Promise<void> {
    const { page } = visitor;
    const found = row.reduce((rows, text) => rows.filter({ hasText: text }), page.getByRole('table', { name: '接待日' }).getByRole('row'));
    await found.getByRole('button', { name: verb, exact: true }).click();
    if (reason) await page.getByLabel('理由（不少于 5 个字）').fill(reason);
    await confirm(visitor, verb);
    await gone(visitor);
  }

  test('the office draws up and records reception days, one excuse is approved and one refused, and the chief’s sheet opens to the day', async () => {
    const office = await court.enter('cuizheng');
    await office.page.goto('/conduct/reception?month=2026-11');
    await office.page.getByRole('button', { name: '排班', exact: true }).click();
    const dialog = office.page.locator('dialog[open]');
    await dialog.getByLabel('日期').fill('2026-11-26');
    await dialog.getByLabel('值班人').selectOption({ label: '赵强（民一庭 庭长）' });
    await dialog.getByRole('button', { name: '登记排班' }).click();
    await dialog.getByText('没有写明接待地点').waitFor();
    await dialog.getByLabel('地点').fill('诉讼服务中心一楼接待室');
    await dialog.getByRole('button', { name: '登记排班' }).click();
    await office.page.getByRole('row', { name: /2026-11-26 赵强/ }).waitFor();
    await act(office, ['2026-11-18', '陈志远'], '到岗');
    await act(office, ['2026-11-18', '唐文'], '缺席', '当日未到岗，接待窗口报告');
    await office.page.getByRole('table', { name: '接待日' }).getByRole('row').filter({ hasText: '2026-11-18' }).filter({ hasText: '唐文' }).getByRole('button', { name: '缺席', exact: true }).waitFor();
    expect(await office.barriers()).toEqual([]);
    await office.picture('reception-roster');

    const deputy = await court.enter('tangwen');
    await deputy.page.locator('li', { hasText: '说明接待日缺席理由' }).getByRole('link').click();
    await act(deputy, ['2026-11-18'], '说明理由', '当日参加市里协调会，有会议通知');
    await deputy.page.getByRole('table', { name: '接待日' }).getByText('缺席，理由待决定').waitFor();

    const second = await court.enter('jiqing');
    await second.page.locator('li', { hasText: '决定接待日缺席理由' }).getByRole('link').click();
    await act(second, ['唐文'], '准许', '会议通知属实，准许');
    await act(second, ['鲁建'], '不准许', REFUSED);
    await second.page.getByText('没有符合筛选条件的记录').waitFor();

    const chief = await court.enter('lujian');
    await chief.page.goto('/me/score/2026');
    await chief.page.getByRole('button', { name: /接待日无缺席/ }).click();
    await chief.page.getByRole('link', { name: /诉讼服务中心一楼接待室/ }).first().click();
    await chief.page.getByRole('dialog').getByText(REFUSED).waitFor();
    await chief.picture('reception-chief-record');
    for (const visitor of [office, deputy, second, chief]) expect(visitor.troubles).toEqual([]);
  }, 120_000);
});
