import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { inTop } from '../../src/setup/places.mjs';
import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';
import { answerRequests, contestAndUphold, decideFindings, factsOfDecember, rateDecember } from './year-records.js';

/** What everybody chose at the first sign-in. */
const PASSWORD = '江城-journey-2026';
const PERIOD = '2026';
/** The year is over and counted. */
const COUNTED = '2027-01-11T09:00:00+08:00';
/** After the five working days of the notice that begins on 11 January. */
const AFTER_NOTICE = '2027-01-19T09:00:00+08:00';
const CONTESTED = '卫东';

describe('year', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const dialogOf = ({ page }: Visitor) => page.locator('dialog[open]');
  const confirm = (visitor: Visitor, verb: string): Promise<void> => dialogOf(visitor).getByRole('button', { name: verb, exact: true }).click();
  const downloaded = async ({ page }: Visitor, click: () => Promise<void>): Promise<Download> => (await Promise.all([page.waitForEvent('download'), click()]))[0];
  const startsAsPdf = async (download: Download): Promise<boolean> => readFileSync(await download.path()).subarray(0, 5).toString() === '%PDF-';

  /** On the page of the year's closing, from the menu or straight. */
  async function at(user: string, work: (visitor: Visitor) => Promise<void>, path = `/periods/${PERIOD}/close`): Promise<void> {
    const visitor = await court.enter(user);
    await visitor.page.goto(path);
    await work(visitor);
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  }

  /** What anybody recomputes from the exported file alone. */
  async function recomputed(visitor: Visitor): Promise<{ agrees: boolean; differences: unknown[]; revision: number }> {
    const row = visitor.page.locator('tr', { hasText: '民商事·员额法官' });
    const file = await downloaded(visitor, () => row.getByRole('button', { name: '导出验证文件' }).click());
    return JSON.parse(execFileSync(process.execPath, [inTop('dist', 'src', 'cli', 'main.js'), 'verify-snapshot', await file.path()], { encoding: 'utf8' })) as { agrees: boolean; differences: unknown[]; revision: number };
  }

  test('what stands in the way of the year is named, and those who owe it do it: requests, a finding, forms, a sheet of facts', async () => {
    await answerRequests(court);
    await decideFindings(court);
    await court.later(COUNTED);
    await at('cuizheng', async (visitor) => {
      await visitor.page.getByText(/书记员得分不能计算：缺少 2026-12 .*12 人/).waitFor();
      await visitor.picture('year-blocked');
    });
    await rateDecember(court);
    await at('yanming', async (visitor) => {
      const { page } = visitor;
      await page.getByRole('button', { name: '导入' }).click();
      await page.locator('input[type=file]').setInputFiles({ name: '十二月.csv', mimeType: 'text/csv', buffer: Buffer.from(await factsOfDecember(court)) });
      await page.getByRole('button', { name: '试导入' }).click();
      await visitor.picture('year-facts');
      await page.locator('section.import button.primary').click();
      await page.locator('section.import').getByRole('status').waitFor();
      await page.getByText('12月台账').first().waitFor();
    }, '/facts/entered?period=2026-12');
  }, 240_000);

  test('the year is locked by three offices, approved, frozen by two, put on notice, contested, published', async () => {
    for (const [user, office] of [['yanming', '审判管理办公室'], ['daiwei', '行政办公室'], ['cuizheng', '政工监察办公室']] as const) {
      await at(user, async (visitor) => {
        const { page } = visitor;
        await page.getByRole('button', { name: '提交并锁定' }).click();
        await confirm(visitor, `提交 ${office}子项`);
        await page.getByRole('button', { name: '撤回', exact: true }).waitFor();
      });
    }
    await at('cuizheng', async (visitor) => {
      const { page } = visitor;
      await page.getByText('子项得分已提交并锁定：政工监察办公室').waitFor();
      await visitor.picture('year-checklist');
      expect(await visitor.barriers()).toEqual([]);
      await page.getByRole('button', { name: '提请审议' }).click();
      await confirm(visitor, '提请审议');
      await page.getByText('已提请审议').waitFor();
    });
    await at('guguoping', async (visitor) => {
      const { page } = visitor;
      await page.getByRole('button', { name: '登记审议结果' }).click();
      await page.getByLabel('决定文号').fill('考评委决定〔2027〕第1号');
      await visitor.picture('year-committee');
      await confirm(visitor, '登记审议通过');
      await page.getByText('考评委决定〔2027〕第1号').first().waitFor();
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
      await visitor.picture('year-freezing');
      await page.getByRole('button', { name: '开始公示' }).click();
      await dialogOf(visitor).locator('textarea').fill('政工监察办 崔正，电话 8888');
      await confirm(visitor, '开始公示');
      await page.getByRole('link', { name: '看公示' }).waitFor();
      await visitor.picture('year-noticed');
      expect(await recomputed(visitor)).toMatchObject({ agrees: true, differences: [], revision: 1 });
    }, '/');
    for (const [user, name, division, grounds] of [['zhenghua', '郑华', '刑庭', '本人12月一件已结案件未计入。'], ['weidong', CONTESTED, '', '一条严重差错不成立，已申请复议。']] as const) {
      await at(user, async (visitor) => {
        const { page } = visitor;
        await page.getByRole('button', { name: '提出异议' }).click();
        const whose = page.getByLabel('针对谁的结果');
        const own = (await whose.locator('option').allTextContents()).find((label) => label.startsWith(`${name} · ${division}`))!;
        await whose.selectOption({ label: own });
        await page.getByLabel('理由和依据').fill(grounds);
        await page.getByLabel(/^署名/).fill(name);
        await confirm(visitor, '提交异议');
        await page.getByText('异议办理中').first().waitFor();
        if (user === 'zhenghua') {
          await visitor.picture('year-notice');
          expect(await visitor.barriers()).toEqual([]);
        }
      }, `/periods/${PERIOD}/notice`);
    }
    await contestAndUphold(court, 'weidong', PERIOD);
    await at('cuizheng', async (visitor) => {
      const { page } = visitor;
      for (const [name, verdict, words] of [['郑华', '异议不成立', '该案次年1月结案，计入次年。'], [CONTESTED, '异议成立', '复议决定撤销该条差错，以编号更正公布。']] as const) {
        await page.locator('li, article, tr').filter({ hasText: `关于 ${name}` }).getByRole('button', { name: '书面答复' }).click();
        await dialogOf(visitor).getByLabel(verdict, { exact: true }).check();
        await page.getByLabel('答复和理由').fill(words);
        await confirm(visitor, '签发答复');
        await page.getByText(words).waitFor();
      }
      await visitor.picture('year-answered');
    }, `/periods/${PERIOD}/notice`);

    await court.later(AFTER_NOTICE);
    await at('cuizheng', async (visitor) => {
      await visitor.page.getByRole('button', { name: '发布通报' }).click();
      await confirm(visitor, '发布通报');
      await visitor.page.getByRole('link', { name: '看通报' }).click();
      await visitor.page.waitForURL('**/bulletins/*');
      await visitor.page.locator('main h1').first().waitFor();
      await visitor.page.waitForLoadState('networkidle');
      await visitor.picture('year-bulletin');
    });
    await at('jiangyuan', async ({ page }) => {
      expect(await (await page.request.get('/api/superior/published')).text()).toContain('"period":"2026"');
      expect((await page.request.get('/api/cases')).status()).toBe(403);
    }, '/');
  }, 400_000);

  test('the objection upheld becomes a numbered correction by two people, old and new side by side, each to be recomputed', async () => {
    let was = '';
    await at('cuizheng', async (visitor) => {
      const { page } = visitor;
      await page.getByRole('button', { name: '更正结果' }).click();
      const person = dialogOf(visitor).locator('li', { hasText: CONTESTED }).filter({ hasText: '民商事·员额法官' });
      was = /冻结 (\S+)/.exec((await person.textContent())!)![1]!;
      await person.getByRole('checkbox').check();
      await dialogOf(visitor).getByLabel('依据的种类').selectOption({ label: '公示异议' });
      await dialogOf(visitor).getByLabel('所依据的决定').selectOption({ index: 0 });
      await dialogOf(visitor).getByLabel('理由', { exact: true }).fill('复议决定撤销一条差错，按现有记录重新计算。');
      await dialogOf(visitor).getByLabel('再次输入口令').fill(PASSWORD);
      await visitor.picture('year-correcting');
      await confirm(visitor, '提出更正');
      await page.getByText('待第二人确认').waitFor();
    });
    await at('jiqing', async (visitor) => {
      const { page } = visitor;
      await page.getByRole('link', { name: '未编号' }).click();
      await page.getByRole('button', { name: '确认更正' }).click();
      await page.getByLabel('再次输入口令').fill(PASSWORD);
      await confirm(visitor, '确认更正');
      await page.getByText('更正〔2027〕第1号').first().waitFor();
      const row = page.locator('tbody tr', { hasText: CONTESTED });
      const [before, after] = [await row.locator('s').first().textContent(), await row.locator('strong').first().textContent()];
      expect(before).toBe(was);
      expect(Number(after)).toBeGreaterThan(Number(before));
      await visitor.picture('year-corrected');
      expect(await visitor.barriers()).toEqual([]);
      await page.goto(`/periods/${PERIOD}/close`);
      expect(await recomputed(visitor)).toMatchObject({ agrees: true, differences: [], revision: 2 });
    }, `/corrections?period=${PERIOD}`);
    await at('weidong', async (visitor) => {
      await visitor.page.getByText('更正〔2027〕第1号').first().waitFor();
      await visitor.picture('year-archive');
      expect(await visitor.barriers()).toEqual([]);
      expect(await startsAsPdf(await downloaded(visitor, () => visitor.page.getByRole('button', { name: '打印 PDF' }).click()))).toBe(true);
    }, '/me/archive');
  }, 180_000);

  test('what the year is worth is shared to the cent: boundaries nobody has decided hold it back, another approves, and the payroll adds up', async () => {
    await at('cuizheng', async (visitor) => {
      const { page } = visitor;
      const dialog = dialogOf(visitor);
      await page.getByRole('button', { name: '起草奖金批次' }).click();
      await dialog.getByLabel('名称 *').fill('年度业绩奖金');
      await dialog.getByLabel('考核期').selectOption(PERIOD);
      await dialog.getByLabel('总额（元） *').fill('120000.00');
      await dialog.getByRole('checkbox', { name: /^民商事·员额法官/ }).waitFor();
      for (const group = dialog.locator('fieldset').getByRole('checkbox', { checked: true }); (await group.count()) > 0; ) await group.first().uncheck();
      await dialog.getByRole('checkbox', { name: /^民商事·员额法官/ }).check();
      await confirm(visitor, '保存并试算');
      await page.getByText(/还有 \d+ 处跨档没有决定/).waitFor();
      expect(await page.getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true);
      await visitor.picture('year-bonus-undecided');
      for (let left = await page.locator('.boundaries li.open').count(); left > 0; left--) {
        await page.locator('.boundaries li.open').first().getByRole('button', { name: '登记决定' }).click();
        await dialog.getByLabel('决定文号 *').fill('考评委决定〔2027〕第2号');
        await dialog.getByLabel('决定日期 *').fill('2027-01-19');
        await dialog.getByLabel('理由 *').fill('两人评查件数相当，按公布的名次分档。');
        await confirm(visitor, '登记决定');
        await dialog.waitFor({ state: 'hidden' });
      }
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await confirm(visitor, '提交');
      await dialog.waitFor({ state: 'hidden' });
      await visitor.picture('year-bonus-submitted');
      expect(await visitor.barriers()).toEqual([]);
    }, '/use/bonus');
    await at('guguoping', async (visitor) => {
      const { page } = visitor;
      await page.locator('table a', { hasText: '奖金〔2027〕第1号' }).first().click();
      await page.getByRole('button', { name: '批准', exact: true }).click();
      await dialogOf(visitor).getByLabel('批准文号 *').fill('院长办公会〔2027〕第2号');
      await dialogOf(visitor).getByLabel(/口令/).fill(PASSWORD);
      await confirm(visitor, '批准');
      await page.getByRole('button', { name: '导出工资表' }).waitFor();
    }, '/use/bonus');
    await at('cuizheng', async (visitor) => {
      const { page } = visitor;
      await page.locator('table a', { hasText: '奖金〔2027〕第1号' }).first().click();
      await page.getByRole('button', { name: '登记发放' }).click();
      await dialogOf(visitor).getByLabel('发放日 *').fill('2027-01-19');
      await dialogOf(visitor).getByLabel(/口令/).fill(PASSWORD);
      await confirm(visitor, '登记发放');
      await dialogOf(visitor).waitFor({ state: 'hidden' });
      await visitor.picture('year-bonus-paid');
      const payroll = await downloaded(visitor, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
      expect(readFileSync(await payroll.path(), 'utf8')).toContain('合计,,,,120000.00');
      expect(await startsAsPdf(await downloaded(visitor, () => page.getByRole('button', { name: '发放表 PDF' }).click()))).toBe(true);
    }, '/use/bonus');
  }, 180_000);
});
