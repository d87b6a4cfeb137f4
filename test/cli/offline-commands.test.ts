import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { runCli } from '../../src/cli/program.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cli(argv: string[], stdin: Buffer | string = '') {
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

async function answer<T>(argv: string[], stdin: Buffer | string): Promise<T> {
  const { code, out, err } = await cli([...argv, '--input', '-'], stdin);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as T;
}

interface CliError {
  error: { code: string; message: string; faults: { row: number | null; column: string; value: string; zh: string; en: string }[] };
}

async function refusal(argv: string[], stdin: Buffer | string): Promise<CliError['error']> {
  const { code, out, err } = await cli([...argv, '--json', '--input', '-'], stdin);
  expect([code, out]).toEqual([1, '']);
  return (JSON.parse(err.trim().split('\n').at(-1)!) as CliError).error;
}

describe('rank', () => {
  const SCORES = 'group,id,score\n' + [44, 42, 42, 41, 41, 41, 39].map((score, i) => `g,p${i},${score}`).join('\n');
  test.each([
    ['standard', [1, 2, 2, 4, 4, 4, 7]],
    ['modified', [1, 3, 3, 6, 6, 6, 7]],
    ['dense', [1, 2, 2, 3, 3, 3, 4]],
    ['ordinal', [1, 2, 3, 4, 5, 6, 7]],
    ['fractional', [1, 2.5, 2.5, 5, 5, 5, 7]],
  ])('published: %s', async (method, expected) => {
    const rows = await answer<{ rank: number }[]>(['rank', '--method', method], SCORES);
    expect(rows.map(({ rank }) => rank)).toEqual(expected);
  });

  test('standard by default, in the order of the file, groups apart, scores as they were', async () => {
    expect(await answer(['rank'], 'score,id,group,remark\n90.50,甲,民事,x\n10,乙,刑事,\n-3,丙,民事,\n')).toEqual([
      { group: '民事', id: '甲', score: 90.5, rank: 1 },
      { group: '刑事', id: '乙', score: 10, rank: 1 },
      { group: '民事', id: '丙', score: -3, rank: 2 },
    ]);
  });

  test('scores are compared and printed beyond what a binary float holds', async () => {
    const { out } = await cli(['rank', '--input', '-'], 'group,id,score\ng,a,0.12345678901234567891\ng,b,0.12345678901234567892\n');
    expect(out).toContain('"score":0.12345678901234567891,"rank":2');
  });

  test('every faulty row is listed at once, with row, column, value and what to do; nothing is printed half', async () => {
    const { faults, code } = await refusal(['rank'], 'group,id,score\ng,a,\n\n,b,九十\ng,a,1\ng,c,"1,234"\ng,d,95%\ng,e,1,234\n');
    expect(code).toBe('sheet.rows');
    expect(faults.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'score', ''],
      [4, 'group', ''],
      [4, 'score', '九十'],
      [5, 'id', 'a'],
      [6, 'score', '1,234'],
      [7, 'score', '95%'],
      [8, '', '234'],
    ]);
    expect(faults.every(({ zh, en }) => /请/.test(zh) && /\w\. \w/.test(en))).toBe(true);
  });

  test('without --json the same is said in words, in both languages', async () => {
    const { code, out, err } = await cli(['rank', '--input', '-'], 'group,id,score\ng,a,abc\n');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('第 2 行，score：“abc”不是数字。');
    expect(err).toContain('row 2, score: "abc" is not a number.');
  });

  test('columns nobody asked for are left aside with a note; Chinese names are understood', async () => {
    const { code, out, err } = await cli(['rank', '--input', '-'], '编号,备注,得分,组别\na,x,1,g\n');
    expect(code).toBe(0);
    expect(err).toContain('未使用的列：备注');
    expect(JSON.parse(out)).toEqual([{ group: 'g', id: 'a', score: 1, rank: 1 }]);
  });
});

describe('caseflow', () => {
  test('the published table, and null where the denominator is zero', async () => {
    const csv = 'unit,opening,received,closed,pending\nSisak 2020,5201,8464,8000,5665\nCommercial 2020,30398,24924,31306,24423\n空,0,0,0,0\n';
    expect(await answer(['caseflow'], csv)).toEqual([
      { unit: 'Sisak 2020', opening: 5201, received: 8464, closed: 8000, pending: 5665, clearanceRate: 94.52, closingRate: 58.54, dispositionDays: 258, gap: 0 },
      { unit: 'Commercial 2020', opening: 30398, received: 24924, closed: 31306, pending: 24423, clearanceRate: 125.61, closingRate: 56.59, dispositionDays: 285, gap: -407 },
      { unit: '空', opening: 0, received: 0, closed: 0, pending: 0, clearanceRate: null, closingRate: null, dispositionDays: null, gap: 0 },
    ]);
  });

  test('a number of cases is whole and not negative, and never missing', async () => {
    const { faults } = await refusal(['caseflow'], 'unit,opening,received,closed,pending\nA,1.5,-2,,１２\nB,3.0,４,1,6\n');
    expect(faults.map(({ row, column }) => [row, column])).toEqual([[2, 'opening'], [2, 'received'], [2, 'closed']]);
  });
});

describe('share', () => {
  const ten = [1.3, 1.3, 1.1, 1.1, 1.1, 0.9, 0.9, 0.9, 0.9, 0.7].map((weight, index) => `p${index},${weight}`).join('\r\n');

  test('the worked example of the bonus rule, with a byte order mark and Windows lines, in the order of the file', async () => {
    expect(await answer(['share', '--pool', '60000.00'], `\ufeffid,weight\r\n${ten}\r\n`)).toEqual(
      ['7647.06', '7647.06', '6470.59', '6470.59', '6470.59', '5294.12', '5294.12', '5294.12', '5294.11', '4117.64'].map((amount, index) => ({ id: `p${index}`, amount })),
    );
  });

  test('a nought takes nothing, a pool of nothing is shared, weights are exact beyond a binary float', async () => {
    expect(await answer(['share', '--pool', '100'], '权重,编号\n0,甲\n1,乙\n1,丙\n1,丁\n')).toEqual([
      { id: '甲', amount: '0.00' }, { id: '乙', amount: '33.34' }, { id: '丙', amount: '33.33' }, { id: '丁', amount: '33.33' },
    ]);
    expect(await answer(['share', '--pool', '0'], 'id,weight\na,1\n')).toEqual([{ id: 'a', amount: '0.00' }]);
    expect(await answer(['share', '--pool', '0.01'], 'id,weight\na,1.0000000000000000001\nb,1.0000000000000000002\n')).toEqual([{ id: 'a', amount: '0.00' }, { id: 'b', amount: '0.01' }]);
  });

  test('every fault at once: the pool, and rows by number', async () => {
    const { faults, code } = await refusal(['share', '--pool', '1,200.555'], 'id,weight\na,-1\na,2\n,x\nb,\n');
    expect(code).toBe('sheet.rows');
    expect(faults.map(({ row, column, value }) => [row, column, value])).toEqual([
      [null, '--pool', '1,200.555'],
      [2, 'weight', '-1'],
      [3, 'id', 'a'],
      [4, 'id', ''],
      [4, 'weight', 'x'],
      [5, 'weight', ''],
    ]);
  });

  test.each([
    ['id,weight\na,0\nb,0.00\n', [null, 'weight']],
    ['id,weight\n', [1, 'weight']],
  ])('nobody to share among is refused: %j', async (file, place) => {
    const { faults } = await refusal(['share', '--pool', '5.00'], file);
    expect(faults.map(({ row, column }) => [row, column])).toEqual([place]);
  });

  test('an empty file, and a pool that was not named', async () => {
    expect((await refusal(['share', '--pool', '5.00'], '')).code).toBe('sheet.empty');
    expect((await cli(['share', '--input', '-'], 'id,weight\na,1\n')).code).toBe(2);
  });
});

describe('agreement', () => {
  const UNITS = ['11–1', '2232', '3333', '3333', '2222', '1234', '4444', '1121', '2222', '–555', '––11', '––3–'];
  const OBSERVERS = 'subject,rater,value\n' + UNITS.flatMap((unit, u) => [...unit].map((value, r) => `u${u},r${r},${value}`)).join('\n');

  test.each([
    ['krippendorff-nominal', 0.743],
    ['krippendorff-ordinal', 0.815],
    ['krippendorff-interval', 0.849],
    ['krippendorff-ratio', 0.797],
  ])('published: %s', async (measure, expected) => {
    const result = await answer<{ value: number }>(['agreement', '--measure', measure], OBSERVERS);
    expect(result).toEqual({ measure, value: expect.closeTo(expected, 3), subjects: 12, raters: 4 });
  });

  test('with an interval: the seed is recorded, and gives the same interval again', async () => {
    const asked = (seed: string) => answer<{ interval: Record<string, unknown> }>(['agreement', '--measure', 'krippendorff-nominal', '--interval', '--seed', seed], OBSERVERS);
    const first = await asked('2026');
    expect(first).toMatchObject({ value: expect.closeTo(0.743, 3), interval: { method: 'bootstrap', seed: '2026', replicates: 1000, reason: null } });
    expect(await asked('2026')).toEqual(first);
    expect((await asked('2027')).interval['from']).not.toBe(first.interval['from']);
  });

  test('a coefficient without meaning is null, with the reason', async () => {
    const result = await answer<{ value: null; reason: { en: string } }>(['agreement', '--measure', 'cohen'], 'subject,rater,value\na,x,1\na,y,1\nb,x,1\nb,y,1\n');
    expect(result.value).toBeNull();
    expect(result.reason.en).toContain('without variation');
  });

  test('a refusal of the rule names the row of the file', async () => {
    const { faults } = await refusal(['agreement', '--measure', 'cohen-linear'], 'subject,rater,value\n\na,x,1\na,y,good\nb,x,2\nb,x,2\n');
    expect(faults.map(({ row, column, value }) => [row, column, value])).toEqual([[4, 'value', 'good'], [6, 'rater', 'x']]);
  });

  test('Cohen names the raters when they are not two', async () => {
    const { code, message } = await refusal(['agreement', '--measure', 'cohen'], OBSERVERS);
    expect(code).toBe('agreement.twoRaters');
    expect(message).toContain('r0、r1、r2、r3');
  });
});

describe('files as people send them', () => {
  const TEXT = 'group,id,score\r\n民一庭,"张,三",90\r\n民一庭,"李""四",80\r\n,,\r\n\r\n';
  const EXPECTED = [{ group: '民一庭', id: '张,三', score: 90, rank: 1 }, { group: '民一庭', id: '李"四', score: 80, rank: 2 }];

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16 with BOM', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['bare line feeds', Buffer.from(TEXT.replace(/\r/g, ''))],
    ['mixed line ends', Buffer.from(TEXT.replace('\r\n', '\n'))],
    ['tabs', Buffer.from('group\tid\tscore\n民一庭\t张,三\t90\n民一庭\t"李""四"\t80\n\t\t\n')],
    ['semicolons', Buffer.from('group;id;score\n民一庭;张,三;90\n民一庭;"李""四";80\n')],
  ])('%s', async (_, bytes) => {
    expect(await answer(['rank'], bytes)).toEqual(EXPECTED);
  });

  test('a name that only GB18030 has beyond GBK survives', async () => {
    const rows = await answer<{ id: string }[]>(['rank'], iconv.encode('group,id,score\n民,𠮷野䶮,1\n', 'gb18030'));
    expect(rows[0]!.id).toBe('𠮷野䶮');
  });

  test('a file on disk, and files that are not there', async () => {
    const path = join(folder, 'scores.csv');
    writeFileSync(path, TEXT);
    expect(JSON.parse((await cli(['rank', '--input', path])).out)).toEqual(EXPECTED);
    expect(await cli(['rank', '--input', join(folder, 'none.csv')])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('找不到文件') });
    expect(await cli(['rank', '--input', folder])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('是文件夹') });
  });

  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'sheet.empty'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0000\u0000'), 'sheet.notText'],
    ['no known encoding', Buffer.from([0x67, 0xff, 0xff, 0x0a]), 'sheet.encoding'],
    ['an open quotation mark', Buffer.from('group,id,score\ng,a,1\ng,"b,2\n'), 'sheet.malformed'],
    ['a missing and a double column', Buffer.from('group,score,score\ng,1,1\n'), 'sheet.columns'],
  ])('refused: %s', async (_, bytes, code) => {
    expect((await refusal(['rank'], bytes)).code).toBe(code);
  });

  test('the faults of a header and of a quotation mark say where', async () => {
    expect((await refusal(['rank'], 'group,score,score\ng,1,1\n')).faults.map(({ column }) => column)).toEqual(['id', 'score']);
    expect((await refusal(['rank'], 'group,id,score\ng,a,1\ng,"b,2\n')).faults[0]!.row).toBe(3);
  });

  test('a header without rows is an empty list, with a note', async () => {
    expect(await cli(['rank', '--input', '-'], 'group,id,score\n')).toMatchObject({ code: 0, out: '[]\n', err: expect.stringContaining('没有数据行') });
  });

  test('quoted names with commas, quotes and line breaks come back as they were', async () => {
    const name = fc.array(fc.constantFrom(...'甲a,"\n;\t\r1'), { minLength: 1, maxLength: 8 }).map((list) => `x${list.join('')}x`);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), async (names) => {
        const csv = names.map((id, i) => `g,"${id.replace(/"/g, '""')}",${i}`).join('\n');
        const rows = await answer<{ id: string }[]>(['rank'], `group,id,score\n${csv}`);
        expect(rows.map(({ id }) => id)).toEqual(names);
      }),
      { numRuns: 50 },
    );
  });
});

describe('usage', () => {
  test.each([
    [[]],
    [['nothing']],
    [['rank']],
    [['rank', '--input']],
    [['rank', '--input', '-', '--method', 'best']],
    [['caseflow']],
    [['share']],
    [['agreement', '--input', '-']],
    [['rank', '--wrong']],
    [['rank', '--input', '-', 'more']],
  ])('%j ends with 2 and leaves standard output empty', async (argv) => {
    const { code, out, err } = await cli(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/[\u4e00-\u9fff][\s\S]*[a-z]{4}/);
  });

  test('as JSON', async () => {
    const { err } = await cli(['rank', '--json', '--input', '-', '--method', 'best']);
    expect((JSON.parse(err) as CliError).error).toMatchObject({ code: 'cli.usage', faults: [] });
  });

  test('help is bilingual, names the exit codes, and is no error', async () => {
    const { code, out } = await cli(['--help']);
    expect(code).toBe(0);
    for (const words of ['命令 Commands:', 'rank', 'caseflow', 'agreement', '退出码 Exit codes:', '名次', 'ranks inside each group']) expect(out).toContain(words);
    expect((await cli(['rank', '--help'])).out).toContain('standard    1 2 2 4');
    expect((await cli(['help', 'agreement'])).out).toContain('krippendorff-ratio');
  });

  test('a fault of the program itself is 3, and says what to do', async () => {
    const broken = await runCliWith(() => {
      throw new TypeError('broken');
    });
    expect(broken.code).toBe(3);
    expect(broken.err).toContain('请重试');
  });
});

async function runCliWith(action: () => void) {
  let err = '';
  const io = { stdin: (async function* () {})(), stdout: { write: () => true }, stderr: { write: (text: string) => (err += text) } };
  const code = await runCli(['probe'], io, [(program) => program.command('probe').action(action)]);
  return { code, err };
}
