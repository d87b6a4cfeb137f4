import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('main road', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const read = async <T>(visitor: Visitor, path: string): Promise<T> => {
    const answer = await visitor.page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };

  interface Desk {
    review: { id: string; caseId: string; caseNumber: string };
    findings: { id: string; points: string; quote: string; status: string; shares: { personId: string; name: string; share: string }[] }[];
  }
  interface Sheet {
    total: string;
    components: { key: string; points: string; leaves: { lines: { points: string; caseId: string | null; quote: string | null }[] }[] }[];
  }

  test('a first password opens nothing but the page that changes it', async () => {
    const visitor = await court.stranger();
    const { page } = visitor;
    await page.goto('/');
    await page.locator('input[name=username]').fill('wangmin');
    await page.locator('input[name=password]').fill('wrong-password-1');
    await page.locator('button[type=submit]').click();
    await page.getByText('用户名或口令不对').waitFor();
    await page.locator('input[name=password]').fill(court.firstPassword('wangmin'));
    await page.locator('button[type=submit]').click();
    const fields = page.locator('input[type=password]');
    await page.locator('input[autocomplete=new-password]').first().waitFor();
    expect((await page.request.get('/api/scores/me?period=2026-10')).status()).toBe(403);
    await fields.nth(0).fill(court.firstPassword('wangmin'));
    await fields.nth(1).fill('another-2026-word');
    await fields.nth(2).fill('another-2026-word');
    await page.locator('button[type=submit]').click();
    await page.getByRole('navigation').first().waitFor();
    expect((await page.request.get('/api/scores/me?period=2026-10')).status()).toBe(200);
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  });

  test('a reviewer records a finding on the words at fault, by keyboard, and the judge reads it as a line of the score', async () => {
    const reviewer = await court.enter('zhouning');
    const { page } = reviewer;
    const { items } = await read<{ items: { id: string; recused: string | null }[] }>(reviewer, '/api/reviews?mine=true&status=pending&pageSize=20');
    const review = items.find(({ recused }) => recused === null)!;
    await page.goto(`/review/desk/${review.id}`);
    const paper = page.locator('.document').first();
    await paper.waitFor();
    await paper.focus();
    for (let sentence = 0; sentence < 6; sentence++) await page.keyboard.press('j');
    await page.keyboard.press('f');
    const clause = page.getByRole('combobox', { name: /条目/ });
    await clause.fill('M-C-11');
    await clause.press('Enter');
    await page.getByLabel('评语').fill('主要抗辩意见未予回应，应逐项说明采纳与否的理由。');
    await page.locator('button.propose').click();
    await reviewer.picture('desk-recording');
    await page.getByRole('button', { name: /加入本条/ }).click();
    await page.getByText('M-C-11').first().waitFor();
    const desk = await read<Desk>(reviewer, `/api/reviews/${review.id}`);
    const mine = desk.findings.filter(({ status }) => status !== 'superseded');
    expect(mine).toHaveLength(1);
    expect(mine[0]!.quote.length).toBeGreaterThan(0);
    // Every part of the forms is looked at; nothing more is taken off.
    await page.keyboard.press('g');
    await page.keyboard.press('1');
    for (let left = 1; left > 0; ) {
      const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/scores') && one.ok()), page.keyboard.press('Enter')]);
      left = ((await answer.json()) as { missing: unknown[] }).missing.length;
    }
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/finish') && answer.ok()), page.getByRole('button', { name: /完成并下一案/ }).click()]);
    await page.getByRole('button', { name: /提交已评完的 1 件|提交本批$/ }).click();
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/submit') && answer.ok()), page.getByRole('button', { name: /提交本批 1 件/ }).click()]);
    await reviewer.picture('desk-submitted');
    expect(reviewer.troubles).toEqual([]);

    const leader = await court.enter('guguoping');
    const answerable = mine[0]!.shares[0]!;
    const sheet = await read<Sheet>(leader, `/api/scores/people/${answerable.personId}?period=2026-11`);
    const lines = sheet.components.flatMap(({ leaves }) => leaves.flatMap((leaf) => leaf.lines));
    const hundredths = (text: string) => Math.round(Number(text) * 100);
    expect(lines.reduce((sum, line) => sum + hundredths(line.points), 0)).toBe(hundredths(sheet.total));
    expect(lines.some((line) => line.caseId === desk.review.caseId)).toBe(true);
    await Promise.all([reviewer.leave(), leader.leave()]);
  });

  test('a judge reads total, component, line, quote and clause; and cannot read a colleague', async () => {
    const judge = await court.enter('lifang');
    const { page } = judge;
    await page.goto('/me/score/2026-10');
    const sheet = await read<Sheet & { person: { id: string } }>(judge, '/api/scores/me?period=2026-10');
    await page.getByText(sheet.total, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /审判质量/ }).click();
    await judge.picture('my-score');
    expect(await judge.barriers()).toEqual([]);
    const colleague = await court.enter('hejing');
    const other = await read<{ person: { id: string } }>(colleague, '/api/scores/me?period=2026-10');
    expect((await page.request.get(`/api/scores/people/${other.person.id}?period=2026-10`)).status()).toBe(404);
    expect(judge.troubles).toEqual([]);
    await Promise.all([judge.leave(), colleague.leave()]);
  });

  test('a leader reads the same-post ranking in the order of its totals, opens a person, and sees the same in English', async () => {
    const leader = await court.enter('guguoping');
    const { page } = leader;
    await page.goto('/ranking/judge:civil/2026-10');
    const ranking = await read<{ standings: { name: string; total: string; rank: number }[] }>(leader, '/api/rankings/judge:civil/2026-10');
    expect(ranking.standings.length).toBeGreaterThanOrEqual(14);
    await page.getByText(ranking.standings[0]!.total, { exact: true }).first().waitFor();
    const shown = await page.locator('tbody tr').allInnerTexts();
    ranking.standings.forEach(({ name, total }, at) => {
      expect(shown[at]).toContain(name);
      expect(shown[at]).toContain(total);
    });
    await leader.picture('ranking');
    expect(await leader.barriers()).toEqual([]);
    await page.getByRole('link', { name: ranking.standings[6]!.name }).first().click();
    await page.getByText(ranking.standings[6]!.total, { exact: true }).first().waitFor();
    await leader.picture('person');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Quality', { exact: false }).first().waitFor();
    await leader.picture('person-english');
    await page.goto('/schemes');
    const filters = page.locator('main option[value=""]');
    await filters.first().waitFor({ state: 'attached' });
    expect(await filters.allTextContents()).toEqual(['Post: All', 'State: All']);
    await page.getByRole('button', { name: '中文' }).click();
    expect(await filters.allTextContents()).toEqual(['岗位：全部', '状态：全部']);
    expect(leader.troubles).toEqual([]);
    await leader.leave();
  });

  test('everybody’s first page and lists open without a fault', async () => {
    for (const [username, paths] of [
      ['zhaoqiang', ['/', '/cases', '/ranking']],
      ['yanming', ['/', '/cases', '/cases/import', '/review/findings']],
      ['cuizheng', ['/', '/ranking', '/court/people']],
      ['yinhang', ['/', '/admin/accounts']],
      ['anran', ['/', '/admin/grants']],
      ['shaou', ['/', '/admin/audit']],
    ] as const) {
      const person = await court.enter(username);
      for (const path of paths) {
        await person.page.goto(path);
        await person.page.locator('h1').first().waitFor();
        await person.page.waitForLoadState('networkidle');
        await person.picture(`${username}${path.replace(/\//g, '-')}`);
        expect(await person.page.getByText('没有找到，或您无权查看').count()).toBe(0);
      }
      expect(person.troubles).toEqual([]);
      await person.leave();
    }
  });

  test('the administrators of the machine find no score and no case anywhere', async () => {
    for (const username of ['yinhang', 'anran', 'shaou']) {
      const person = await court.enter(username);
      for (const path of ['/api/cases', '/api/scores/me?period=2026-10', '/api/rankings/judge:civil/2026-10', '/api/findings', '/api/peer-groups?period=2026-10'])
        expect([403, 404]).toContain((await person.page.request.get(path)).status());
      await person.leave();
    }
  });
});
