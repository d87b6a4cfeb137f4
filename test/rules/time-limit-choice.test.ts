import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DomainError } from '../../src/kernel/domain-error.js';
import { limitCodeFor, readLimitChoices } from '../../src/rules/time-limit-choice.js';
import { readTimeLimits } from '../../src/rules/time-limit-table.js';

const document: unknown = parse(readFileSync('config/catalogues/time-limits.yaml', 'utf8'));
const known = readTimeLimits(document).limits.map(({ code }) => code);
const choices = readLimitChoices(document, known);

test.each([
  ['民初', '小额诉讼程序', 'TL-V-03'],
  ['民初', '简易程序', 'TL-V-02'],
  ['民初', '普通程序（合议）', 'TL-V-01'],
  ['民初', null, null],
  ['刑初', '速裁程序', 'TL-P-06'],
  ['行初', '普通程序（合议）', 'TL-A-01'],
  ['执', null, 'TL-E-01'],
  ['执异', '案外人执行异议', 'TL-E-05'],
  ['执异', null, 'TL-E-04'],
  ['破', '普通程序', null],
  [null, '普通程序', null],
])('%s, %s → %s', (type, procedure, limit) => {
  expect(limitCodeFor(type, procedure, choices)).toBe(limit);
});

test('a choice of a limit that is not in the file is refused, naming it', () => {
  const faulty = (): unknown => readLimitChoices({ choices: [{ types: ['民初'], words: [], limit: 'TL-V-99' }] }, known);
  expect(faulty).toThrow(DomainError);
  try {
    faulty();
  } catch (error) {
    expect((error as DomainError).faults.map(({ zh }) => zh).join()).toContain('TL-V-99');
  }
});
