import { openCourt, type DemonstrationCourt } from './court.js';
import { TELEPHONE, type Visitor } from './browser.js';

describe('difficult cases', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  interface Claim {
    id: string;
    number: string;
    range: { min: string };
    may: string[];
  }
  const read = async <T>(visitor: Visitor, path: string): Promise<T> => {
    const answer = await visitor.page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };
  /** What the page itself would send, for the many ballots nobody needs to watch. */
  const send = (visitor: Visitor, path: string, body: object): Promise<number> =>
    visitor.page.evaluate(async ([to, sent]) => (await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: sent })).status, [path, JSON.stringify(body)] as const);
  /** The one confirmation: the button in the dialog carries the verb. */
  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();

  async function opine(user: string, number: string): Promise<void> {
    const chief = await court.enter(user);
    const { page } = chief;
    await page.locator('li', { hasText: '签署难案意见' }).getByRole('link').click();
    await page.getByRole('button', { name: number }).click();
    await page.getByLabel(/^意见/).fill('情况属实，同意申报。');
    await page.getByRole('button', { name: '签署', exact: true }).click();
    await confirm(chief, '签署');
    await page.getByText('同意申报。').waitFor();
    expect(chief.troubles).toEqual([]);
    await chief.leave();
  }

  test('a judge is refused, states what the register lacks, and the case goes through chief, committee, notice and objection to its points', async () => {
    const judge = await court.enter('zhenghua');
    const { page } = judge;
    await page.goto('/me/difficult-cases');
    await page.getByRole('link', { name: '申报难案' }).first().click();
    await page.locator('.cases button').first().click();
    await page.getByRole('checkbox', { name: /^DC08/ }).check();
    await page.getByText('核验未通过，不能提交。').waitFor();
    expect(await page.getByRole('button', { name: '提交申报' }).isDisabled()).toBe(true);
    await judge.picture('difficult-refused');
    expect(await judge.barriers()).toEqual([]);
    await page.getByLabel('卷宗册数的数').fill('25');
    await page.getByLabel(/卷宗册数：/).fill('卷宗目录');
    await page.getByLabel(/申报理由/).fill('账册二十五册，须逐笔核对。');
    await page.locator('input[type=file]').setInputFiles({ name: '卷宗目录.txt', mimeType: 'text/plain', buffer: Buffer.from('共二十五册') });
    await page.getByText('核验通过，可以提交。').waitFor();
    await page.getByText('申报人填报').waitFor();
    await page.getByText('草稿已保存').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '继续' }).click();
    expect(await page.getByLabel(/申报理由/).inputValue()).toBe('账册二十五册，须逐笔核对。');
    await page.getByText('核验通过，可以提交。').waitFor();
    await judge.picture('difficult-claim');
    await page.getByRole('button', { name: '提交申报' }).click();
    await confirm(judge, '提交申报');
    await page.getByText('已收到，编号 难案〔2026〕第11号。').waitFor();

    await opine('leiming', '难案〔2026〕第11号');
    await opine('panyi', '难案〔2026〕第9号');
    // The chief's own case is the vice-president's to judge.
    await opine('liangzheng', '难案〔2026〕第10号');

    const office = await court.enter('yanming');
    await office.page.goto('/difficult/rounds');
    await office.page.getByRole('link', { name: '2026年下半年' }).click();
    await office.page.getByRole('button', { name: '开始表决' }).click();
    await confirm(office, '开始表决');
    await office.page.getByText('请写明理由，它将记入审计日志。').first().waitFor();
    await office.page.locator('dialog[open] textarea').fill('示例：提前截止，各庭已无申报');
    await confirm(office, '开始表决');
    await office.page.getByText('评议中').first().waitFor();
    const round = new URL(office.page.url()).pathname;
    await office.page.getByRole('button', { name: '计票' }).click();
    await confirm(office, '计票');
    await office.page.getByText(/法定 5 人，尚不能计票/).first().waitFor();
    await office.page.keyboard.press('Escape');

    const members = ['chenzhiyuan', 'leiming', 'zhaoqiang', 'panyi', 'wenyu', 'shijian', 'yanming'];
    for (const user of members) {
      const member = user === 'yanming' ? office : await court.enter(user);
      const { items } = await read<{ items: Claim[] }>(member, '/api/difficult-cases?box=toVote&pageSize=100');
      expect(items.length).toBeGreaterThan(0);
      if (user === 'chenzhiyuan') {
        await member.page.goto(`${round}?claim=${items[0]!.id}`);
        await member.page.getByRole('radio', { name: '入选', exact: true }).check();
        await member.page.getByLabel(/^计分/).fill('12.00');
        await member.page.getByLabel(/^理由/).fill('已核对卷宗');
        await member.page.getByRole('button', { name: '提交表决' }).click();
        await confirm(member, '提交表决');
        await member.page.getByText(/的计分应在 .* 之间/).waitFor();
        await member.picture('difficult-vote-refused');
        await member.page.keyboard.press('Escape');
        await member.page.getByLabel(/^计分/).fill(items[0]!.range.min);
        await member.page.getByRole('button', { name: '提交表决' }).click();
        await confirm(member, '提交表决');
        await member.page.getByText(/您已表决：入选/).waitFor();
        await member.picture('difficult-voted');
        expect(await member.barriers()).toEqual([]);
        items.shift();
      }
      for (const { id, range } of items) expect(await send(member, `/api/difficult-cases/${id}/ballot`, { vote: 'yes', points: range.min, reason: '已核对卷宗' })).toBe(200);
      if (user !== 'yanming') await member.leave();
    }
    await office.page.reload();
    await office.page.getByText('全部投出').waitFor();
    await office.page.getByRole('button', { name: '计票' }).click();
    await confirm(office, '计票');
    await office.page.getByRole('button', { name: '提请公示' }).click();
    await office.page.locator('dialog[open] textarea').fill('审判管理办公室 严明（示例）');
    await confirm(office, '提请公示');
    await office.page.getByRole('link', { name: '看公示' }).first().click();
    await office.page.getByText('公示中').first().waitFor();
    await office.picture('difficult-notice');
    const notice = new URL(office.page.url()).pathname;

    const colleague = await court.enter('wutong');
    await colleague.page.setViewportSize(TELEPHONE);
    await colleague.page.goto(notice);
    await colleague.page.getByRole('button', { name: '提出异议' }).click();
    await colleague.page.locator('dialog[open]').getByLabel(/^针对/).selectOption({ index: 0 });
    await colleague.page.locator('dialog[open]').getByLabel(/^理由/).fill('册数与卷宗目录不符。');
    await confirm(colleague, '提出异议');
    await colleague.page.getByText('异议须署名：请填写您本人的姓名“吴桐”。').waitFor();
    await colleague.picture('difficult-objection-unsigned');
    await colleague.page.locator('dialog[open]').getByLabel(/^署名/).fill('吴桐');
    await confirm(colleague, '提出异议');
    await colleague.page.getByText('异议处理中（暂停生效）').waitFor();
    expect(await colleague.barriers()).toEqual([]);

    const chair = await court.enter('chenzhiyuan');
    await chair.page.locator('li', { hasText: '答复难案公示异议' }).getByRole('link').click();
    await chair.page.getByRole('button', { name: '书面答复' }).click();
    await chair.page.locator('dialog[open]').getByLabel(/^到会委员/).fill('3');
    await chair.page.locator('dialog[open]').getByLabel(/^赞成人数/).fill('2');
    await chair.page.locator('dialog[open]').getByLabel(/^答复理由/).fill('经核对卷宗目录，册数无误，异议不成立。');
    await confirm(chair, '签发答复');
    await chair.page.getByText(/不足法定的 5 人/).waitFor();
    await chair.picture('difficult-answer-refused');
    await chair.page.locator('dialog[open]').getByRole('radio', { name: '异议成立', exact: true }).check();
    await chair.page.locator('dialog[open]').getByLabel(/^更正后分值/).fill('0');
    await chair.page.locator('dialog[open]').getByLabel(/^到会委员/).fill('6');
    await chair.page.locator('dialog[open]').getByLabel(/^赞成人数/).fill('5');
    await chair.page.locator('dialog[open]').getByLabel(/^答复理由/).fill('经核对卷宗目录，册数不足，不予加分。');
    await confirm(chair, '签发答复');
    await chair.page.getByText('异议成立，不予加分').waitFor();
    await chair.picture('difficult-answered');
    expect(await chair.barriers()).toEqual([]);

    await page.goto('/me/difficult-cases');
    await page.getByRole('button', { name: '难案〔2026〕第11号', exact: true }).waitFor();
    await judge.picture('difficult-mine');
    const own = await read<{ items: { number: string; awarded: string; countsOn: string | null; status: string }[] }>(judge, '/api/difficult-cases?box=mine');
    expect(own.items.find(({ number }) => number === '难案〔2026〕第11号')).toMatchObject({ awarded: '2.00' });
    // A colleague it does not concern finds no claim, and machine administrators nothing at all.
    expect((await colleague.page.request.get('/api/difficult-cases')).status()).toBe(200);
    expect((await read<{ total: number }>(colleague, '/api/difficult-cases')).total).toBe(0);
    for (const visitor of [judge, office, colleague, chair]) expect(visitor.troubles).toEqual([]);
    await Promise.all([judge.leave(), office.leave(), colleague.leave(), chair.leave()]);
  }, 240_000);
});
