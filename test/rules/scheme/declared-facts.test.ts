import { DECLARED_FACTS, refuseUndeclaredFacts } from '../../../src/evaluation/declared-facts.js';

const HAN = /[㐀-鿿]/;

test.each(DECLARED_FACTS.map((fact) => [fact.name, fact] as const))('%s says in both languages what is counted and what it cannot show', (_name, fact) => {
  for (const words of [fact.title, fact.unit, fact.meaning, fact.cannotShow, fact.dated]) {
    expect(words.zh).toMatch(HAN);
    expect(words.en).not.toMatch(HAN);
    expect(words.en.length).toBeGreaterThan(0);
  }
  expect(fact.meaning.zh.length).toBeGreaterThan(12);
  expect(fact.cannotShow.zh.length).toBeGreaterThan(8);
});

test('titles are told apart, so that a list of them can be chosen from', () => {
  for (const language of ['zh', 'en'] as const) expect(new Set(DECLARED_FACTS.map((fact) => fact.title[language])).size).toBe(DECLARED_FACTS.length);
});

test('the application refuses to start when a shipped scheme names a fact nobody declares, naming each', () => {
  expect(() => refuseUndeclaredFacts()).not.toThrow();
  expect(() => refuseUndeclaredFacts(DECLARED_FACTS.filter(({ name }) => name !== 'netDays' && name !== 'merits'))).toThrow('netDays (number), merits (events)');
  const otherShape = DECLARED_FACTS.map((fact) => (fact.name === 'merits' ? { ...fact, shape: 'number' as const } : fact));
  expect(() => refuseUndeclaredFacts(otherShape)).toThrow('merits (events)');
});

test('two modules never answer one name', () => {
  expect(() => refuseUndeclaredFacts([...DECLARED_FACTS, DECLARED_FACTS[0]!])).toThrow('declared twice: months');
});
