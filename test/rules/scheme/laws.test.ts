import fc from 'fast-check';
import { Decimal, sum } from '../../../src/kernel/exact.js';
import { compileScheme } from '../../../src/rules/scheme/compile.js';
import { evaluate, prepareScheme, scorePerson, withoutEvent } from '../../../src/rules/scheme/evaluate.js';
import type { FactEvent, PersonFacts } from '../../../src/rules/scheme/facts.js';
import { canonicalJson, leavesOf, linesOf, type ScoreSheet } from '../../../src/rules/scheme/score-sheet.js';
import { civilFacts, event, facts, leaf, piece, schemeOf, shipped } from './scheme-fixtures.js';

const civil = compileScheme(shipped('judge-civil'));

const count = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const hundredths = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: max * 100 }).map((n) => (n / 100).toFixed(2));
const share = fc.constantFrom('1', '0.9', '0.5', '0.25', '0.1', '0.3333');
const eventsOf = (prefix: string, priced: boolean): fc.Arbitrary<FactEvent[]> =>
  fc.array(fc.record({ points: hundredths(5), share, day: fc.constantFrom('2026-03-01', '2026-10-09', null) }), { maxLength: 6 }).map((list) =>
    list.map((item, index) => event(`${prefix}${index}`, priced ? item.points : undefined, { share: item.share, day: item.day })),
  );
const piecesOf = (prefix: string): fc.Arbitrary<PersonFacts['pieces'][string]> =>
  fc.array(fc.tuple(hundredths(100), fc.integer({ min: 0, max: 3 })), { maxLength: 8 }).map((list) => list.map(([value, weight], index) => piece(`${prefix}${index}`, value, weight)));

/** Facts as strange as they come: nothing closed, nothing reviewed, everything appealed. */
const judge = (personId: string): fc.Arbitrary<PersonFacts> =>
  fc
    .record({
      numbers: fc.record({
        closed: count(200), closedWeighted: hundredths(300), panelWeighted: hundredths(60), closedInLimit: count(200), netDays: count(9000), reviewed: count(60), minorCases: count(60),
        attributable: count(20), firstInstanceClosed: count(180), publishedOnTime: count(150), publishable: count(150), appealed: count(180), complaintsUpheld: count(3),
        petitionCases: count(3), mediated: count(90), withdrawn: count(90), excellentDocuments: count(60), publicationPoints: hundredths(40), required: hundredths(20),
      }),
      events: fc.record({ seriousFindings: eventsOf('s', false), pendingOver365: eventsOf('p', false), merits: eventsOf('g', true) }),
      pieces: fc.record({ closedByMonth: piecesOf('m'), ownCaseScore: piecesOf('c'), hearingScores: piecesOf('h'), summationScores: piecesOf('z') }),
      months: fc.constantFrom('12', '6', '1', '0'),
      dutyFactor: fc.constantFrom('1', '0.5'),
    })
    .map((parts) => ({ personId, ...parts }));
const peerGroup = fc.tuple(judge('甲'), judge('乙'), judge('丙')).map((all): PersonFacts[] => all);

const score = (person: PersonFacts, peers: PersonFacts[]): ScoreSheet => scorePerson(prepareScheme(civil, peers), person);
const runs = { numRuns: 150 };

test('the total is the sum of the lines, of the leaves and of the components, and leaves have two places', () => {
  fc.assert(
    fc.property(peerGroup, (peers) => {
      const sheet = score(peers[0]!, peers);
      expect(sum(linesOf(sheet).map((line) => line.points)).toFixed(2)).toBe(sheet.total);
      expect(sum(sheet.components.map((part) => part.points)).toFixed(2)).toBe(sheet.total);
      for (const part of leavesOf(sheet.components)) {
        expect(sum(part.lines.map((line) => line.points)).eq(part.points)).toBe(true);
        expect(part.points).toMatch(/^-?\d+\.\d\d$/);
      }
    }),
    runs,
  );
});

test('weight is shared out to the last hundredth: some part always takes over', () => {
  fc.assert(
    fc.property(peerGroup, (peers) => {
      const shares = sum(score(peers[0]!, peers).components.map((part) => part.share!));
      expect(shares.minus(100).abs().lte('0.03')).toBe(true);
    }),
    runs,
  );
});

test('the order of facts, of peers and of months never matters, and the same input gives the same bytes', () => {
  fc.assert(
    fc.property(peerGroup, (peers) => {
      const [person] = peers as [PersonFacts];
      const shuffled: PersonFacts = {
        ...person,
        numbers: Object.fromEntries(Object.entries(person.numbers).reverse()),
        events: Object.fromEntries(Object.entries(person.events).map(([name, list]) => [name, [...list].reverse()])),
        pieces: Object.fromEntries(Object.entries(person.pieces).map(([name, list]) => [name, [...list].reverse()])),
      };
      const bytes = canonicalJson(score(person, peers));
      expect(canonicalJson(score(shuffled, [...peers].reverse()))).toBe(bytes);
      expect(canonicalJson(score(person, peers))).toBe(bytes);
      expect(canonicalJson(JSON.parse(bytes))).toBe(bytes);
    }),
    runs,
  );
});

test('one more serious finding never raises a score, whatever else is known', () => {
  fc.assert(
    fc.property(peerGroup, share, (peers, part) => {
      const [person, ...others] = peers as [PersonFacts, ...PersonFacts[]];
      const worse = { ...person, events: { ...person.events, seriousFindings: [...person.events['seriousFindings']!, event('extra', undefined, { share: part })] } };
      expect(new Decimal(score(worse, [worse, ...others]).total).lte(score(person, peers).total)).toBe(true);
    }),
    runs,
  );
});

test('removing a deduction changes the total by exactly that amount, up to what the floor had cut', () => {
  const scheme = compileScheme(schemeOf([leaf('k', 10, { kind: 'deduct-to-floor', events: 'findings' }), leaf('rest', 90, { kind: 'ratio', of: { numerator: 'a', denominator: 'b' } })]));
  fc.assert(
    fc.property(fc.array(hundredths(4), { minLength: 1, maxLength: 8 }), (amounts) => {
      const person = facts('甲', { numbers: { a: 1, b: 3 }, events: { findings: amounts.map((amount, index) => event(`f${index}`, amount)) } });
      const prepared = prepareScheme(scheme, []);
      const before = new Decimal(scorePerson(prepared, person).total);
      const taken = sum(amounts);
      amounts.forEach((amount, index) => {
        const counted = Decimal.min(10, taken).minus(Decimal.min(10, taken.minus(amount)));
        expect(new Decimal(withoutEvent(prepared, person, [], `f${index}`).total).minus(before).eq(counted)).toBe(true);
      });
    }),
    runs,
  );
});

test('whoever stands outside the group cannot move a score', () => {
  fc.assert(
    fc.property(peerGroup, judge('外人'), (peers, outsider) => {
      const prepared = prepareScheme(civil, peers);
      const before = canonicalJson(scorePerson(prepared, peers[0]!));
      scorePerson(prepared, outsider);
      expect(canonicalJson(scorePerson(prepared, peers[0]!))).toBe(before);
    }),
    runs,
  );
});

test('the printed product comes out as printed: full mark × factor, rounded, is the line', () => {
  fc.assert(
    fc.property(peerGroup, (peers) => {
      for (const line of linesOf(score(peers[0]!, peers)).filter((candidate) => candidate.kind === 'computed')) {
        const [, full, factor, result] = /([\d.]+) × ([\d.]+) = ([\d.]+)$/.exec(line.reason.zh)!;
        expect(result).toBe(line.points);
        // A full mark enlarged by weight taken over is printed to two places, so its product may be a hundredth away.
        expect(new Decimal(full!).times(factor!).minus(result!).abs().lte('0.01')).toBe(true);
      }
    }),
    runs,
  );
});

test('weights scale: doubling every full mark doubles what shares of it earn', () => {
  const build = (times: number): ReturnType<typeof schemeOf> =>
    schemeOf([leaf('a', 30 * times, { kind: 'ratio', of: { numerator: 'a', denominator: 'b' } }), leaf('b', 70 * times, { kind: 'mean-of-pieces', pieces: 'c' })], 100 * times);
  fc.assert(
    fc.property(count(50), hundredths(100), (a, mark) => {
      const person = facts('甲', { numbers: { a, b: 50 }, pieces: { c: [piece('c', mark)] } });
      const once = new Decimal(evaluate(build(1), person, []).total);
      expect(new Decimal(evaluate(build(2), person, []).total).minus(once.times(2)).abs().lte('0.02')).toBe(true);
    }),
    runs,
  );
});

test('a judge like all her peers earns exactly four fifths of the quantity', () => {
  const peers = ['甲', '乙', '丙'].map((id) => civilFacts(id));
  expect(score(peers[0]!, peers).components[0]!.points).toBe('16.00');
});
