import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DECLARED_FACTS } from '../../../src/evaluation/declared-facts.js';
import { validateScheme } from '../../../src/rules/scheme/compile.js';
import { leaf, readCases, schemeOf } from './scheme-fixtures.js';

interface FaultyCase {
  错: string;
  /** 顶层、叶项或规则中改写的键；null 为删去 */
  改?: Record<string, unknown>;
  叶?: Record<string, unknown>;
  规则?: Record<string, unknown>;
  位置: string;
  结构: boolean;
}

const fits = new Ajv2020({ allErrors: true, strictTypes: false }).compile(JSON.parse(readFileSync('config/schemes/scheme.schema.json', 'utf8')) as object);

function changed(node: object, change: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...node, ...change }).filter(([, value]) => value !== null));
}

function documentOf(example: FaultyCase): Record<string, unknown> {
  const sound = leaf('a', 100, { kind: 'ratio', of: { numerator: 'closedInLimit', denominator: 'closed' } });
  const own = changed({ ...sound, ...(example.规则 ? { rule: example.规则 } : {}) }, example.叶);
  return changed({ ...schemeOf([]), nodes: [own] }, example.改);
}

test('the scheme they are made from is sound in both', () => {
  const document = documentOf({ 错: '', 位置: '', 结构: false });
  expect({ fits: fits(document), errors: fits.errors }).toEqual({ fits: true, errors: null });
  expect(validateScheme(document, { catalogue: DECLARED_FACTS })).toEqual([]);
});

for (const example of readCases<FaultyCase[]>('faulty-schemes.yaml')) {
  test(`${example.错}：${example.结构 ? 'JSON Schema 与程序都拒绝 both refuse' : '程序拒绝 the program refuses'}`, () => {
    const document = documentOf(example);
    const faults = validateScheme(document, { catalogue: DECLARED_FACTS });
    expect(faults.map((fault) => fault.path)).toContain(example.位置);
    expect(faults.every((fault) => /[\u4e00-\u9fff]/.test(fault.zh) && /[a-z]/.test(fault.en))).toBe(true);
    expect(fits(document)).toBe(!example.结构);
  });
}
