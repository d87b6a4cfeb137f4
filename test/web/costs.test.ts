import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('costs', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();
  const unitRow = ({ page }: Visitor, name: string) => page.locator('tbody tr', { has: page.getByRole('button', { name, exact: true }) });

  test('the office is refused a cost without its kilometres, enters one that is too low; the chief explains, the office accepts, and the grade stands', async () => {
    const office = await court.enter('luyao');
    const { page } = office;
    await page.goto('/costs?period=2026-10');
    expect(await unitRow(office, '民二庭').textContent()).toContain('良好');
    await office.picture('costs-overview');
    expect(await office.barriers()).toEqual([]);

    await page.getByRole('button', { name: /^民二庭 车辆油耗/ }).click();
    await page.getByText('元/公里').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
    await page.locator('dialog[open]').getByRole('textbox').fill('凭证记在了别的庭');
    await confirm(office, '撤销这一笔');
    await page.getByText('凭证记在了别的庭').waitFor();
    await page.getByText('有里程而没有油耗').first().waitFor();
    await office.picture('costs-withdrawn');

    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '登记费用' }).click();
    await page.getByRole('region', { name: '登记费用' }).getByRole('combobox').selectOption({ label: '民二庭' });
    await page.getByLabel('车辆油耗 金额（元）').fill('60.00');
    await page.getByRole('button', { name: '登记 1 项' }).click();
    await page.getByText('车辆油耗：没有填公里数，费用没有分母，无法考核。请补填。').waitFor();
    await office.picture('costs-refused');
    await page.getByLabel('车辆油耗 公里数').fill('700');
    await page.getByRole('button', { name: '登记 1 项' }).click();
    await page.getByText('已登记 1 项。').waitFor();
    expect(await office.barriers()).toEqual([]);
    await page.getByRole('region', { name: '登记费用' }).getByRole('button', { name: '关闭' }).click();
    await unitRow(office, '民二庭').getByText('待说明').waitFor();
    await unitRow(office, '民二庭').getByText('偏低').waitFor();

    const chief = await court.enter('panyi');
    await chief.page.locator('li', { hasText: '说明成本偏低：车辆油耗' }).getByRole('link').click();
    await chief.page.getByRole('button', { name: '说明偏低' }).click();
    await chief.page.locator('dialog[open] textarea').fill('10月多搭乘院车队车辆外出，派车单附后，办案没有减少。');
    await confirm(chief, '提交');
    await chief.page.getByText('说明待行政办认可').waitFor();
    await chief.page.getByRole('button', { name: '写意见' }).click();
    await chief.page.locator('dialog[open] textarea').fill('请院车队按月把油费分摊到庭。');
    await confirm(chief, '提交');
    await chief.page.getByText('请院车队按月把油费分摊到庭。').waitFor();
    await chief.picture('costs-explained');
    expect(await chief.barriers()).toEqual([]);
    await chief.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    expect(await chief.page.getByRole('button', { name: '民一庭', exact: true }).count()).toBe(0);

    await page.goto('/');
    await page.locator('li', { hasText: '审定成本偏低说明' }).getByRole('link').click();
    await page.locator('tr', { hasText: '民二庭' }).getByRole('button', { name: '认可', exact: true }).click();
    await confirm(office, '认可');
    await page.locator('tr', { hasText: '民二庭' }).waitFor({ state: 'detached' });
    await page.goto('/costs?period=2026-10');
    await unitRow(office, '民二庭').getByText('已说明').waitFor();
    expect(await unitRow(office, '民二庭').textContent()).toMatch(/优秀|良好|一般/);
    await office.picture('costs-accepted');
    expect([...office.troubles, ...chief.troubles]).toEqual([]);
  });
});
