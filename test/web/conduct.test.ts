import { openCourt, type DemonstrationCourt } from './court.js';
import type { Visitor } from './browser.js';

describe('conduct', () => {
  let court: DemonstrationCourt;
  beforeAll(async () => {
    court = await openCourt();
  }, 180_000);
  afterAll(() => court.close());

  const PAPER = { name: '材料.txt', mimeType: 'text/plain', buffer: Buffer.from('材料') };
  const dialog = ({ page }: Visitor) => page.locator('dialog[open]');
  const drawer = ({ page }: Visitor) => page.locator('.drawer');
  const press = (visitor: Visitor, verb: string): Promise<void> => dialog(visitor).getByRole('button', { name: verb, exact: true }).click();
  const saved = (visitor: Visitor): Promise<void> => dialog(visitor).waitFor({ state: 'detached' });

  async function attach(visitor: Visitor): Promise<void> {
    await dialog(visitor).locator('input[type=file]').setInputFiles(PAPER);
    await dialog(visitor).getByText(PAPER.name).waitFor();
  }

  async function name(visitor: Visitor, label: string, person: string): Promise<void> {
    await dialog(visitor).getByRole('combobox', { name: label, exact: true }).fill(person);
    await dialog(visitor).getByRole('option', { name: person }).first().click();
  }

  /** A step on the open record: the button carries the verb, and so does the one that confirms. */
  async function step(visitor: Visitor, verb: string, words: string | null): Promise<void> {
    await drawer(visitor).getByRole('button', { name: verb, exact: true }).click();
    if (words !== null) await dialog(visitor).locator('textarea').fill(words);
    await press(visitor, verb);
    await saved(visitor);
  }

  async function open(visitor: Visitor, list: string, number: string): Promise<void> {
    await visitor.page.goto(list);
    await visitor.page.getByRole('button', { name: number, exact: true }).click();
    await drawer(visitor).getByText('办理经过').waitFor();
  }

  const numberOf = async (visitor: Visitor, state: string): Promise<string> => {
    await drawer(visitor).getByText(state, { exact: true }).first().waitFor();
    return drawer(visitor).locator('h2').innerText();
  };

  test('a complaint is heard before it is found; an entry is objected to and corrected by another; merits and honours stand on evidence', async () => {
    const [office, judge, investigator, second] = await Promise.all([court.enter('cuizheng'), court.enter('muran'), court.enter('yanming'), court.enter('jiqing')]);

    // 受理，交办给别的庭室的人 / received, and given to somebody of another division
    await office.page.goto('/conduct/complaints');
    await office.page.getByRole('button', { name: '受理投诉信访' }).first().click();
    await dialog(office).getByLabel(/^条目/).selectOption('W-01');
    await name(office, '被反映人', '穆然');
    await dialog(office).getByLabel(/^收到日期/).fill('2026-11-20');
    await dialog(office).getByLabel(/^反映人/).fill('何某');
    await dialog(office).getByLabel(/^摘要/).fill('反映接待时语气生硬');
    await dialog(office).getByLabel(/^反映内容/).fill('十一月十九日接待时打断陈述，语气生硬。');
    await press(office, '受理投诉信访');
    const complaint = await numberOf(office, '待交办');
    await drawer(office).getByRole('button', { name: '交办' }).click();
    await dialog(office).locator('option', { hasText: '严明' }).waitFor({ state: 'attached' });
    expect(await dialog(office).locator('option').allInnerTexts()).not.toContainEqual(expect.stringContaining('行政庭'));
    await dialog(office).getByLabel(/^核查人/).selectOption({ label: await dialog(office).locator('option', { hasText: '严明' }).innerText() });
    await press(office, '交办');
    await saved(office);

    // 政工登记：没有材料不能提交 / an entry needs its evidence
    await office.page.goto('/conduct/entries');
    await office.page.getByRole('button', { name: '登记', exact: true }).click();
    await dialog(office).getByLabel(/^条目/).selectOption('I-03');
    await dialog(office).getByLabel(/^级别/).selectOption('prefecture');
    await name(office, '人员', '穆然');
    await dialog(office).getByLabel(/^发生日期/).fill('2026-11-18');
    await dialog(office).getByLabel(/^事实/).fill('落实决定不力，被市里通报。');
    expect(await dialog(office).getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
    await attach(office);
    await press(office, '登记');
    const entry = await numberOf(office, '待本人确认');

    // 外部荣誉：内部机构评的不收，院外机关授予的凭证书登记 / an internal body is refused, an outside one is not
    await office.page.goto('/conduct/honours');
    await office.page.getByRole('button', { name: '登记荣誉' }).first().click();
    await name(office, '人员', '穆然');
    await dialog(office).getByLabel(/^级别/).selectOption('county');
    await dialog(office).getByLabel(/^荣誉名称/).fill('法治宣传先进个人');
    await dialog(office).getByLabel(/^授予机关/).fill('江城区人民法院工会');
    await dialog(office).getByLabel(/^文号/).fill('江城宣〔2026〕8号');
    await dialog(office).getByLabel(/^授予日期/).fill('2026-11-16');
    await attach(office);
    await press(office, '登记荣誉');
    await dialog(office).getByText('内部投票不能登记').waitFor();
    await office.picture('conduct-honour-refused');
    await dialog(office).getByLabel(/^授予机关/).fill('中共江城区委宣传部');
    await press(office, '登记荣誉');
    const honour = await numberOf(office, '待确认');

    // 本人：首页提示，作陈述，提出异议 / the person is told at home, makes a statement, objects
    await judge.page.goto('/');
    await judge.page.getByText('就投诉作陈述').first().waitFor();
    await open(judge, '/me/conduct', complaint);
    expect(await drawer(judge).innerText()).not.toContain('何某');
    await step(judge, '陈述', '当日接待有录像，确有一次打断，已当面致歉。');
    await drawer(judge).getByText('已当面致歉').waitFor();
    await open(judge, '/me/conduct', entry);
    await step(judge, '提出异议', '通报只点到本院，没有到市里。');
    await drawer(judge).getByText('有异议', { exact: true }).first().waitFor();
    await judge.picture('conduct-objection');
    expect(await judge.barriers()).toEqual([]);

    // 加分：已由调研计分的不在这里申报 / what research counts is not claimed here
    await judge.page.goto('/me/merits');
    const claims: string[] = [];
    for (const matter of ['行政争议实质化解', '巡回审判进园区']) {
      await judge.page.getByRole('button', { name: '申报加分' }).first().click();
      await dialog(judge).getByLabel(/^条目/).selectOption(claims.length ? 'G-05' : 'G-02');
      await dialog(judge).getByLabel(/^依据文件/).fill('江中法〔2026〕77号');
      await dialog(judge).getByLabel(/^申报理由/).fill('做法被推广，见所附通知。');
      await dialog(judge).getByLabel(/^事项/).fill(matter);
      await attach(judge);
      if (!claims.length) {
        await press(judge, '申报加分');
        await dialog(judge).getByText('不重复计').waitFor();
        await dialog(judge).getByLabel(/^条目/).selectOption('G-05');
      }
      await dialog(judge).getByLabel(/^级别/).selectOption('prefecture');
      await press(judge, '申报加分');
      await saved(judge);
      claims.push(await numberOf(judge, '待审批'));
      await drawer(judge).getByRole('button', { name: '关闭' }).click();
    }

    // 核查人认定 / the investigator's finding
    await open(investigator, '/conduct/complaints?box=toInvestigate', complaint);
    await drawer(investigator).getByRole('button', { name: '核查认定' }).click();
    await dialog(investigator).getByLabel(/^认定/).selectOption('partlyUpheld');
    await dialog(investigator).locator('textarea').fill('录像显示打断陈述一次，语气生硬一节不能证实。');
    await press(investigator, '核查认定');
    await saved(investigator);
    await drawer(investigator).getByText('部分属实').first().waitFor();
    await investigator.picture('conduct-finding');

    // 政工：答复，一件加分批准、一件不批准 / the office answers; one merit approved, one refused
    await open(office, '/conduct/complaints', complaint);
    await step(office, '答复', '已将核查结果书面答复反映人。');
    await drawer(office).getByText('已答复', { exact: true }).first().waitFor();
    await open(office, '/conduct/merits?state=claimed', claims[0]!);
    await step(office, '不批准', '只有本院通知，没有市级推广文件。');
    await drawer(office).getByText('没有市级推广文件').waitFor();
    await open(office, '/conduct/merits?state=claimed', claims[1]!);
    await step(office, '批准', null);
    await drawer(office).getByText('已批准', { exact: true }).first().waitFor();
    await office.picture('conduct-merit-decided');
    // 登记人自己不能决定异议 / not by the hand that made the entry
    await open(office, '/conduct/entries', entry);
    expect(await drawer(office).getByRole('button', { name: '更正' }).count()).toBe(0);

    // 第二人更正登记、确认荣誉 / a second person corrects the entry and confirms the honour
    await open(second, '/conduct/entries?box=toDecide', entry);
    await drawer(second).getByRole('button', { name: '更正' }).click();
    await dialog(second).getByLabel(/^更正理由/).fill('核对通报原件，通报范围为本院。');
    await dialog(second).getByLabel(/^级别/).selectOption('court');
    await dialog(second).getByLabel(/^事实/).fill('落实决定不力，被本院通报。');
    await attach(second);
    await press(second, '更正登记');
    await saved(second);
    await drawer(second).getByText(entry).waitFor();
    await second.picture('conduct-correction');
    await open(second, '/conduct/honours', honour);
    await step(second, '确认荣誉', '');
    await drawer(second).getByText('已确认', { exact: true }).first().waitFor();

    for (const visitor of [office, judge, investigator, second]) {
      expect(visitor.troubles).toEqual([]);
      await visitor.leave();
    }
  });
});
