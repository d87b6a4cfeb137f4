import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

let court: DemonstrationCourt;
beforeAll(async () => {
  court = await openCourt();
}, 180_000);
afterAll(() => court.close());

const PAPER = { name: '证书.txt', mimeType: 'text/plain', buffer: Buffer.from('证书') };
const dialog = (visitor: Visitor) => visitor.page.locator('dialog[open]');
const confirm = (visitor: Visitor, verb: string): Promise<void> => dialog(visitor).getByRole('button', { name: verb, exact: true }).click();

test('a judge objects to an entry, is told where a merit counts already, and reads why another was refused', async () => {
  const judge = await court.enter('muran');
  // The entry waits on the home page; the judge objects with reasons.
  await judge.page.getByText('确认登记或提出异议').waitFor();
  await judge.page.locator('li', { hasText: '确认登记或提出异议' }).getByRole('link').click();
  await judge.page.getByRole('button', { name: '提出异议' }).click();
  await dialog(judge).locator('textarea').fill('整改已在期限内完成，有系统记录。');
  await confirm(judge, '提出异议');
  await judge.page.locator('.drawer').getByText('有异议').first().waitFor();
  await judge.picture('conduct-objection');
  expect(await judge.barriers()).toEqual([]);
  // A merit that research counts is refused with where it belongs; another is claimed.
  await judge.page.goto('/me/merits');
  await judge.page.getByRole('button', { name: '申报加分' }).first().click();
  await dialog(judge).getByLabel(/^条目/).selectOption('G-02');
  await dialog(judge).getByLabel(/^依据文件/).fill('入库编号 2026-01');
  await dialog(judge).getByLabel(/^申报理由/).fill('入选参考案例。');
  await dialog(judge).locator('input[type=file]').setInputFiles(PAPER);
  await dialog(judge).getByText('证书.txt').waitFor();
  await confirm(judge, '申报加分');
  await dialog(judge).getByText('不重复计').waitFor();
  await judge.picture('conduct-merit-refused');
  await dialog(judge).getByLabel(/^条目/).selectOption('G-05');
  await dialog(judge).getByLabel(/^级别/).selectOption('prefecture');
  await dialog(judge).getByLabel(/^事项/).fill('行政争议实质化解');
  await confirm(judge, '申报加分');
  const drawer = judge.page.locator('.drawer');
  await drawer.getByText('待审批').first().waitFor();
  const claim = await drawer.locator('h2').innerText();
  expect(judge.troubles.filter((one) => !one.includes('422'))).toEqual([]);
  await judge.leave();

  const office = await court.enter('cuizheng');
  await office.page.goto('/conduct/merits?state=claimed');
  await office.page.getByRole('button', { name: claim, exact: true }).click();
  await office.page.getByRole('button', { name: '不批准' }).click();
  await dialog(office).locator('textarea').fill('只有本院通知，没有市级推广文件。');
  await confirm(office, '不批准');
  await office.page.locator('.drawer').getByText('没有市级推广文件').waitFor();
  await office.picture('conduct-merit-decided');
  expect(office.troubles).toEqual([]);
  await office.leave();
});
