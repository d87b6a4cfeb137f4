import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { abilityShare, partFaults, partResults, placesOf, type CompetitionPart } from '../../src/rules/competition.js';
import { componentsInForce, peoplePerPlaceOn, readGradesAndBonus, tiersInForce } from '../../src/rules/grades-and-bonus-table.js';

const table = readGradesAndBonus(parse(readFileSync('config/catalogues/grades-and-bonus.yaml', 'utf8')));
const parts: CompetitionPart[] = componentsInForce(table, '2026-11-20');
const changed = (at: number, more: object): CompetitionPart[] => parts.map((part, index) => (index === at ? { ...part, ...more } : part));
const paths = (given: CompetitionPart[], to = '80.00'): string[] => partFaults(given, to).map(({ path }) => path);
const input = (value: string) => ({ value, label: { zh: `某件 ${value}`, en: value } });

describe('the catalogue', () => {
  it('holds the example of §14: 100 in all, 80 of ability and performance, tiers and places by their day', () => {
    expect(partFaults(parts, '80.00')).toEqual([]);
    expect(abilityShare(parts)).toBe('80.00');
    expect(tiersInForce(table, '2026-11-20')).toMatchObject({ smallUnder: 5, tiers: [{ coefficient: '1.30' }, { coefficient: '1.10' }, { coefficient: '0.90' }, { coefficient: '0.70' }] });
    expect([tiersInForce(table, '2024-12-31'), peoplePerPlaceOn(table, '2024-12-31'), peoplePerPlaceOn(table, '2026-01-01')]).toEqual([null, null, 10]);
  });
});

describe('the parts of a competition', () => {
  it.each([
    ['a speech by kind', changed(4, { kind: 'speech' })],
    ['a speech by name', changed(4, { label: { zh: '竞职演讲', en: 'talk' } })],
    ['a defence', changed(4, { label: { zh: '现场答辩', en: 'questions' } })],
    ['a written examination', changed(4, { label: { zh: '法律知识笔试', en: 'written test' } })],
  ])('have no room for %s', (_, given) => {
    const [fault] = partFaults(given as CompetitionPart[], '80.00');
    expect(fault!.path).toBe('parts[4]');
    expect(fault!.zh).toContain('不搞演讲、答辩和考试');
  });

  it('are refused with every fault at once, make 100, and keep the share of ability and performance', () => {
    expect(paths([...changed(0, { weight: '0' }).slice(0, 5), { ...parts[5]!, code: 'CP-1', kind: 'song' as never }])).toEqual(['parts[0].weight', 'parts[5].kind', 'parts[5].code']);
    expect(partFaults(changed(0, { weight: '39.00' }), '80.00')[0]!.zh).toContain('合计 99.00');
    expect(partFaults(parts, '85.00')[0]!.zh).toContain('80.00%，低于本院确定的 85.00%');
    expect(paths(changed(4, { least: 19 }))).toEqual(['parts[4].least']);
  });
});

describe('a candidate’s result', () => {
  const whole = [
    { code: 'CP-1', inputs: ['90.00', '88.00', '91.50'].map(input), forms: null },
    { code: 'CP-2', inputs: ['84.00', '91.00'].map(input), forms: null },
    { code: 'CP-3', inputs: ['92.00', '85.00', '88.00'].map(input), forms: null },
    { code: 'CP-4', inputs: [input('100.00')], forms: null },
    { code: 'CP-5', inputs: [input('93.20')], forms: 24 },
    { code: 'CP-6', inputs: [input('90.00')], forms: null },
  ];

  it('is the mean of each part times its weight, said in words', () => {
    const { results, total, faults } = partResults(parts, whole);
    expect(faults).toEqual([]);
    // 89.83 × 40 % + 87.50 × 15 % + 88.33 × 15 % + 100 × 10 % + 93.20 × 10 % + 90 × 10 %
    expect(results.map((one) => one.points)).toEqual(['35.93', '13.13', '13.25', '10.00', '9.32', '9.00']);
    expect(total).toBe('90.63');
    expect(results[1]!.why.zh).toBe('某件 84.00 84.00、某件 91.00 91.00，平均 87.50 × 15.00% = 13.13');
  });

  it('names what is missing instead of taking a nought', () => {
    const { faults } = partResults(parts, [{ ...whole[0]!, inputs: whole[0]!.inputs.slice(1) }, { ...whole[1]!, inputs: [] }, whole[2]!, whole[3]!, { ...whole[4]!, forms: 19 }]);
    expect(faults.map(({ path }) => path)).toEqual(['CP-1', 'CP-2', 'CP-5', 'CP-6']);
    expect(faults[2]!.zh).toContain('19 份，至少 20 份');
  });

  it('shares the better place among equals', () => {
    expect(placesOf(['90.63', '88.00', '90.63', '70.00'])).toEqual([1, 3, 1, 4]);
  });
});
