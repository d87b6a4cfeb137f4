import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { stringify } from 'yaml';
import { cli } from './run-cli.js';

const words = (zh: string) => ({ zh, en: zh });
const declared = (name: string, shape: string, more: object = {}) => ({
  name, kind: 'entered', shape, unit: words('次'), title: words(name), meaning: words(name), cannotShow: words('无'), per: 'person', dated: words('当日'), evidence: 'optional', ...more,
});
const SCHEME = {
  id: 'trial', version: 1, title: words('试算'), effectiveFrom: '2026-01-01', source: '示例', example: true, appliesTo: { post: 'p', nature: 'any' }, fullMark: 100, rounding: { places: 2, mode: 'half-up' },
  facts: [declared('差错', 'events'), declared('作品', 'pieces'), declared('完成', 'number')],
  nodes: [
    { key: 'a', title: words('差错'), source: '一', fullMark: 40, limits: words('无'), rule: { kind: 'deduct-to-floor', events: '差错' } },
    { key: 'b', title: words('作品'), source: '二', fullMark: 40, limits: words('无'), rule: { kind: 'mean-of-pieces', pieces: '作品' } },
    { key: 'c', title: words('完成'), source: '三', fullMark: 20, limits: words('无'), rule: { kind: 'formula', points: 'fullMark * 完成' } },
  ],
};
const LONG = ['人员,姓名,组别,事实,值,权重,条款,事由,日期,分值', 'p1,张三,A,差错,,,二条,错字,2026/3/5,1.5', 'p1,张三,A,作品,90,2,,,,', 'p1,,,作品,84,,,,,', 'p1,张三,A,完成,０.5,,,,,', 'p2,李四,A,差错,,,,,,', 'p2,李四,A,作品,,,,,,', 'p2,李四,A,完成,1,,,,,'].join('\r\n');

let folder: string;
let scheme: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'score-offline-'));
  scheme = file('scheme.yaml', stringify(SCHEME));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Result {
  digest: string;
  period: string | null;
  sheets: { personId: string; name: string; total: string; components: { key: string; points: string; lines?: { reason: { zh: string } }[] }[] }[];
}

async function score(facts: string, ...more: string[]): Promise<Result> {
  const { code, out, err } = await cli(['score', '--scheme', scheme, '--facts', facts, ...more]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Result;
}

async function faultsOf(facts: string, ...more: string[]) {
  const { code, out, err } = await cli(['score', '--json', '--scheme', scheme, '--facts', facts, ...more]);
  expect(out).toBe('');
  const { error } = JSON.parse(err.trim().split('\n').at(-1)!) as { error: { code: string; faults: { row: number; column: string; zh: string; en: string; path: string }[] } };
  return { exit: code, ...error };
}

describe('a facts table', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(LONG)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${LONG}`)],
    ['GB18030', iconv.encode(LONG, 'gb18030')],
    ['semicolons', Buffer.from(LONG.replaceAll(',', ';'))],
  ])('%s', async (name, bytes) => {
    const { sheets } = await score(file(`${name}.csv`, bytes));
    // 40 − 1.5；(90 × 2 + 84) ÷ 3 = 88 → 35.20；20 × 0.5。李四没有作品，40 分由另两项承接：1 份全得
    expect(sheets.map(({ personId, name: called, total }) => [personId, called, total])).toEqual([['p1', '张三', '83.70'], ['p2', '李四', '100.00']]);
  });

  test('rows in another order give the same bytes, and so do --explain and --person in the digest', async () => {
    const [header, ...rows] = LONG.split('\r\n');
    const first = await score(file('one.csv', LONG));
    const turned = await score(file('two.csv', [header, ...rows.slice(4), ...rows.slice(0, 4)].join('\n')));
    expect(turned).toEqual(first);
    expect((await score(file('one.csv', LONG), '--explain')).digest).toBe(first.digest);
    const only = await score(file('one.csv', LONG), '--person', '李四');
    expect([only.digest, only.sheets.map((sheet) => sheet.personId)]).toEqual([first.digest, ['p2']]);
  });

  test('a wide table, with pieces in a cell', async () => {
    const { sheets } = await score(file('wide.csv', '人员,作品,完成,差错\np1,90*2；84,0.5,\np2,80,1,0\n'));
    expect(sheets.map((sheet) => sheet.total)).toEqual(['85.20', '92.00']);
  });

  test('every fault at once, with row and column', async () => {
    const bad = ['人员,事实,值,条款,事由,日期,分值', 'p1,完成,五成,,,,', 'p1,完成,1,,,,', ',完成,1,,,,', 'p1,差错,,二条,错字,三月,一分', 'p1,,1,,,,', 'p1,差错,,,,,2', 'p1,作品,88，5,,,,', 'p1,完成,0.5,,,,'].join('\n');
    const { exit, code, faults } = await faultsOf(file('bad.csv', bad));
    expect([exit, code]).toEqual([1, 'sheet.rows']);
    expect(faults.map(({ row, column }) => [row, column])).toEqual([[2, 'value'], [4, 'person'], [5, 'day'], [5, 'points'], [6, 'fact'], [7, 'label'], [8, 'value'], [9, 'value']]);
    expect(faults.every(({ zh, en }) => /请/.test(zh) && /[.;] \w/.test(en))).toBe(true);
  });

  test('an event in a wide cell, and a column twice, are told apart from data', async () => {
    expect((await faultsOf(file('w.csv', '人员,完成,作品,差错\np1,1,80,3\n'))).faults[0]!.zh).toContain('请改用一行一项的长表');
    expect((await faultsOf(file('w.csv', '人员,person,完成\np1,p1,1\n'))).code).toBe('sheet.columns');
  });

  test('a fact nobody uses is left aside with a note; a fact that is missing is named', async () => {
    const { code, err } = await cli(['score', '--scheme', scheme, '--facts', file('x.csv', '人员,作品,完成,差错,备考\np1,80,1,,9\n')]);
    expect([code, err]).toEqual([0, expect.stringContaining('方案未使用的事实：备考')]);
    const { code: refused, faults } = await faultsOf(file('x.csv', '姓名,作品,完成\np1,80,1\np2,80,1\n'));
    expect([refused, faults.map((fault) => fault.path)]).toEqual(['scheme.factsMissing', ['p1.差错', 'p2.差错']]);
  });
});

describe('a facts document', () => {
  test('JSON and YAML, with numbers read digit by digit', async () => {
    const people = [{ personId: 'p1', numbers: { 完成: 1 }, events: { 差错: [{ clause: '二条', label: { zh: '错字', en: 'Slip' }, points: 0.5, share: 0.5 }] }, pieces: { 作品: [90, { value: 84, weight: 2 }] } }];
    const expected = ['p1', '94.15'];
    for (const path of [file('facts.json', JSON.stringify({ people: [{ ...people[0], numbers: { 完成: 1 } }] })), file('facts.yaml', stringify({ people: [{ ...people[0], numbers: { 完成: 1 } }] }))]) {
      expect((await score(path)).sheets.map((sheet) => [sheet.personId, sheet.total])).toEqual([expected]);
    }
    const exact = await score(file('long.json', '{"people":[{"personId":"p1","numbers":{"完成":0.12345678901234567891},"events":{"差错":[]},"pieces":{"作品":[80]}}]}'), '--explain');
    expect(exact.sheets[0]!.components[2]!.points).toBe('2.47');
  });

  test('every fault at once, with line and path', async () => {
    const text = '{\n "people": [\n  { "personId": "p1", "numbers": { "完成": "half", "作品": 1 },\n    "events": { "差错": [ { "lable": "错字" } ] },\n    "pieces": { "作品": 80 } }\n ]\n}';
    const { faults } = await faultsOf(file('bad.json', text));
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [3, 'people[0].numbers.完成'],
      [3, 'people[0].numbers.作品'],
      [4, 'people[0].events.差错[0].lable'],
      [4, 'people[0].events.差错[0].label'],
      [5, 'people[0].pieces.作品'],
    ]);
    expect((await faultsOf(file('bad.json', '{ "people": [ }'))).code).toBe('cli.notYaml');
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]`)].join('\n');
    expect((await faultsOf(file('bomb.yaml', bomb))).code).toBe('cli.notYaml');
  });

  test('a derived fact cannot be written down', async () => {
    const derived = { ...SCHEME, facts: [...SCHEME.facts, { ...declared('倍数', 'number'), kind: 'derived', formula: '完成 * 2' }] };
    const path = file('derived.yaml', stringify(derived));
    const { code, err } = await cli(['score', '--scheme', path, '--facts', file('d.csv', '人员,作品,完成,差错,倍数\np1,80,1,,2\n')]);
    expect([code, err]).toEqual([1, expect.stringContaining('由公式推算，不能填写')]);
  });
});

describe('periods', () => {
  const rows = '人员,考核期,作品,完成,差错\np1,2026-01,80,1,\np1,2026-02,90,0.5,\n';

  test('which one is meant must be clear, and be there', async () => {
    const facts = file('p.csv', rows);
    expect((await score(facts, '--period', '2026-02')).sheets[0]!.total).toBe('86.00');
    expect((await faultsOf(facts)).code).toBe('cli.whichPeriod');
    expect((await faultsOf(facts, '--period', '2026-07')).code).toBe('cli.noSuchPeriod');
  });

  test('a dated value counts by the last day of the period', async () => {
    const dated = { ...SCHEME, nodes: [{ ...SCHEME.nodes[0]!, fullMark: 80, rule: { kind: 'deduct-to-floor', events: '差错', each: [{ value: 1, effectiveFrom: '2026-01-01', source: '旧' }, { value: 3, effectiveFrom: '2026-02-28', source: '新' }] } }, SCHEME.nodes[2]] };
    const path = file('dated.yaml', stringify(dated));
    const facts = file('dated.csv', '人员,考核期,事实,值,事由\np1,2026-01,差错,,错字\np1,2026-01,完成,1,\np1,2026-02,差错,,错字\np1,2026-02,完成,1,\n');
    const total = async (period: string) => (JSON.parse((await cli(['score', '--scheme', path, '--facts', facts, '--period', period])).out) as Result).sheets[0]!.total;
    expect([await total('2026-01'), await total('2026-02')]).toEqual(['99.00', '97.00']);
  });
});

describe('without a database', () => {
  test('what is missing on the command line is said', async () => {
    expect(await cli(['score'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--scheme') });
    expect(await cli(['score', '--scheme', scheme])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--facts') });
    expect(await cli(['score', '--scheme', scheme, '--facts', file('e.csv', '人员,作品,完成,差错\n')])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('没有任何人') });
    expect(await cli(['score', '--scheme', scheme, '--facts', file('one.csv', LONG), '--person', '王五'])).toMatchObject({ code: 1, err: expect.stringContaining('王五') });
  });

  test('a faulty scheme is told before faulty facts, each fault with its line', async () => {
    const path = file('faulty.yaml', stringify({ ...SCHEME, fullMark: 90 }));
    const { err } = await cli(['score', '--scheme', path, '--facts', file('bad2.csv', '人员,完成\np1,x\n')]);
    expect(err).toMatch(/第 \d+ 行，nodes：.*合计 100\.00，应为 90\.00/);
  });
});

describe('scheme', () => {
  test('facts lists what may be named without declaring it', async () => {
    const { out } = await cli(['scheme', 'facts', '--json']);
    expect((JSON.parse(out) as { name: string }[]).map((fact) => fact.name)).toEqual(expect.arrayContaining(['closed', 'servedMonths', 'divisionReviewed']));
  });

  test('check says that a sound scheme has no faults', async () => {
    const { code, out } = await cli(['scheme', 'check', scheme]);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ id: 'trial', version: 1, faults: [] })]);
  });

  test('diff tells clause by clause what changed', async () => {
    const next = { ...SCHEME, version: 2, nodes: [{ ...SCHEME.nodes[0]!, fullMark: 60, rule: { ...SCHEME.nodes[0]!.rule, floor: 5 } }, SCHEME.nodes[1], { ...SCHEME.nodes[2]!, key: 'd' }] };
    const { out } = await cli(['scheme', 'diff', scheme, file('next.yaml', stringify(next))]);
    expect(out.trim().split('\n')).toEqual([
      '~ 方案 scheme 试算 version：1 → 2（示例）',
      '~ a 差错 fullMark：40 → 60（一）',
      '~ a 差错 rule.floor：– → 5（一）',
      '+ d 完成：– → fullMark 20, rule.kind formula（三）',
      '- c 完成：fullMark 20, rule.kind formula → –（三）',
    ]);
    expect((await cli(['scheme', 'diff', scheme, scheme])).out).toContain('没有不同');
  });

});
