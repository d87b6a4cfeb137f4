import { createHash } from 'node:crypto';
import { compileScheme } from '../../../src/rules/scheme/compile.js';
import { prepareScheme, scorePerson, withoutEvent } from '../../../src/rules/scheme/evaluate.js';
import type { PersonFacts } from '../../../src/rules/scheme/facts.js';
import { canonicalJson } from '../../../src/rules/scheme/score-sheet.js';
import { civilFacts, event, facts, piece, shipped } from './scheme-fixtures.js';

/** Judges with every kind of oddity: findings with shares and quotes, floors and caps reached, parts that do not apply. */
function oddGroup(): PersonFacts[] {
  const findings = Array.from({ length: 5 }, (_, index) => event(`s${index}`, undefined, { share: ['1', '0.5', '0.3333', '0.25', '0.1'][index], quote: `原文 ${index}`, day: index % 2 ? '2026-03-01' : null }));
  const enforcement = { minorCases: 3, objectionsUpheld: 2, claimed: '980000.55', realised: '612345.67', fullyRealised: 40 };
  return [
    civilFacts('甲', { numbers: enforcement }),
    civilFacts('乙', { numbers: { ...enforcement, closedWeighted: '41.37', appealed: 33, complaintsUpheld: 1, mediated: 3 }, events: { seriousFindings: findings, pendingOver365: findings.slice(0, 3), merits: [event('g1', '1.25', { share: '0.3333' }), event('g2', 4)] } }),
    civilFacts('丙', { numbers: { ...enforcement, firstInstanceClosed: 0, appealed: 0, attributable: 0, reviewed: 0, minorCases: 0, excellentDocuments: 0, claimed: 0, realised: 0 }, pieces: { ownCaseScore: [], summationScores: [piece('z', '71.35', 3), piece('y', '88.88', 2)] } }),
    { ...civilFacts('丁', { numbers: { ...enforcement, closed: 13, closedWeighted: '14.07', netDays: 1911 }, pieces: { closedByMonth: [piece('2026-01', 13)] } }), months: '1', dutyFactor: '0.5' },
  ];
}

/** Taken before the second scheme language; a frozen period must come out the same for ever. */
test.each([
  ['judge-civil', 'a3a6685f77ffec3c5f1cf43d637fcaae05679e6e4a1f280d46b7dab726646798'],
  ['judge-criminal', '451821c6de0133e91402b0127048637b7aebea25d933dd4841aaa69aedd954e4'],
  ['judge-administrative', 'fa14e684b7f351a0260400256756ee1bc8b8e7512bc86879900f14339ae64a4b'],
  ['judge-enforcement', '96d8085b25e4a26a1672fd31c44d41e777b44745c2aa06147ce42cb47b1c2e90'],
])('%s scores to the bytes it always had', (name, digest) => {
  const group = oddGroup();
  const prepared = prepareScheme(compileScheme(shipped(name)), group);
  const sheets = group.map((person) => scorePerson(prepared, person));
  const whatIf = withoutEvent(prepared, group[1]!, group, 's1');
  expect(createHash('sha256').update(canonicalJson([sheets, whatIf])).digest('hex')).toBe(digest);
});

test('closed-cases scores to the bytes it always had', () => {
  const prepared = prepareScheme(compileScheme(shipped('closed-cases')), []);
  const sheet = scorePerson(prepared, facts('J-07', { numbers: { closed: 123 } }));
  expect(createHash('sha256').update(canonicalJson(sheet)).digest('hex')).toBe('6b9436f31206d4168d71b842abedbcf8995e1066aa85f786e43e7130bdb79d70');
});
