import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('review desk', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  interface Row {
    id: string;
    batch: string;
    status: string;
    findings: number;
    finished: boolean;
    recused: string | null;
  }
  const listOf = async ({ page }: Visitor): Promise<Row[]> => {
    const answer = await page.request.get('/api/reviews?mine=true&batch=2026-11&pageSize=100');
    return ((await answer.json()) as { items: Row[] }).items;
  };

  test('a batch is reviewed by keyboard alone: ten cases with findings, and the batch submitted whole', async () => {
    const reviewer = await court.enter('fangmin');
    const { page } = reviewer;
    const keys = page.keyboard;
    const answered = (path: RegExp) => page.waitForResponse((answer) => path.test(answer.url()) && answer.request().method() !== 'GET');
    const before = await listOf(reviewer);
    expect(before.filter(({ finished, recused }) => !finished && !recused).length).toBeGreaterThanOrEqual(10);
    await page.goto('/review/desk');
    await page.locator('.document .reader').waitFor();
    for (let done = 0; done < 10; done++) {
      const number = await page.locator('.document strong.number').innerText();
      await page.waitForFunction(() => window.document.activeElement?.classList.contains('reader'));
      for (let sentence = 0; sentence < 8; sentence++) await keys.press('j');
      await keys.press('f');
      await page.waitForFunction(() => window.document.activeElement?.getAttribute('role') === 'combobox');
      await keys.type('M-C-13');
      await keys.press('Enter');
      await page.waitForFunction(() => window.document.activeElement?.id === 'finding-comment');
      await keys.type('尾部未告知诉讼费用的负担和缴纳期限。');
      const [saved] = await Promise.all([answered(/\/findings$/), keys.press('Enter')]);
      expect([number, saved.status()]).toEqual([number, 201]);
      await page.waitForFunction(() => window.document.activeElement?.classList.contains('reader'));
      await keys.press('g');
      await keys.press('1');
      for (let missing = 1; missing > 0; ) {
        await page.waitForFunction(() => window.document.activeElement?.closest('.scores') !== null);
        const [answer] = await Promise.all([answered(/\/scores$/), keys.press('Enter')]);
        expect(answer.status()).toBe(200);
        missing = ((await answer.json()) as { missing: unknown[] }).missing.length;
      }
      if (done === 3) await reviewer.picture('desk-scored');
      await page.waitForFunction(() => window.document.activeElement?.classList.contains('reader'));
      const [finished] = await Promise.all([answered(/\/finish$/), keys.press('Control+Enter')]);
      expect(finished.status()).toBe(200);
      await page.waitForFunction((old) => window.document.querySelector('.document strong.number')?.textContent !== old, number);
    }
    const ready = (await listOf(reviewer)).filter(({ finished, status }) => finished && status !== 'submitted');
    expect(ready).toHaveLength(10);
    await reviewer.picture('desk-batch-ready');
    expect(await reviewer.barriers()).toEqual([]);
    const submit = page.getByRole('button', { name: /提交已评完的 10 件|提交本批/ });
    await submit.focus();
    await keys.press('Enter');
    const verb = page.getByRole('button', { name: '提交本批 10 件' });
    await verb.focus();
    const [submitted] = await Promise.all([answered(/\/review-batches\/2026-11\/submit$/), keys.press('Enter')]);
    expect(await submitted.json()).toMatchObject({ reviews: 10 });
    const now = await listOf(reviewer);
    expect(ready.every(({ id }) => now.some((row) => row.id === id && row.status === 'submitted' && row.findings > 0))).toBe(true);
    await reviewer.picture('desk-batch-submitted');
    const paper = await page.request.get(`/api/reviews/${ready[0]!.id}/paper`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect(reviewer.troubles).toEqual([]);
    await reviewer.leave();
  });

  test('a hearing waits for its two assessors on the list, and is marked beside it', async () => {
    const office = await court.enter('yanming');
    const { items } = (await (await office.page.request.get('/api/hearings?status=open')).json()) as { items: { id: string; assessors: { personId: string; name: string }[] }[] };
    expect(items.length).toBeGreaterThan(0);
    await office.page.goto('/review/hearings');
    await office.page.getByText(items[0]!.assessors[0]!.name).first().waitFor();
    await office.picture('hearings');
    expect(await office.barriers()).toEqual([]);
    expect(office.troubles).toEqual([]);
    await office.leave();
  });
});
