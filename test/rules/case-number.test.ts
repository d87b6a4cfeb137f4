import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DomainError } from '../../src/kernel/domain-error.js';
import { formatCaseNumber, readCaseNumber, type CaseNumber } from '../../src/rules/case-number.js';
import { expandCaseNumbers } from '../../src/rules/case-number-ranges.js';
import { readCaseTypes } from '../../src/rules/case-number-types.js';

const types = readCaseTypes(parse(readFileSync('config/catalogues/case-types.yaml', 'utf8')));
const table = { types, currentYear: 2026 };

function numberOf(text: string): CaseNumber {
  const reading = readCaseNumber(text, table);
  if (reading.kind !== 'number') throw new Error(`${text} was read as ${JSON.stringify(reading)}`);
  return reading.number;
}

function faultPaths(text: string): string[] {
  const reading = readCaseNumber(text, table);
  return reading.kind === 'faulty' ? reading.faults.map(({ path }) => path) : [];
}

function faultZh(text: string): string {
  const reading = readCaseNumber(text, table);
  return reading.kind === 'faulty' ? reading.faults.map(({ zh }) => zh).join() : '';
}

describe('the example table of CATALOGUES.md §8.2: valid', () => {
  test.each<[string, Partial<CaseNumber>]>([
    ['（2026）苏0102民初1号', { nature: 'civil', type: '民初', courtLevel: 'basic', court: '苏0102', serial: '1', warnings: [] }],
    ['(2026)苏0102执恢23号', { canonical: '（2026）苏0102执恢23号', nature: 'enforcement', type: '执恢' }],
    ['（2026）苏0102民初123号之一', { suffix: '一', caseCanonical: '（2026）苏0102民初123号' }],
    ['（2026）最高法知民终5号', { special: '知', type: '民终', courtLevel: 'supreme', court: '最高法', warnings: [] }],
    ['（2026）苏01民终88号', { courtLevel: 'intermediate', warnings: [] }],
    ['（2026）苏0102诉前调确7号', { type: '诉前调确', nature: 'other' }],
    ['（2026）苏0102破申2号', { type: '破申', nature: 'civil', warnings: [] }],
  ])('%s', (text, expected) => {
    expect(numberOf(text)).toMatchObject(expected);
  });

  test('a basic court has no second instance: well formed, with a warning', () => {
    const { warnings } = numberOf('（2026）苏0102民终1号');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.zh).toContain('基层法院没有二审案件');
  });
});

describe('the example table of CATALOGUES.md §8.2: invalid', () => {
  test.each([
    ['（2026）苏102民初1号', 'court', '3 位'],
    ['（2026）苏0102民初001号', 'serial', '前面有零。请写成“1”'],
    ['（2026）苏0102民初0号', 'serial', '不能为零'],
    ['（26）苏0102民初1号', 'year', '年份“26”'],
    ['（2026）苏0102民一初1号', 'type', '请改为“民初”'],
    ['（2026）囗0102民初1号', 'court', '“囗”不是法院简称'],
    ['（2026）苏0102民初1', 'hao', '缺少“号”'],
    ['（2026）苏0102民初18775-18776号', 'serial', '用导入功能展开'],
  ])('%s', (text, path, words) => {
    expect(faultPaths(text)).toEqual([path]);
    expect(faultZh(text)).toContain(words);
  });
});

describe('more of the grammar', () => {
  test('blanks, full-width digits and mixed brackets are normalised', () => {
    expect(numberOf('  (２０２６） 苏 ０１０２　民初 １２ 号 ').canonical).toBe('（2026）苏0102民初12号');
  });

  test('every fault is named at once', () => {
    expect(faultPaths('（2015）X010民一初00')).toEqual(['year', 'court', 'type', 'serial', 'hao']);
    expect(faultPaths('苏0102民初1号')).toEqual(['year']);
    expect(faultPaths('（2026）苏0102号')).toEqual(['type', 'serial']);
    expect(faultPaths('   ')).toEqual(['text']);
  });

  test('years run from 2016 to next year', () => {
    expect(faultPaths('（2015）苏0102民初1号')).toEqual(['year']);
    expect(numberOf('（2016）苏0102民初1号').year).toBe(2016);
    expect(numberOf('（2027）苏0102民初1号').year).toBe(2027);
    expect(faultPaths('（2028）苏0102民初1号')).toEqual(['year']);
  });

  test('criminal review has eight random digits, zero may lead; nobody else has eight', () => {
    expect(numberOf('（2026）最高法刑核00123456号').serial).toBe('00123456');
    expect(faultPaths('（2026）最高法刑核123号')).toEqual(['serial']);
    expect(faultPaths('（2026）苏0102民初12345678号')).toEqual(['serial']);
    expect(numberOf('（2026）苏0102民初9999999号').serial).toBe('9999999');
  });

  test('courts: a high court has no digits, the Supreme Court neither, the Corps are a province', () => {
    expect(numberOf('（2026）苏民终1号').courtLevel).toBe('high');
    expect(faultPaths('（2026）最高法01民终1号')).toEqual(['court']);
    expect(numberOf('（2026）兵0101民初1号').courtLevel).toBe('basic');
    expect(faultPaths('（2026）苏01020民初1号')).toEqual(['court']);
  });

  test('what follows 号 is a number from 之一 to 之九十九 or nothing', () => {
    expect(numberOf('（2026）苏0102民初1号之二十三').suffix).toBe('二十三');
    for (const tail of ['之', '之1', '之一二', '之百', '民事判决书']) expect(faultPaths(`（2026）苏0102民初1号${tail}`)).toEqual(['suffix']);
  });

  test('a number from before 2016 is kept as text', () => {
    expect(readCaseNumber('(2015)济民一初字第21号', table)).toEqual({ kind: 'legacy', legacyNumber: '（2015）济民一初字第21号' });
    expect(readCaseNumber('（2003）民一终字第47号', table)).toEqual({ kind: 'legacy', legacyNumber: '（2003）民一终字第47号' });
  });

  test('a type outside its dates is refused, one that was replaced is read with a warning', () => {
    const dated = types.map((row) => (row.type === '民初' ? { ...row, effectiveUntil: '2025-01-01' } : row));
    const reading = readCaseNumber('（2026）苏0102民初1号', { types: dated, currentYear: 2026 });
    expect(reading.kind === 'faulty' && reading.faults[0]!.en).toContain('was not in force in 2026');
    expect(readCaseNumber('（2024）苏0102民初1号', { types: dated, currentYear: 2026 }).kind).toBe('number');
    expect(numberOf('（2026）苏01民破1号').warnings[0]!.en).toContain('replaced by 破');
  });

  test('every fault says what to do, in both languages', () => {
    const texts = ['', '苏民初1号', '（2026）苏1民初1号', '（2026）最高法1民初1号', '（2026）苏0102民初', '（2026）苏0102甲乙1号', '（2026）苏0102民初1号x', '（2026）苏0102民初1a号'];
    for (const text of texts) {
      const reading = readCaseNumber(text, table);
      expect(reading.kind).toBe('faulty');
      if (reading.kind === 'faulty') for (const { zh, en } of reading.faults) expect([zh.match(/。/g)!.length, en.match(/\./g)!.length >= 2]).toEqual([2, true]);
    }
  });
});

describe('expanding a field that names several cases', () => {
  test.each([
    ['（2026）苏0102民初18775-18776号', ['（2026）苏0102民初18775号', '（2026）苏0102民初18776号']],
    ['（2026）苏0102民初1、3、5至6号', ['1', '3', '5', '6'].map((serial) => `（2026）苏0102民初${serial}号`)],
    ['（2026）苏0102民初1号、3号；(2026)苏0102执恢5号', ['（2026）苏0102民初1号', '（2026）苏0102民初3号', '（2026）苏0102执恢5号']],
    ['（2026）最高法知民终5～6号', ['（2026）最高法知民终5号', '（2026）最高法知民终6号']],
    ['（2026）苏民终1-2号', ['（2026）苏民终1号', '（2026）苏民终2号']],
    ['（2026）苏0102民初123号之一', ['（2026）苏0102民初123号之一']],
  ])('%s', (text, numbers) => {
    expect(expandCaseNumbers(text)).toEqual({ numbers });
    for (const number of numbers) expect(numberOf(number).canonical).toBe(number);
  });

  test.each(['（2026）苏0102民初9-3号', '（2026）苏0102民初1-99999号', '（2026）苏0102民初001-003号', '3号'])('%s is refused', (text) => {
    const expansion = expandCaseNumbers(text);
    expect('faults' in expansion && expansion.faults).toHaveLength(1);
  });

  test('a 号 that is missing stays missing, so that the reader names the fault', () => {
    for (const text of ['（2026）苏0102民初1', '（2026）苏0102民初1、2', '（2026）苏0102民初1-2']) {
      const expansion = expandCaseNumbers(text);
      expect('numbers' in expansion && faultPaths(expansion.numbers.at(-1)!)).toEqual(['hao']);
    }
  });

  test('what it cannot take apart is passed on whole, for the reader to name its faults', () => {
    expect(expandCaseNumbers('（2026）苏0102民初')).toEqual({ numbers: ['（2026）苏0102民初'] });
  });

  it('a number without its brackets, alone in its field, is passed on whole too', () => {
    expect(expandCaseNumbers('2026苏0102民初99002')).toEqual({ numbers: ['2026苏0102民初99002'] });
  });
});

describe('the table of types', () => {
  test('holds every character of CATALOGUES.md §8.1 once, with natures', () => {
    expect(types).toHaveLength(126);
    const nature = (type: string) => types.find((row) => row.type === type)?.nature;
    expect(['刑初', '民撤', '行赔初', '执异', '财保', '司惩', '司救民', '行辖终', '协外引'].map(nature)).toEqual([
      'criminal', 'civil', 'administrative', 'enforcement', 'enforcement', 'other', 'other', 'administrative', 'other',
    ]);
  });

  test('a faulty table names every fault at once', () => {
    const broken = { classes: [{ class: '刑事', nature: 'penal', effectiveFrom: '2016-13-01', source: 'L36', inBasicCourts: ['刑初', '刑初'], elsewhere: null }] };
    try {
      readCaseTypes(broken);
      throw new Error('nothing was refused');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.faults.map(({ path }) => path)).toEqual(['classes[0].nature', 'classes[0].effectiveFrom', 'classes[0].inBasicCourts', 'classes[0].elsewhere']);
    }
  });
});

test('reading what was formatted gives the same number back', () => {
  const han = ['一', '九', '十', '十一', '二十', '三十四', '九十九'];
  const arbitrary = fc.record({
    year: fc.integer({ min: 2016, max: 2027 }),
    court: fc.constantFrom('最高法', '苏', '苏01', '苏0102', '兵0101', '军01', '琼96', '沪7101'),
    special: fc.constantFrom(null, '知'),
    type: fc.constantFrom(...types.map(({ type }) => type).filter((type) => type !== '刑核')),
    serial: fc.integer({ min: 1, max: 9_999_999 }).map(String),
    suffix: fc.constantFrom(null, ...han),
  });
  fc.assert(
    fc.property(arbitrary, (number) => {
      const canonical = formatCaseNumber(number);
      expect(numberOf(canonical)).toMatchObject({ ...number, canonical });
      const sloppy = canonical.replace('（', '( ').replace('）', ') ').replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
      expect(numberOf(sloppy)).toEqual(numberOf(canonical));
    }),
  );
});

test('whatever is typed, there is a number, a legacy text or a fault; nothing breaks', () => {
  const characters = fc.constantFrom(...'（）()2026苏01最高法知民初执号之一字第-、 x');
  fc.assert(
    fc.property(fc.array(characters, { maxLength: 30 }).map((list) => list.join('')), (text) => {
      const reading = readCaseNumber(text, table);
      if (reading.kind === 'faulty') expect(reading.faults.length).toBeGreaterThan(0);
      const expansion = expandCaseNumbers(text);
      expect('numbers' in expansion || expansion.faults.length > 0).toBe(true);
    }),
  );
});
