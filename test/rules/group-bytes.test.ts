import { createHash } from 'node:crypto';
import { workOut, type GroupFacts } from '../../src/peer-comparison/group-result.js';
import { compileScheme } from '../../src/rules/scheme/compile.js';
import type { PersonFacts } from '../../src/rules/scheme/facts.js';
import { canonicalJson } from '../../src/rules/scheme/score-sheet.js';

const leaf = (key: string, fullMark: number, rule: object) => ({ key, title: { zh: key, en: key }, source: '第1条', fullMark, limits: { zh: '无', en: 'none' }, rule });
/** A document of the first language: no parameters, no facts of its own, nothing made of the totals. */
const DOCUMENT = {
  id: 'first-language', version: 1, title: { zh: '旧方案', en: 'Old scheme' }, effectiveFrom: '2025-01-01', source: '示例', example: true, appliesTo: { post: 'judge', nature: 'civil' }, fullMark: 100,
  rounding: { places: 2, mode: 'half-up' },
  nodes: [
    leaf('quantity', 40, { kind: 'against-peers', of: { numerator: 'closedWeighted', denominator: 'servedMonths' }, mean: 'pooled', shape: 'proportional', less: '0.20', atLeast: '0.40', atMost: '1.00' }),
    leaf('limit', 30, { kind: 'ratio', of: { numerator: 'closedInLimit', denominator: 'closed' } }),
    leaf('quality', 30, { kind: 'deduct-to-floor', events: 'seriousFindings' }),
  ],
};

const person = (personId: string, closed: number, inLimit: number, weighted: string, points: string | null): PersonFacts => ({
  personId, months: '1.00', dutyFactor: '1.0000', numbers: { closed, closedInLimit: inLimit, closedWeighted: weighted }, pieces: {},
  events: { seriousFindings: points === null ? [] : [{ id: `f-${personId}`, clause: 'Y-07', label: { zh: '引用有误', en: 'wrong citation' }, day: '2026-08-05', points, source: { kind: 'finding', id: `f-${personId}`, label: '示例' } }] },
});

const member = (personId: string) => ({ personId, name: personId, post: 'judge' as const, nature: 'civil', rank: null, divisionId: 'd', division: '民一庭', months: '1.00', dutyFactor: '1.0000', monthsServed: ['2026-08'] });

it('a group frozen before schemes had parameters, units and outcomes is worked out to the bytes it always had', () => {
  const facts = [person('a', 12, 11, '13.40', null), person('b', 7, 7, '9.15', '3.00'), person('c', 0, 0, '0.00', null), person('d', 12, 11, '13.40', null)];
  const input: GroupFacts = { period: '2026-08', group: 'judge:civil', members: facts.map((one) => member(one.personId)), facts };
  const bytes = canonicalJson(workOut(input, () => compileScheme(DOCUMENT)));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe('3b948f453c0fc3f4a1f84885e70519051b9631fa802edba9c3ace944f61e99ba');
});
