import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTop } from '../../src/setup/places.mjs';
import { openCourt, type DemonstrationCourt } from './court.js';
import { TELEPHONE, type Visitor } from './browser.js';

describe('assignment', () => {
  let court: DemonstrationCourt;
  let folder: string;
  /** The run the office commits first; the tests after it read and replay it. */
  let committed: Run;
  let file: string;
  beforeAll(async () => {
    court = await openCourt();
    folder = mkdtempSync(join(tmpdir(), 'runs-'));
  }, 180_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await court.close();
  });

  interface Run {
    id: string;
    round: number | null;
    assigned: number;
    cases: number;
    seed: string | null;
    changedSince: unknown[];
    judges: { id: string; name: string; unit: string; cases: number; received: string; after: string; other: { quota: string; after: string } }[];
  }
  interface Waiting {
    caseId: string;
    caseNumber: string;
    recusals: unknown[];
    designation: unknown;
  }

  const read = async <T>(visitor: Visitor, path: string): Promise<T> => {
    const answer = await visitor.page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };
  const inDialog = (visitor: Visitor) => visitor.page.locator('dialog[open]');

  /** What `npm run cli -- verify-draw FILE` says, and how it ends. */
  const verifyDraw = (file: string): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [inTop('src', 'setup', 'cli.mjs'), 'verify-draw', file], { cwd: inTop('.') }, (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: stdout + stderr }));
    });

  test('the office previews the pool under both rules, is refused when something changed, and commits', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    await page.goto('/assignment/pool?nature=civil');
    await page.locator('tbody tr').first().waitFor();
    expect(await office.barriers()).toEqual([]);
    await office.picture('assignment-pool');
    await page.waitForLoadState('networkidle');
    // On a run day of the court the scheduled run stands there already.
    const begin = page.locator('.page-head .primary');
    const anew = (await begin.innerText()).startsWith('预演');
    await begin.click();
    if (anew) await inDialog(office).getByRole('button', { name: '封存种子并预演' }).click();
    await page.getByRole('heading', { name: '分案预演' }).waitFor();
    const id = /runs\/([^/?]+)/.exec(page.url())![1]!;
    const preview = await read<Run>(office, `/api/assignment/runs/${id}`);
    expect(preview.seed).toBeNull();
    expect(preview.judges.reduce((sum, judge) => sum + judge.cases, 0)).toBe(preview.assigned);
    const table = page.locator('table').first();
    await table.waitFor();
    expect(await table.innerText()).toMatch(/存案补平[\s\S]*对照：最低负荷优先/);
    for (const { name, received, after, other } of preview.judges) {
      const cells = await table.locator('tr', { hasText: name }).first().locator('td').allInnerTexts();
      expect(cells).toEqual(expect.arrayContaining([received, after, other.after]));
    }
    expect(await office.barriers()).toEqual([]);
    await office.picture('assignment-preview');

    // Something changes after the preview: the commit is refused and says what.
    const { items } = await read<{ items: Waiting[] }>(office, '/api/assignment/pool?nature=civil&pageSize=100');
    const waiting = items.find((one) => !one.recusals.length && !one.designation)!;
    await page.request.post(`/api/assignment/pool/${waiting.caseId}/recusals`, { data: { personId: preview.judges[0]!.id, kind: 'recusal', reason: '当事人的近亲属' } });
    const commit = page.locator('footer').getByRole('button', { name: /^提交分案 \d+ 件$/ });
    await commit.click();
    await inDialog(office).getByRole('button', { name: /^提交分案/ }).click();
    await inDialog(office).getByRole('alert').waitFor();
    await office.picture('assignment-refused');
    await inDialog(office).getByRole('button', { name: '取消' }).click();
    await page.getByText('预演已过时').waitFor();
    await page.getByRole('button', { name: '重新预演' }).first().click();
    await page.getByText('预演已过时').waitFor({ state: 'detached' });
    await commit.click();
    await inDialog(office).getByRole('button', { name: /^提交分案/ }).click();
    await page.getByRole('heading', { name: /^分案第 \d+ 轮$/ }).waitFor();
    committed = await read<Run>(office, `/api/assignment/runs/${id}`);
    expect(committed.seed).not.toBeNull();

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 run.json' }).first().click();
    file = join(folder, 'run.json');
    await (await saving).saveAs(file);
    await page.getByRole('tab', { name: '公开与核验' }).click();
    await page.getByRole('button', { name: '在此核验' }).click();
    await page.getByText('一致：用公布的种子和输入重算').waitFor();
    await office.picture('assignment-verified');
    expect(office.troubles).toEqual([]);
    await office.leave();
  });

  test('verify-draw says that the published run is equal, and where an altered one differs', async () => {
    const equal = await verifyDraw(file);
    expect(equal.said).toContain('一致');
    expect(equal.code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const published = JSON.parse(text) as { result: { assignments: { judge: string; phase: string }[] } };
    const [one, other] = [published.result.assignments[0]!, published.result.assignments.find(({ judge }) => judge !== published.result.assignments[0]!.judge)!];
    one.judge = other.judge;
    const altered = join(folder, 'altered.json');
    writeFileSync(altered, JSON.stringify(published));
    const unequal = await verifyDraw(altered);
    expect(unequal.code).toBe(1);
    expect(unequal.said).toContain('assignments');
  });

  test('a judge finds the new cases on the first page and reads why one of them came', async () => {
    const judge = await court.enter('lifang');
    await judge.page.goto('/');
    const mine = committed.judges.find(({ name }) => name === '李芳')!;
    await judge.page.getByText(new RegExp(`分到 ${mine.cases} 件新案`)).first().waitFor();
    await judge.page.getByRole('link', { name: '为何是我' }).first().click();
    await judge.page.waitForURL('**/assignment/runs/**');
    await judge.page.locator('td').getByRole('link', { name: /^为何是我/ }).first().click();
    await judge.page.getByRole('heading', { name: '为何是我' }).waitFor();
    await judge.page.getByText('分到本案', { exact: true }).waitFor();
    expect(await judge.page.locator('ol.steps > li').count()).toBeGreaterThanOrEqual(3);
    expect(await judge.barriers()).toEqual([]);
    await judge.picture('assignment-why');
    expect((await judge.page.request.get('/api/assignment/pool')).status()).toBe(403);
    expect((await judge.page.request.post('/api/assignment/runs', { data: { nature: 'civil' } })).status()).toBe(403);
    expect(judge.troubles).toEqual([]);
    await judge.leave();
  });

  test('a designated assignment needs a second person and stands in the ledger everybody reads', async () => {
    const office = await court.enter('yanming');
    const { page } = office;
    const { items } = await read<{ items: Waiting[] }>(office, '/api/assignment/pool?pageSize=100');
    const waiting = items.find((one) => !one.designation)!;
    await page.goto(`/assignment/pool?case=${waiting.caseId}`);
    await page.getByRole('button', { name: '提出指定' }).click();
    const form = inDialog(office);
    await form.locator('select').first().locator('option:not([disabled])').nth(1).waitFor({ state: 'attached' });
    await form.locator('select').first().selectOption({ index: 1 });
    await form.locator('select').nth(1).selectOption({ label: '重大疑难复杂' });
    await form.locator('textarea').fill('涉众二百余人，须由有同类案件审判经验的法官承办。');
    await form.getByRole('radio', { name: '批准后立即分案' }).check();
    await form.getByRole('button', { name: '提交，等待批准' }).click();
    await form.waitFor({ state: 'detached' });
    await page.goto('/assignment/designated');
    const own = page.locator('tr', { hasText: waiting.caseNumber });
    await own.waitFor();
    expect(await own.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);

    const leader = await court.enter('guguoping');
    await leader.page.goto('/');
    await leader.page.getByText('批准指定分案').first().waitFor();
    await leader.page.goto('/assignment/designated?status=proposed');
    await leader.page.locator('tr', { hasText: waiting.caseNumber }).getByRole('button', { name: '批准', exact: true }).click();
    const approved = leader.page.waitForResponse((answer) => answer.url().endsWith('/approve'));
    await inDialog(leader).getByRole('button', { name: '批准', exact: true }).click();
    expect((await approved).ok()).toBe(true);

    const judge = await court.enter('hejing');
    await judge.page.goto('/assignment/designated');
    const row = judge.page.locator('tr', { hasText: waiting.caseNumber });
    await row.getByText('已批准').waitFor();
    expect(await row.innerText()).toContain('涉众二百余人');
    expect(await judge.barriers()).toEqual([]);
    await judge.picture('assignment-ledger');
    expect(await judge.page.getByRole('button', { name: '提出指定分案' }).count()).toBe(0);
    expect([...office.troubles, ...leader.troubles, ...judge.troubles]).toEqual([]);
    await Promise.all([office.leave(), leader.leave(), judge.leave()]);
  });

  test('lists, fairness and settings open without a barrier; on a narrow screen and in English nothing runs out of it', async () => {
    const office = await court.enter('yanming');
    for (const path of ['/assignment/runs', '/assignment/fairness', '/assignment/settings']) {
      await office.page.goto(path);
      await office.page.locator('main table, main .says').first().waitFor();
      expect(await office.barriers()).toEqual([]);
      await office.picture(`yanming${path.replace(/\//g, '-')}`);
    }
    const chief = await court.enter('zhaoqiang');
    await chief.page.setViewportSize(TELEPHONE);
    await chief.page.getByRole('button', { name: 'English' }).click();
    for (const path of ['/assignment/pool', '/assignment/transfers']) {
      await chief.page.goto(path);
      await chief.page.getByRole('heading', { name: /^(Waiting cases|Transfers and returns)$/ }).waitFor();
      await chief.page.locator('main .data-table tbody tr').first().waitFor();
      expect(await chief.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(TELEPHONE.width);
      await chief.picture(`zhaoqiang-narrow${path.replace(/\//g, '-')}`);
    }
    expect([...office.troubles, ...chief.troubles]).toEqual([]);
    await Promise.all([office.leave(), chief.leave()]);
  });
});
