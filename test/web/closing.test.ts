import { readFileSync } from 'node:fs';
import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

/** What everybody chose at the first sign-in. */
const PASSWORD = '江城-journey-2026';
const PERIOD = '2026-09';
/** After the five working days of the notice that begins on 23 November. */
const AFTER_NOTICE = '2026-12-02T09:00:00+08:00';

let court: DemonstrationCourt;
beforeAll(async () => {
  court = await openCourt();
}, 180_000);
afterAll(() => court.close());

const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();

/** On the page of the period's closing, from the menu or straight. */
async function at(user: string, work: (visitor: Visitor) => Promise<void>, path = `/periods/${PERIOD}/close`): Promise<void> {
  const visitor = await court.enter(user);
  await visitor.page.goto(path);
  await work(visitor);
  expect(visitor.troubles).toEqual([]);
  await visitor.leave();
}

test('September is locked by three offices, approved, frozen by two, put on notice, contested, published, and read in the own archive', async () => {
  for (const [user, office] of [['yanming', '审判管理办公室'], ['daiwei', '行政办公室'], ['cuizheng', '政工监察办公室']] as const) {
    await at(user, async ({ page }) => {
      await page.getByRole('button', { name: '提交并锁定' }).click();
      await page.locator('dialog[open]').getByRole('button', { name: `提交 ${office}子项` }).click();
      await page.getByRole('button', { name: '撤回', exact: true }).waitFor();
    });
  }
  await at('cuizheng', async (visitor) => {
    const { page } = visitor;
    await page.getByText('子项得分已提交并锁定：政工监察办公室').waitFor();
    await visitor.picture('closing-checklist');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('button', { name: '提请审议' }).click();
    await confirm(visitor, '提请审议');
    await page.getByText('已提请审议').waitFor();
  });
  await at('guguoping', async (visitor) => {
    const { page } = visitor;
    await page.getByRole('button', { name: '登记审议结果' }).click();
    await page.getByLabel('决定文号').fill('考评委决定〔2026〕第9号');
    await visitor.picture('closing-committee');
    await confirm(visitor, '登记审议通过');
    await page.getByText('考评委决定〔2026〕第9号').first().waitFor();
  });
  await at('cuizheng', async (visitor) => {
    await visitor.page.getByRole('button', { name: '冻结', exact: true }).click();
    await visitor.page.getByLabel('再次输入口令').fill(PASSWORD);
    await confirm(visitor, '冻结');
    await visitor.page.getByText('已提交，等待政工监察办第二人确认。').waitFor();
  });
  // The second person finds it on the home page.
  await at('jiqing', async (visitor) => {
    const { page } = visitor;
    await page.locator('li', { hasText: '确认冻结（第二人）' }).getByRole('link').click();
    await page.getByRole('button', { name: '确认冻结' }).click();
    await page.getByLabel('再次输入口令').fill(PASSWORD);
    await confirm(visitor, '确认冻结');
    await page.getByRole('button', { name: '开始公示' }).click();
    await page.locator('dialog[open] textarea').fill('政工监察办 崔正，电话 8888');
    await confirm(visitor, '开始公示');
    await page.getByRole('link', { name: '看公示' }).waitFor();
    await visitor.picture('closing-noticed');
  }, '/');
  await at('zhenghua', async (visitor) => {
    const { page } = visitor;
    await page.getByRole('button', { name: '提出异议' }).click();
    await page.getByLabel('针对谁的结果').selectOption({ label: '郑华 · 刑庭' });
    await page.getByLabel('理由和依据').fill('本人9月一件已结案件未计入。');
    await page.getByLabel(/^署名/).fill('郑华');
    await confirm(visitor, '提交异议');
    await page.getByText('异议办理中').first().waitFor();
    await visitor.picture('period-notice');
    expect(await visitor.barriers()).toEqual([]);
  }, `/periods/${PERIOD}/notice`);
  await at('cuizheng', async (visitor) => {
    const { page } = visitor;
    await page.getByRole('button', { name: '书面答复' }).click();
    await page.getByLabel('答复和理由').fill('该案于10月结案，计入10月。');
    await confirm(visitor, '签发答复');
    await page.getByText('该案于10月结案，计入10月。').waitFor();
  }, `/periods/${PERIOD}/notice`);

  await court.later(AFTER_NOTICE);
  await at('cuizheng', async (visitor) => {
    const { page } = visitor;
    await page.getByRole('button', { name: '发布通报' }).click();
    await confirm(visitor, '发布通报');
    await page.getByRole('link', { name: '看通报' }).waitFor();
    await visitor.picture('closing-published');
    const ranking = `/api/rankings/judge:civil/${PERIOD}`;
    expect((await (await page.request.get(ranking)).json()).frozen.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await (await page.request.get(`${ranking}/verify`)).json()).toMatchObject({ sameBytes: true, sameDigest: true });
  });
  await at('jiangyuan', async ({ page }) => {
    expect(await (await page.request.get('/api/superior/published')).text()).toContain(PERIOD);
    expect((await page.request.get('/api/cases')).status()).toBe(403);
  }, '/');
  await at('zhenghua', async (visitor) => {
    const { page } = visitor;
    await page.getByText('2026年9月').first().waitFor();
    await visitor.picture('my-archive');
    expect(await visitor.barriers()).toEqual([]);
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '打印 PDF' }).click()]);
    expect(readFileSync(await paper.path()).subarray(0, 5).toString()).toBe('%PDF-');
  }, '/me/archive');
}, 240_000);

test('what September is worth is shared to the cent: boundaries nobody has decided hold it back, another approves, and the payroll adds up', async () => {
  await at('cuizheng', async (visitor) => {
    const { page } = visitor;
    const dialog = page.locator('dialog[open]');
    await page.getByRole('button', { name: '起草奖金批次' }).click();
    await dialog.getByLabel('名称 *').fill('九月业绩奖金');
    await dialog.getByLabel('总额（元） *').fill('60000.00');
    for (const group = dialog.locator('fieldset').getByRole('checkbox', { checked: true }); (await group.count()) > 0; ) await group.first().uncheck();
    await dialog.getByRole('checkbox', { name: /^民商事·员额法官/ }).check();
    await confirm(visitor, '保存并试算');
    await page.getByText(/还有 \d+ 处跨档没有决定/).waitFor();
    expect(await page.getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true);
    await visitor.picture('bonus-undecided');
    for (let left = await page.locator('.boundaries li.open').count(); left > 0; left--) {
      await page.locator('.boundaries li.open').first().getByRole('button', { name: '登记决定' }).click();
      await dialog.getByLabel('决定文号 *').fill('考评委决定〔2026〕第11号');
      await dialog.getByLabel('决定日期 *').fill('2026-12-01');
      await dialog.getByLabel('理由 *').fill('两人评查件数相当，按公布的名次分档。');
      await confirm(visitor, '登记决定');
      await dialog.waitFor({ state: 'hidden' });
    }
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await confirm(visitor, '提交');
    await dialog.waitFor({ state: 'hidden' });
    await visitor.picture('bonus-submitted');
    expect(await visitor.barriers()).toEqual([]);
  }, '/use/bonus');
  await at('guguoping', async (visitor) => {
    const { page } = visitor;
    await page.locator('table a', { hasText: '第1号' }).first().click();
    await page.getByRole('button', { name: '批准', exact: true }).click();
    await page.locator('dialog[open]').getByLabel('批准文号 *').fill('院长办公会〔2026〕第20号');
    await page.locator('dialog[open]').getByLabel(/口令/).fill(PASSWORD);
    await confirm(visitor, '批准');
    await page.getByRole('button', { name: '导出工资表' }).waitFor();
  }, '/use/bonus');
  await at('cuizheng', async (visitor) => {
    const { page } = visitor;
    await page.locator('table a', { hasText: '第1号' }).first().click();
    await page.getByRole('button', { name: '登记发放' }).click();
    await page.locator('dialog[open]').getByLabel('发放日 *').fill('2026-12-02');
    await page.locator('dialog[open]').getByLabel(/口令/).fill(PASSWORD);
    await confirm(visitor, '登记发放');
    await page.locator('dialog[open]').waitFor({ state: 'hidden' });
    await visitor.picture('bonus-paid');
    const [payroll] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
    expect(readFileSync(await payroll.path(), 'utf8')).toContain('合计,,,,60000.00');
    const [list] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '发放表 PDF' }).click()]);
    expect(readFileSync(await list.path()).subarray(0, 5).toString()).toBe('%PDF-');
  }, '/use/bonus');
}, 180_000);
