import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCourt, type DemonstrationCourt } from './court.js';

describe('sign offs', () => {
  let court: DemonstrationCourt;

  beforeAll(async () => {
    court = await openCourt();
  });
  afterAll(() => court.close());

  const confirm = async (page: Page): Promise<void> => {
    await page.locator('dialog[open] button.primary').click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  };

  it('changes a number of the court by two people, then takes a judgment from the judge’s signature to its publication', async () => {
    const office = await court.enter('yanming');
    await office.page.goto('/court/parameters?q=signOff.soleJudge');
    await office.page.getByRole('button', { name: '修改', exact: true }).click();
    const drawer = office.page.locator('aside[role=dialog]');
    await drawer.getByLabel('值', { exact: true }).fill('vicePresident');
    await drawer.getByRole('button', { name: '放入提案' }).click();
    await office.page.getByRole('button', { name: '填写提案并提交' }).click();
    await drawer.getByLabel('提案名称').fill('独任文书仍须审阅');
    await drawer.getByLabel('依据').fill('本院〔2026〕9号');
    await drawer.getByLabel('生效日期').fill('2026-11-23');
    await office.picture('catalogue-proposal');
    await drawer.getByRole('button', { name: '提交审批' }).click();
    await office.page.getByText('已提交，等待第二人批准').waitFor();

    const second = await court.enter('zhuangyan');
    await second.page.getByRole('link', { name: /批准修改：独任文书仍须审阅/ }).first().or(second.page.getByText('批准修改：独任文书仍须审阅')).first().waitFor();
    await second.page.goto('/court/parameters?view=proposals&status=proposed');
    await second.page.getByRole('button', { name: '独任文书仍须审阅' }).click();
    await second.page.locator('aside[role=dialog] .button.primary', { hasText: '批准' }).click();
    await confirm(second.page);
    await second.page.locator('aside[role=dialog]').getByText('已批准').first().waitFor();
    await second.page.goto('/review/catalogues');
    await second.page.getByText('M-C-01').first().waitFor();
    await second.picture('catalogue-clauses');
    expect(await second.barriers()).toEqual([]);

    const judge = await court.enter('wangmin');
    await judge.page.goto('/me/sign-offs');
    const row = judge.page.locator('tr[data-row]', { hasText: '判决书' }).filter({ hasText: '自查' }).first();
    await row.waitFor();
    await judge.picture('sign-offs-waiting');
    const caseNumber = (await row.locator('.case-number').innerText()).trim();
    const caseLink = (await row.locator('.case-number').getAttribute('href'))!;
    await row.getByRole('button', { name: '打开签署' }).click();
    const sign = async (page: Page, step: string): Promise<void> => {
      await page.getByRole('button', { name: `签署：${step}` }).click();
      await confirm(page);
      await page.getByText(/^已签署，/).waitFor();
    };
    await sign(judge.page, '自查');

    const chief = await court.enter('zhaoqiang');
    const open = async (page: Page): Promise<void> => {
      await page.goto(`/me/sign-offs?q=${encodeURIComponent(caseNumber)}`);
      await page.getByRole('button', { name: '打开签署' }).click();
      await page.getByRole('button', { name: /^签署：/ }).waitFor();
    };
    await open(chief.page);
    await chief.page.getByLabel('退回意见').fill('主文第二项未写明履行期限');
    await chief.picture('sign-offs-document');
    expect(await chief.barriers()).toEqual([]);
    await chief.page.getByRole('button', { name: '退回文书' }).click();
    await confirm(chief.page);
    await chief.page.getByText('已退回给承办法官').waitFor();

    const clerk = await court.enter('chuyun');
    const caseId = caseLink.split('/').pop()!;
    const documents = ((await (await clerk.page.request.get(`/api/cases/${caseId}`)).json()) as { version: number; documents: { title: string; kind: string }[] });
    const { title, kind } = documents.documents.find((one) => ['judgment', 'ruling', 'mediation'].includes(one.kind))!;
    const uploaded = await clerk.page.request.post(`/api/cases/${caseId}/documents`, { multipart: { kind, title, file: { name: '判决书.txt', mimeType: 'text/plain', buffer: Buffer.from(`${title}\n被告于本文书生效之日起十日内履行完毕。`) } } });
    expect(uploaded.status()).toBe(201);

    await open(judge.page);
    expect(await judge.page.locator('.panes aside').innerText()).toContain('主文第二项未写明履行期限');
    await sign(judge.page, '自查');
    await open(chief.page);
    await sign(chief.page, '把关');
    const vice = await court.enter('chenzhiyuan');
    await open(vice.page);
    await sign(vice.page, '审阅');

    const effective = await clerk.page.request.patch(`/api/cases/${caseId}`, { data: { version: documents.version, effectiveOn: '2026-11-23' } });
    expect(effective.status()).toBe(200);
    await clerk.page.goto(`/cases/publication?q=${encodeURIComponent(caseNumber)}`);
    await clerk.page.getByRole('button', { name: '公示', exact: true }).click();
    await confirm(clerk.page);
    await clerk.picture('publication-done');
    await clerk.page.locator('button.published, button.publishedLate', { hasText: '2026-11-23' }).waitFor();
    await clerk.page.goto('/cases/publication');
    await clerk.page.locator('tr[data-row]').first().waitFor();
    await clerk.picture('publication-register');
    expect(await clerk.barriers()).toEqual([]);
    await judge.page.goto(`${caseLink}?view=documents`);
    await judge.page.getByText('四级签署').or(judge.page.locator('.chain')).first().waitFor();
    await judge.picture('case-sign-offs');
    for (const visitor of [office, second, judge, chief, clerk, vice]) expect(visitor.troubles).toEqual([]);
  });

  it('shows leaders one indicator by interval only, by two people, on the page of rankings and intervals with its log', async () => {
    const office = await court.enter('cuizheng');
    await office.page.goto('/court/ranking-settings');
    await office.page.getByText('不排名、不通报').waitFor();
    await office.page.getByRole('button', { name: '审判质量，院领导和各办公室：排名' }).click();
    const dialog = office.page.locator('dialog[open]');
    await dialog.getByLabel('改为').selectOption('interval');
    await dialog.locator('th', { hasText: '审判质量' }).getByText('按区间看').waitFor();
    await dialog.locator('button.primary').click();
    await dialog.getByText('请填写：事由、依据').waitFor();
    await dialog.getByLabel('事由').fill('质量指标只看合理区间');
    await dialog.getByLabel('依据').fill('本院〔2026〕21号第三条');
    await office.picture('ranking-setting-proposal');
    await confirm(office.page);
    await office.page.getByText('已提出，等待另一人批准').waitFor();
    await office.picture('ranking-settings');
    expect(await office.barriers()).toEqual([]);

    const leader = await court.enter('guguoping');
    await leader.page.goto('/court/ranking-settings');
    await leader.page.locator('tr', { hasText: '待批准' }).getByRole('button', { name: '质量指标只看合理区间' }).click();
    await leader.page.locator('aside[role=dialog] .button.primary', { hasText: '批准' }).click();
    await confirm(leader.page);
    await leader.page.locator('aside[role=dialog]').getByText('已批准').first().waitFor();
    await leader.page.goto('/ranking/judge:civil/2026-10');
    await leader.page.getByText('审判质量（本院〔2026〕21号第三条）以区间模式显示').waitFor();
    await leader.page.locator('th', { hasText: '审判质量得分率' }).waitFor();
    expect(await leader.page.locator('.ranking-table th', { hasText: '质量' }).count()).toBe(0);
    await leader.picture('ranking-one-by-interval');
  });
});
