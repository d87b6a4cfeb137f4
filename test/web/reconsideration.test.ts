import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('reconsideration', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const PERIOD = '2026-11';
  interface Effect {
    total: string;
    rank: number | null;
  }
  interface Sheet extends Effect {
    components: { leaves: { lines: { eventId: string | null; clause: string }[] }[] }[];
  }
  interface Request {
    number: string;
    members: { personId: string; name: string }[];
  }
  const USERS: Record<string, string> = { 周宁: 'zhouning', 方敏: 'fangmin', 钟岩: 'zhongyan', 沈默: 'shenmo', 何静: 'hejing' };

  const read = async <T>(visitor: Visitor, path: string): Promise<T> => {
    const answer = await visitor.page.request.get(path);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as T;
  };
  /** The one confirmation: the button in the dialog carries the verb. */
  const confirm = (visitor: Visitor, verb: string): Promise<void> => visitor.page.locator('dialog[open]').getByRole('button', { name: verb, exact: true }).click();

  async function vote(name: string, path: string): Promise<Visitor> {
    const member = await court.enter(USERS[name]!);
    await member.page.goto(path);
    await member.page.getByRole('radio', { name: '成立', exact: true }).check();
    await member.page.getByLabel(/表决理由/).fill('已核对文书原文，该处标点并未重复。');
    await member.page.getByRole('button', { name: '投票' }).click();
    await confirm(member, '投票');
    await member.page.getByRole('button', { name: '投票' }).first().waitFor({ state: 'detached' });
    return member;
  }

  test('a judge contests a line, a panel drawn by lot upholds it with reasons, and score and history follow at once', async () => {
    const judge = await court.enter('weidong');
    const { page } = judge;
    const before = await read<Sheet>(judge, `/api/scores/me?period=${PERIOD}`);
    await page.goto(`/me/score/${PERIOD}`);
    await page.getByRole('button', { name: /审判质量/ }).click();
    const line = page.locator('.score-line').filter({ hasText: '标点' }).first();
    await line.getByRole('button', { name: /为什么/ }).click();
    await line.getByRole('link', { name: '申请复议' }).click();
    await page.getByText('结果推算').waitFor();
    const record = new URL(page.url()).searchParams.get('line')!;
    const { upheld } = await read<{ upheld: Effect }>(judge, `/api/reconsiderations/preview?period=${PERIOD}&record=${record}`);
    expect(upheld.total).not.toBe(before.total);
    await page.getByText(upheld.total, { exact: true }).waitFor();

    await page.getByLabel('第 1 点').fill('该处为引号内的原文，标点并未重复。');
    await page.getByText('草稿已保存').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '继续' }).click();
    expect(await page.getByLabel('第 1 点').inputValue()).toBe('该处为引号内的原文，标点并未重复。');
    await judge.picture('reconsideration-filing');
    expect(await judge.barriers()).toEqual([]);
    await page.getByRole('button', { name: '提交复议申请' }).click();
    await confirm(judge, '提交复议申请');
    await page.getByText(/已收到，编号 复议〔2026〕第4号。最迟 .*答复/).waitFor();
    const path = new URL(page.url()).pathname;

    const office = await court.enter('yanming');
    await office.page.locator('li', { hasText: '受理 复议〔2026〕第4号' }).getByRole('link').click();
    await office.page.getByRole('button', { name: '受理并抽定评查组' }).click();
    await confirm(office, '受理并抽定评查组');
    await office.page.getByText('3 人合议：0 人已表决，3 人待投').waitFor();
    const { members } = await read<Request>(office, `/api${path}`);
    expect(members.map(({ name }) => name).sort()).toEqual(['何静', '周宁', '方敏']);

    for (const { name } of members.slice(1)) await (await vote(name, path)).leave();
    const presiding = await vote(members[0]!.name, path);
    const answer = presiding.page.getByLabel('回应第 1 点');
    await answer.fill('……');
    await presiding.page.getByRole('button', { name: '签发答复' }).click();
    await confirm(presiding, '签发答复');
    await presiding.page.getByText('请答复申请人的第 1 点', { exact: false }).waitFor();
    await presiding.page.getByText('请写明答复所依据的条款。').waitFor();
    await presiding.picture('reconsideration-reply');
    expect(await presiding.barriers()).toEqual([]);
    await answer.fill('经核对文书原文，该处引号为引文自带，标点并未重复，差错不成立。');
    await presiding.page.getByLabel(/依据条款/).fill('《考核办法（示例）》第12条第1项');
    await presiding.page.getByRole('button', { name: '签发答复' }).click();
    await confirm(presiding, '签发答复');
    await presiding.page.getByText('已答复，更正').first().waitFor();

    await page.goto(`/me/score/${PERIOD}`);
    await page.getByRole('button', { name: /审判质量/ }).click();
    await page.getByRole('link', { name: '复议〔2026〕第4号：成立' }).waitFor();
    await page.locator('.superseded s').filter({ hasText: '标点' }).waitFor();
    const after = await read<Sheet>(judge, `/api/scores/me?period=${PERIOD}`);
    expect({ total: after.total, rank: after.rank }).toEqual({ total: upheld.total, rank: upheld.rank });
    expect(after.components.flatMap(({ leaves }) => leaves.flatMap(({ lines }) => lines)).some(({ eventId }) => eventId === record)).toBe(false);
    await judge.picture('reconsideration-upheld');
    expect(await judge.barriers()).toEqual([]);
    await page.goto('/');
    await page.getByText('复议〔2026〕第4号 已答复：成立').waitFor();

    // A colleague it does not concern finds nothing there.
    const colleague = await court.enter('lifang');
    expect((await colleague.page.request.get(`/api${path}`)).status()).toBe(404);
    for (const visitor of [judge, office, presiding]) expect(visitor.troubles).toEqual([]);
    await Promise.all([judge.leave(), office.leave(), presiding.leave(), colleague.leave()]);
  }, 120_000);
});
