import { afterAll, describe, expect, test } from '@jest/globals';
import { bonusList, type BonusOnPaper } from '../../src/bonuses/bonus-list.js';
import type { BonusGroupView } from '../../src/bonuses/dto/bonus.dto.js';
import { Decimal } from '../../src/kernel/exact.js';
import { PdfPrinter, type PdfPaper } from '../../src/platform/pdf/pdf-printer.js';
import { readSettings } from '../../src/platform/settings.js';
import type { CompetitionView } from '../../src/promotions/dto/competition.dto.js';
import type { SelectionView } from '../../src/promotions/dto/selection.dto.js';
import { competitionPaper, selectionPaper } from '../../src/promotions/result-papers.js';
import { archivePaper } from '../../src/ranking/archive/archive-paper.js';
import type { ArchiveContent } from '../../src/ranking/archive/dto/archive.dto.js';
import { checklistPaper } from '../../src/ranking/closing/checklist-paper.js';
import { correctionPaper } from '../../src/ranking/closing/correction-paper.js';
import type { ClosingView } from '../../src/ranking/closing/dto/closing.dto.js';
import type { CorrectionView } from '../../src/ranking/closing/dto/correction.dto.js';
import { objectionPaper } from '../../src/ranking/closing/objection-paper.js';
import { resultsPaper, type ResultOnPaper, type ResultsOnPaper } from '../../src/ranking/closing/results-paper.js';
import { pagesOf } from './read-pdf.js';

const printer = new PdfPrinter(readSettings({}, process.cwd()));
afterAll(() => printer.onApplicationShutdown());

const AT = '2026-12-02T01:00:00.000Z';
const COURT = { name: '江城区人民法院', example: true };
const both = (zh: string) => ({ zh, en: zh });
const digest = (letter: string): string => letter.repeat(64);
const LONG = '阿卜杜热合曼·买买提依明';
/** In a narrow column the name goes on below, and what stands beside it is read in between. */
const longBeside = (beside: string): RegExp => new RegExp(`阿卜杜热合曼·(买买提依明|买)?${beside}`);
const pages = async (paper: PdfPaper): Promise<string[]> => pagesOf(await printer.print(paper)).map((page) => page.replace(/[ \n]+/g, ''));
const CELLS = /签名：(签名：)+日期：/;

const closing: ClosingView = {
  period: '2026-09', today: '2026-11-23', status: 'open', state: both('核对中'),
  items: [
    { key: 'a', severity: 'blocks', text: both('复议未答复 2 件'), count: 2, owner: both('审判管理办公室'), link: null, figures: '', explanation: null },
    { key: 'b', severity: 'explain', text: both('收结存有差额'), count: 3, owner: both('审判管理办公室'), link: null, figures: '3', explanation: { words: '移送管辖三件尚未回传', who: '严明', when: AT } },
  ],
  subScores: [{ office: 'trialManagement', name: both('审判管理办公室'), submitted: { who: '严明', when: AT, note: null, holds: [{ name: both('结案'), count: 497 }] }, mine: false }],
  groups: [], committee: [], approval: null, freezeAsked: null, frozenAt: null, notice: null, published: null, people: 57, steps: [], may: [],
};
const frozen: ClosingView = {
  ...closing, status: 'published', state: both('已发布'), items: [],
  groups: [{ key: 'judge:civil', title: both('民商事·员额法官'), size: 16, mean: null, median: null, digest: digest('a'), revision: 2 }],
  approval: { meetingOn: '2026-11-23', decisionNumber: '考评委决定〔2026〕第9号', words: '', recordedBy: '顾国平', recordedAt: AT, seated: 7, present: [{ name: '顾国平', vote: 'for' }, { name: '宋维', vote: 'against' }], groups: [{ title: both('民商事·员额法官'), eligible: 6, quorum: 4, present: 5, inFavour: 4, against: 1, stoodAside: ['闵捷'] }] },
  frozenAt: { who: '崔正、纪清', when: AT }, notice: { from: '2026-11-23', until: '2026-11-30', days: 5, left: 0, contact: '8888', objections: 1, open: 0 }, published: { who: '崔正', when: AT, bulletinId: null },
  steps: [{ action: 'reopen', words: '补录', who: '崔正', when: AT }],
};

describe('the paper of a closing', () => {
  test('says in words what blocks and whose it is, with what was explained and cells to sign', async () => {
    const [page] = await pages(checklistPaper(closing, COURT, AT));
    for (const words of ['【示例】江城区人民法院', '2026年9月考核期结束核对表', '未办完复议未答复2件审判管理办公室', '移送管辖三件尚未回传（严明，2026年12月2日）', '结案497']) expect(page).toContain(words);
    expect(page).toMatch(CELLS);
  });

  test('after the freeze is its record: each group’s vote, who stood aside, the digest whole, what was done', async () => {
    const page = (await pages(checklistPaper(frozen, COURT, AT))).join('');
    for (const words of ['考核期结束记录', '顾国平（同意）、宋维（不同意）', '闵捷', digest('a'), '第2版', '公示期2026年11月23日至2026年11月30日（5个工作日）', '退回核对崔正补录']) expect(page).toContain(words);
    expect(page).not.toContain('未办完');
  });
});

const person = (name: string, more: Partial<ResultOnPaper> = {}): ResultOnPaper => ({ name, division: '民一庭', total: null, standing: null, grade: '称职', note: null, ...more });
const results: ResultsOnPaper = {
  edition: 'posted', court: COURT, period: '2026-09', decision: '考评委决定〔2026〕第9号', frozenAt: AT, publishedAt: null, notice: { from: '2026-11-23', until: '2026-11-30', days: 5, contact: '政工监察办公室 8888' },
  groups: Array.from({ length: 9 }, (_, index) => ({ title: `第${index + 1}组`, digest: digest(String(index + 1)), unordered: '不足5人，不排名次。', rows: Array.from({ length: 3 + ((index * 7) % 11) }, (__, at) => person(at ? `人${at}` : LONG)) })),
};

describe('the results', () => {
  test('on the board are names and grades, no heading stands alone, the court signs at the end', async () => {
    const found = await pages(resultsPaper(results));
    const whole = found.join('');
    for (const words of ['2026年9月法官业绩考评结果公示', '现予公示，公示期自2026年11月23日至2026年11月30日（5个工作日）', '受理：政工监察办公室8888', LONG, '2026年11月23日—']) expect(whole).toContain(words);
    for (const words of ['总分', '名次或', '不排名次', '说明']) expect(whole).not.toContain(words);
    for (const [index, { rows }] of results.groups.entries()) {
      const page = found.find((one) => one.includes(`第${index + 1}组（${rows.length}人）`))!;
      expect(page).toMatch(new RegExp(`第${index + 1}组（${rows.length}人）姓名庭等次${LONG}`));
      expect(whole).toContain(digest(String(index + 1)));
    }
  });

  test('kept by the office have totals and places, bands where a group is too small, and why a line is held back or another one', async () => {
    const filed = await pages(resultsPaper({ ...results, edition: 'filed', publishedAt: AT, groups: [
      { title: '民商事·员额法官', digest: digest('a'), unordered: null, rows: [person('王敏', { total: '87.35', standing: '并列第2名', note: '更正〔2026〕第1号' }), person('郑华', { grade: null, note: '异议办理中，暂不公布' })] },
      { title: '刑事·庭长', digest: digest('b'), unordered: '不足5人，不排名次。', rows: [person('雷鸣', { standing: '第二档（75.00 以上）' })] },
    ] }));
    for (const words of ['（存档）', '内部存档件，不张贴', '名次或档次', '王敏民一庭87.35并列第2名称职更正〔2026〕第1号', '郑华民一庭———异议办理中，暂不公布', '雷鸣民一庭—第二档（75.00以上）', '不足5人，不排名次。']) expect(filed[0]).toContain(words);
  });

  test('contested get an answer in the objection’s own words', async () => {
    const [letter] = await pages(objectionPaper('2026-09', { id: 'o', version: 2, people: [{ personId: 'p', name: '郑华' }], signedName: '郑华', grounds: '一件已结案件未计入。', filedOn: '2026-11-24', status: 'upheld', answer: '该案应计入9月。', answeredBy: '崔正', answeredOn: '2026-11-27', correction: null, mayAnswer: false }, COURT));
    expect(letter).toMatch(/异议答复书郑华：您2026年11月24日.*一件已结案件未计入。二、答复异议成立。该案应计入9月。所涉人员的结果以编号更正公布.*答复人：崔正2026年11月27日/);
  });
});

const side = (total: string, rank: number, grade: string, quality: string) => ({ total, rank, tied: false, grade: both(grade), components: { quality } });
const correction = (rows: number): CorrectionView => ({
  id: 'c', period: '2026-09', number: '更正〔2026〕第1号', status: 'issued', reason: '扣分登记有误。', basisWords: '复议〔2026〕第17号', people: rows + 1, proposedBy: '崔正', proposedAt: AT, confirmedBy: '纪清', confirmedAt: AT, version: 2, withdrawnReason: null, may: [],
  groups: [{ key: 'judge:civil', title: both('民商事·员额法官'), size: 30, before: digest('a'), after: digest('b'), components: [{ key: 'quality', title: both('审判质量') }], hidden: 1, rows: Array.from({ length: rows }, (_, at) => ({ personId: String(at), name: at ? `人${at}` : LONG, division: '民一庭', before: side('83.33', 6, '称职', '25.99'), after: side('83.23', 7, at ? '称职' : '基本称职', '25.89') })) }],
});

describe('a numbered correction', () => {
  test.each([1, 4, 7, 12, 25])('of %i people has old beside new, both digests whole, and its signature never alone on a page', async (rows) => {
    const found = await pages(correctionPaper(correction(rows), COURT));
    expect(found.join('')).toContain(`更正〔2026〕第1号关于更正2026年9月法官业绩考评结果的决定依据：复议〔2026〕第17号。`);
    expect(found.join('')).toMatch(longBeside('民一庭83.33第6名83.23第7名'));
    expect(found.join('')).toContain(`${LONG}：审判质量25.99→25.89；等次称职→基本称职。`);
    expect(found.at(-1)).toMatch(new RegExp(`原摘要${digest('a')}新摘要${digest('b')}.*提出：崔正确认：纪清2026年12月2日`));
  });

  test('says of whom it takes in and of whom it takes out what there is to say', async () => {
    const [group] = correction(2).groups;
    const [joins, leaves] = group!.rows;
    const words = (await pages(correctionPaper({ ...correction(2), groups: [{ ...group!, rows: [{ ...joins!, name: '赵宁', before: null }, { ...leaves!, after: null }] }] }, COURT))).join('');
    expect(words).toMatch(/未在冻结.*83\.23第7名.*83\.33第6名.*不再在本.*赵宁：冻结时未列入本组，现予列入；审判质量25\.89；等次基本称职。人1：不再在本组，其原结果不再有效。/);
  });

  test('not confirmed yet says so', async () => {
    const words = (await pages(correctionPaper({ ...correction(1), status: 'proposed', number: null, confirmedBy: null, confirmedAt: null }, COURT))).join('');
    for (const part of ['〔草稿，未编号〕', '拟将2026年9月冻结的结果', '待第二人确认']) expect(words).toContain(part);
  });
});

test('an archive has its digest whole at the foot of every page, and a place to sign', async () => {
  const content: ArchiveContent = {
    court: COURT.name, person: { id: 'p', name: LONG }, posts: [{ post: 'judge', postName: both('员额法官'), division: '民一庭', nature: 'civil', rank: null, from: '2024-01-01', until: null }],
    results: Array.from({ length: 40 }, (_, at) => ({ period: `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`, group: both('民商事·员额法官'), division: '民一庭', total: '83.23', rank: at % 2 ? 7 : null, tied: false, size: 16, grade: null, months: '1.00', components: [{ key: 'q', title: both('审判质量'), points: '25.89', fullMark: '30.00' }], interval: null, digest: digest('c'), published: true, correction: at ? null : { number: '更正〔2026〕第1号', totalBefore: '83.33', rankBefore: 6 } })),
    difficultCases: [], research: [], merits: [], reconsiderations: null,
  };
  const found = await pages(archivePaper(content, true, digest('d'), AT));
  expect(found.length).toBeGreaterThan(2);
  found.forEach((page, index) => expect(page).toContain(`第${index + 1}页/共${found.length}页摘要${digest('d')}`));
  expect(found[0]).toContain('更正〔2026〕第1');
  expect(found.join('').match(new RegExp(digest('c'), 'g'))).toHaveLength(40);
  expect(found.at(-1)).toMatch(/2026年12月2日打印.*本人政工监察办公室（盖章）签名：签名：/);
});

test('a list of bonuses has a cell for everybody’s signature, sums, the pool written out, and signatures beside the total', async () => {
  const group = (at: number): BonusGroupView => ({
    key: `g${at}`, title: both(`第${at}组`), amount: '40000.00', digest: digest('a'), heads: [{ tier: both('第一档'), coefficient: '1.30', heads: 12 }, { tier: both('第四档'), coefficient: '0.70', heads: 0 }],
    boundaries: [{ upper: { id: 'a', name: '王敏' }, lower: { id: 'b', name: '何静' }, upperTier: both('第一档'), lowerTier: both('第二档'), equal: false, untested: false, choice: both('分开'), decision: { number: '考评委决定〔2026〕第11号', reason: '件数相当。', decidedOn: '2026-12-01', recordedBy: '崔正' } }],
    people: Array.from({ length: 12 }, (_, index) => ({ personId: String(index), name: index ? `人${index}` : LONG, division: '民一庭', rank: index + 1, total: '90.00', tier: index === 11 ? null : both('第一档'), amount: index === 11 ? '0.00' : '3636.36', why: both('一票否决'), before: null, difference: null })),
  });
  const list: BonusOnPaper = { court: COURT, number: '奖金〔2026〕第1号', groups: [1, 2, 3].map(group), confirmations: [{ decision: '考评委决定〔2026〕第14号', reason: '更正不涉及金额。', decidedOn: '2026-12-02', corrections: '更正〔2026〕第1号' }], round: { status: 'approved', title: '九月奖金', period: '2026-09', pool: new Decimal('120000.00'), approval: '〔2026〕20号', approvedBy: '陈志远', approvedAt: AT, draftedBy: '崔正', paidBy: null, paidOn: null, correction: null } };
  const found = await pages(bonusList(list));
  const whole = found.join('');
  for (const words of ['总额：120,000.00元（人民币壹拾贰万元整）', '小计39,999.96元', '经决定仍按原批准发放：考评委决定〔2026〕第14号（2026年12月2日）：更正不涉及金额。', '跨档决定：王敏与何静分开，考评委决定〔2026〕第11号（2026年12月1日）', '未参加分配第1组人11：一票否决', '第1组40,000.00元，11人第一档12人，系数1.30序姓名']) expect(whole).toContain(words);
  expect(whole).toMatch(longBeside('民一庭190.00第一档3,636.36'));
  expect(whole).not.toContain('第四档0人');
  for (const page of found) expect(page).not.toMatch(/系数[\d.]+第\d+页/);
  expect(found.at(-1)).toMatch(/合计120,000.00元人民币壹拾贰万元整.*制表政工监察办公室审核财务院领导签名：/);
  const corrected = (await pages(bonusList({ ...list, groups: [{ ...group(1), people: [{ ...group(1).people[11]!, before: '500.00', difference: '-500.00' }] }], round: { ...list.round, correction: '更正〔2026〕第1号' } }))).join('');
  expect(corrected).toContain('更正依据：更正〔2026〕第1号');
  expect(corrected).toContain('人11民一庭1290.00—500.00-500.000.00');
});

test('a competition’s result shows another’s arithmetic to nobody whom the page does not show it', async () => {
  const entry = (name: string, place: number, results: boolean): CompetitionView['entriesOf'][number] => ({ personId: name, name, place, total: '91.20', results: results ? [{ code: 'CP-1', label: both('业绩考评'), value: '90.00', points: '36.00', why: both('三年平均 90.00 × 40%') }] : null });
  const view = {
    id: 'k', number: '竞岗〔2026〕第1号', title: '民一庭副庭长', places: 1, status: 'published', state: both('公布中'), entries: 2, objectionsUntil: '2026-12-09', approval: '党组会纪要〔2026〕第36号', version: 1, abilityShare: '80.00', shareFrom: '50.00', shareTo: '80.00', archive: ['2025'], until: '2026-11-20', seedDigest: digest('e'), seed: digest('f'), openedBy: '崔正', openedAt: AT, publishedBy: '陈志远', publishedAt: AT, reason: null,
    parts: [{ code: 'CP-1', label: both('业绩考评'), kind: 'archive', weight: '40.00', abilityAndPerformance: true, least: 1, source: '' }], entriesOf: [entry('王敏', 1, true), entry('何静', 2, false)], marks: [], objections: [], may: { manage: false, publish: false, answer: false, object: false, close: false },
  } as unknown as CompetitionView;
  const words = (await pages(competitionPaper(view, COURT))).join('');
  for (const part of ['关于民一庭副庭长竞岗结果的公示', '第1名王敏91.20拟任', '三年平均90.00×40%', '请于2026年12月9日前（含当日）', `抽签种子摘要${digest('e')}`, `抽签种子${digest('f')}`]) expect(words).toContain(part);
  expect(words.match(/三年平均/g)).toHaveLength(1);
});

test('a selection lists who was chosen before the candidates of each group, with reasons and cells to sign', async () => {
  const candidate = (name: string, place: number, outcome: string | null, words: string): SelectionView['groupsOf'][number]['candidates'][number] => ({ id: name, personId: name, name, division: '民一庭', place, total: '90.00', standing: 'leader', standingWords: both('本组领先者'), why: both(`名次第${place}`), decision: null, outcome, outcomeWords: both(words), outcomeReason: outcome === 'declined' ? '手术休养' : null, outcomeBy: null, due: false });
  const view = { id: 's', number: '选派〔2026〕第1号', kind: 'training', title: '国家法官学院培训', period: '2026Q3', status: 'approved', state: both('已确定'), groups: 1, candidates: 2, chosen: 1, approval: '〔2026〕36号', version: 2, measure: '', draftedBy: '崔正', draftedAt: AT, approvedBy: '陈志远', approvedAt: AT, reason: null, groupsOf: [{ key: 'judge:criminal', title: both('刑事·员额法官'), size: 3, places: 1, why: both('每 3 人 1 名'), candidates: [candidate('雷达', 1, 'declined', '放弃，依次递补'), candidate('高远', 2, 'accepted', '参加')] }], may: { manage: false, approve: false } } as unknown as SelectionView;
  const words = (await pages(selectionPaper(view, COURT))).join('');
  expect(words).toMatch(/名单（1人）姓名.*高远民一庭刑事·员额法官第2名90\.00.*刑事·员额法官（3人，1名）每3人1名.*雷达.*放弃，依次递补：手术休养/);
  expect(words).toMatch(CELLS);
});
