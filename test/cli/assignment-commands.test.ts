import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/program.js';
import type { AssignmentPlan, AssignmentResult, AssignmentRun, CaseExplanation, DrawVerdict } from '../../src/rules/assignment/plan.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assignment-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cli(argv: string[], stdin = '') {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  });
  return { code, out, err };
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const judge = (id: string, backlog: number, more: object = {}) => ({ id, backlog, capacity: 1, specialisms: [], pendingCap: null, available: true, ...more });
const theCase = (id: string, more: object = {}) => ({ id, weight: 1, requires: null, excluded: [], designated: null, ...more });
const table = (rule: string, backlogs: number[], cases: number): AssignmentPlan =>
  ({
    seed: '2026-11-15',
    rule,
    loadIn: 'cases',
    units: [{ id: '民一庭', judges: backlogs.map((backlog, index) => judge(`J${index + 1}`, backlog)) }],
    cases: Array.from({ length: cases }, (_, index) => theCase(`(2026)苏0102民初${index + 1}号`)),
  }) as AssignmentPlan;

async function assigned(plan: unknown): Promise<AssignmentResult> {
  const { code, out, err } = await cli(['assign', '--input', '-'], JSON.stringify(plan));
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as AssignmentResult;
}

async function faults(plan: unknown): Promise<[string, string][]> {
  const { code, out, err } = await cli(['assign', '--json', '--input', '-'], typeof plan === 'string' ? plan : JSON.stringify(plan));
  expect([code, out]).toEqual([1, '']);
  const { error } = JSON.parse(err.trim().split('\n').at(-1)!) as { error: { code: string; faults: { path: string; zh: string; en: string }[] } };
  expect(error.faults.every(({ zh, en }) => /请|应|写/.test(zh) && /\. [A-Z]/.test(en))).toBe(true);
  return error.faults.length > 0 ? error.faults.map(({ path, zh }) => [path, zh]) : [[error.code, '']];
}

describe('assign', () => {
  test.each([
    ['level-then-even', [10, 15, 20, 25, 30], 75, [22, 17, 12, 12, 12], [32, 32, 32, 37, 42]],
    ['water-level', [10, 15, 20, 25, 30], 75, [25, 20, 15, 10, 5], [35, 35, 35, 35, 35]],
    ['level-then-even', [0, 0, 22, 28, 50], 50, [22, 22, 2, 2, 2], [22, 22, 24, 30, 52]],
    ['water-level', [0, 0, 22, 28, 50], 50, [24, 24, 2, 0, 0], [24, 24, 24, 28, 50]],
  ])('the table of the rule: %s, %j, %d new', async (rule, backlogs, cases, quota, after) => {
    const result = await assigned(table(rule, backlogs, cases));
    expect(result.base).toBe(20);
    expect(result.judges.map((one) => [one.quota, one.received, one.after])).toEqual(quota.map((due, index) => [due, due, after[index]]));
    expect(result.units).toMatchObject([{ id: '民一庭', quota: cases }]);
    expect(result.assignments).toHaveLength(cases);
  });

  test('the third row, whose last case is drawn for', async () => {
    for (const rule of ['level-then-even', 'water-level']) {
      const { judges } = await assigned(table(rule, [40, 12, 31, 7], 20));
      expect(judges.map(({ after }) => after).sort()).toEqual([19, 20, 31, 40]);
    }
  });

  test('the fields of the specification, in words a judge understands', async () => {
    const result = await assigned(table('level-then-even', [10, 15, 20, 25, 30], 75));
    expect(result.assignments[0]).toMatchObject({ unit: '民一庭', order: 1, why: expect.stringMatching(/^抽签第1位，J\d此时负荷\d+件，/), whyEn: expect.stringMatching(/^Drawn in place 1; /) });
    expect(result.assignments.filter(({ phase }) => phase === 'level')).toHaveLength(15);
    expect(result.assignments.filter(({ phase }) => phase === 'even')).toHaveLength(60);
    expect(result.fairness).toMatchObject({ spread: 10, gini: 0.057143, before: { spread: 20, gini: 0.2 } });
    expect(result.unassigned).toEqual([]);
  });

  test('the same bytes again, from a file and from standard input', async () => {
    const plan = table('level-then-even', [3, 9, 4], 40);
    const [first, second] = [await cli(['assign', '--input', file('plan.json', plan)]), await cli(['assign', '--input', '-'], `\uFEFF${JSON.stringify(plan, null, 2)}`)];
    expect(first.code).toBe(0);
    expect(second.out).toBe(first.out);
  });

  test('--explain tells one case', async () => {
    const { out } = await cli(['assign', '--input', file('plan.json', table('level-then-even', [3, 9], 4)), '--explain', '(2026)苏0102民初2号']);
    expect((JSON.parse(out) as CaseExplanation).judges.map(({ judge: id }) => id)).toEqual(['J1', 'J2']);
  });

  test('a unit where nobody can receive is no fault; it is said on standard error', async () => {
    const { code, out, err } = await cli(['assign', '--input', '-'], JSON.stringify({ ...table('level-then-even', [5], 2), units: [{ id: '民一庭', judges: [judge('J1', 5)] }, { id: '城东法庭', judges: [] }] }));
    expect(code).toBe(0);
    expect((JSON.parse(out) as AssignmentResult).units[1]).toMatchObject({ id: '城东法庭', quota: 0, received: 0, base: null });
    expect(err).toContain('以下庭室没有可以收案的法官，配额为0：城东法庭。');
  });

  test('a field nobody reads is named, so that a misspelt recusal is seen', async () => {
    const { code, err } = await cli(['assign', '--input', '-'], JSON.stringify({ ...table('level-then-even', [5], 0), cases: [theCase('c1', { exclude: ['J1'] })] }));
    expect(code).toBe(0);
    expect(err).toContain('以下字段没有使用，请核对是否写错：cases[].exclude。');
  });
});

describe('assign refuses, with every fault at once and nothing printed', () => {
  test('a plan full of faults', async () => {
    const plan = {
      rule: 'first-come',
      loadIn: 'cases',
      units: [
        { id: '民一庭', judges: [judge('J1', -3), judge('J2', 1.5), judge('J1', 4, { capacity: 0 }), judge('J3', 4, { capacity: -1, pendingCap: 'ten' }), { id: 'J4', capacity: 1 }] },
        { id: '民一庭', judges: 'none' },
      ],
      cases: [theCase('c1', { excluded: ['J9'], designated: 'J8' }), theCase('c1'), theCase('', { units: ['不存在'] }), 7],
    };
    expect(await faults(plan)).toEqual([
      ['seed', expect.stringContaining('没有填写')],
      ['rule', '没有“"first-come"”这个选项。请改为 level-then-even、water-level。'],
      ['units[0].judges[0].backlog', expect.stringContaining('不能是负数，现为 -3')],
      ['units[0].judges[1].backlog', expect.stringContaining('按件数计时应为整数，现为 1.5')],
      ['units[0].judges[2].id', '法官“J1”在 units[0].judges[0].id 已出现。每个编号只能出现一次，请只保留一处。'],
      ['units[0].judges[2].capacity', expect.stringContaining('应大于零，现为 0')],
      ['units[0].judges[3].capacity', expect.stringContaining('应大于零，现为 -1')],
      ['units[0].judges[3].pendingCap', expect.stringContaining('不是数字："ten"')],
      ['units[0].judges[4].backlog', '没有填写。请补上；缺数不能当作零。'],
      ['units[1].id', expect.stringContaining('庭室“民一庭”在 units[0].id 已出现')],
      ['units[1].judges', expect.stringContaining('应为数组')],
      ['cases[0].designated', expect.stringContaining('没有法官“J8”')],
      ['cases[0].excluded[0]', expect.stringContaining('没有法官“J9”')],
      ['cases[1].id', expect.stringContaining('案件“c1”在 cases[0].id 已出现')],
      ['cases[2].units[0]', expect.stringContaining('没有庭室“不存在”')],
      ['cases[2].id', expect.stringContaining('没有填写')],
      ['cases[3]', expect.stringContaining('应为对象')],
    ]);
  });

  test.each([
    ['not JSON', '{"seed": ', 'assignment.notJson'],
    ['an empty file', '', 'assignment.notJson'],
    ['no object', '[]', 'plan'],
    ['no units', { seed: 's', units: [], cases: [] }, 'units'],
    ['no cases field', { seed: 's', units: [{ id: 'U', judges: [] }] }, 'cases'],
    ['an empty seed', { ...table('level-then-even', [1], 1), seed: '  ' }, 'seed'],
    ['a seed that is a number', { ...table('level-then-even', [1], 1), seed: 20261115 }, 'seed'],
    ['weights without a weight', { ...table('level-then-even', [1], 0), loadIn: 'weights', cases: [{ id: 'c' }] }, 'cases[0].weight'],
    ['three decimals of weight', { ...table('level-then-even', [1], 0), loadIn: 'weights', cases: [theCase('c', { weight: 1.005 })] }, 'cases[0].weight'],
    ['a unit of load nobody knows', { ...table('level-then-even', [1], 0), loadIn: 'hours' }, 'loadIn'],
  ])('%s', async (_, plan, place) => {
    expect((await faults(plan)).map(([path]) => path)).toEqual([place]);
  });

  test('a file that is not there, and a command without its file', async () => {
    expect((await cli(['assign', '--input', join(folder, 'none.json')])).code).toBe(1);
    expect((await cli(['assign'])).code).toBe(2);
  });

  test('everybody recused is no fault of the plan: the case stays in the pool', async () => {
    const result = await assigned({ ...table('level-then-even', [1, 2], 0), cases: [theCase('c1', { excluded: ['J1', 'J2'] })] });
    expect(result).toMatchObject({ assignments: [], unassigned: [{ case: 'c1', why: '无人可以承办，留在待分案池。回避：J1、J2。' }] });
  });
});

describe('verify-draw', () => {
  async function written(name: string): Promise<{ path: string; run: AssignmentRun }> {
    const path = join(folder, name);
    const { code } = await cli(['assign', '--input', file('plan.json', table('level-then-even', [10, 15, 20], 30)), '--run', path]);
    expect(code).toBe(0);
    return { path, run: JSON.parse(readFileSync(path, 'utf8')) as AssignmentRun };
  }
  const verdictOf = (out: string): DrawVerdict => JSON.parse(out) as DrawVerdict;

  test('equal, from the file alone', async () => {
    const { path, run } = await written('run.json');
    const { code, out, err } = await cli(['verify-draw', path]);
    expect([code, verdictOf(out)]).toEqual([0, { equal: true, digest: run.result.digest, decisions: 30 }]);
    expect(err).toContain('一致：30 件');
  });

  test('a decision given to another judge is found, and only it', async () => {
    const { run } = await written('run.json');
    const altered = run.result.assignments[7]!;
    const other = ['J1', 'J2', 'J3'].find((id) => id !== altered.judge)!;
    const truth = altered.judge;
    altered.judge = other;
    const { code, out, err } = await cli(['verify-draw', file('altered.json', run)]);
    expect(code).toBe(1);
    expect(verdictOf(out)).toMatchObject({ equal: false, total: 1, differences: [{ path: 'assignments[7].judge', recorded: JSON.stringify(other), recomputed: JSON.stringify(truth) }] });
    expect(err).toContain(`案件“${altered.case}”：记录为 "${other}"，重算为 "${truth}"。`);
  });

  test.each([
    ['another seed', (run: AssignmentRun) => (run.plan.seed = '2026-11-16'), 'commitment'],
    ['another backlog', (run: AssignmentRun) => (run.plan.units[0]!.judges[0]!.backlog = 11), 'digest'],
    ['a recusal taken out', (run: AssignmentRun) => (run.plan.cases[0]!.excluded = ['J2']), 'digest'],
    ['a decision left out', (run: AssignmentRun) => run.result.assignments.pop(), 'assignments[29]'],
    ['a decision added', (run: AssignmentRun) => run.result.assignments.push({ ...run.result.assignments[0]!, case: '另案' }), 'assignments[30]'],
    ['a decision written twice', (run: AssignmentRun) => run.result.assignments.push({ ...run.result.assignments[4]! }), 'assignments[30]'],
    ['two decisions changed round', (run: AssignmentRun) => run.result.assignments.reverse(), 'assignments'],
    ['the quota of a judge', (run: AssignmentRun) => (run.result.judges[0]!.quota = 1), 'judges[0].quota'],
    ['a sentence', (run: AssignmentRun) => (run.result.assignments[3]!.why = '领导安排'), 'assignments[3].why'],
    ['the digest', (run: AssignmentRun) => (run.result.digest = '0'.repeat(64)), 'digest'],
    ['a field more', (run: AssignmentRun) => Object.assign(run.result, { extra: 1 }), 'extra'],
  ])('%s is found', async (_, alter, path) => {
    const { run } = await written('run.json');
    alter(run);
    const { code, out } = await cli(['verify-draw', '-'], JSON.stringify(run));
    const verdict = verdictOf(out);
    expect([code, verdict.equal]).toEqual([1, false]);
    expect(verdict.equal === false && verdict.differences.map((one) => one.path)).toContain(path);
  });

  test('what is not the file of a run is refused', async () => {
    for (const content of ['{}', '[]', 'null', JSON.stringify(table('level-then-even', [1], 1)), 'not json']) {
      const { code, out, err } = await cli(['verify-draw', '-'], content);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/不是分案批次文件|不是有效的 JSON/);
    }
  });
});

test('a hundred thousand cases are no trouble', async () => {
  const court = table('level-then-even', Array.from({ length: 60 }, (_, index) => index), 100_000);
  const result = await assigned(court);
  expect(result.assignments).toHaveLength(100_000);
  expect(result.quality.deviation).toBe(0);
});
