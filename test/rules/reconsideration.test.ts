import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterStep, drawPanel, RECONSIDERATION_STEPS, replyFaults, settleVotes, UNANSWERED, type ReconsiderationAction, type ReconsiderationState } from '../../src/rules/reconsideration.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const actions = Object.keys(RECONSIDERATION_STEPS) as ReconsiderationAction[];

describe('the steps of a request', () => {
  test('the road of an upheld request', () => {
    const road: ReconsiderationAction[] = ['return', 'resubmit', 'accept', 'drawPanel', 'correct', 'appeal', 'decide'];
    const states = road.reduce<ReconsiderationState[]>((seen, action) => [...seen, afterStep(seen.at(-1)!, action)!], ['filed']);
    expect(states).toEqual(['filed', 'returned', 'filed', 'accepted', 'withPanel', 'corrected', 'secondInstance', 'final']);
  });

  test('every state can be reached from filed, and from every unanswered one the applicant may withdraw', () => {
    const reached = new Set<ReconsiderationState>(['filed']);
    for (let grew = true; grew; ) {
      grew = false;
      for (const state of [...reached]) for (const action of actions) {
        const next = afterStep(state, action);
        if (next && !reached.has(next)) grew = Boolean(reached.add(next));
      }
    }
    expect([...reached].sort()).toEqual(['accepted', 'corrected', 'filed', 'final', 'maintained', 'returned', 'secondInstance', 'withPanel', 'withdrawn']);
    for (const state of UNANSWERED) expect(afterStep(state, 'withdraw')).toBe('withdrawn');
  });

  test('nothing happens after the end', () => {
    for (const action of actions) for (const end of ['final', 'withdrawn'] as const) expect(afterStep(end, action)).toBeNull();
  });

  test('a reply cannot come before a panel', () => {
    expect(afterStep('filed', 'correct')).toBeNull();
    expect(afterStep('accepted', 'maintain')).toBeNull();
  });
});

describe('the draw of a panel', () => {
  const candidates = ['a', 'b', 'c', 'd', 'e', 'f'].map((personId) => ({ personId, name: personId, divisionIds: [personId === 'f' ? 'civil-1' : 'criminal'] }));

  test('leaves out the first reviewer and everybody of either division, and says so', () => {
    const { drawn, barred } = drawPanel({ seed: 's', size: 3, candidates, barredPeople: ['a'], barredDivisions: ['civil-1'] }, sha256);
    expect(drawn).toHaveLength(3);
    expect(drawn.map(({ personId }) => personId)).not.toEqual(expect.arrayContaining(['a']));
    expect(barred.map(({ candidate, why }) => [candidate.personId, why])).toEqual([['a', 'person'], ['f', 'division']]);
  });

  test('law: the order of candidates never matters and the seed decides', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: 6 }), fc.string({ minLength: 1 }), (shuffled, seed) => {
        const ask = (list: typeof candidates) => drawPanel({ seed, size: 3, candidates: list, barredPeople: [], barredDivisions: [] }, sha256).drawn;
        expect(ask(shuffled)).toEqual(ask(candidates));
      }),
    );
    const firstOf = (seed: string) => drawPanel({ seed, size: 1, candidates, barredPeople: [], barredDivisions: [] }, sha256).drawn[0]!.personId;
    expect(new Set(Array.from({ length: 60 }, (_, index) => firstOf(String(index)))).size).toBe(6);
  });
});

describe('what the votes come to', () => {
  test.each([
    ['2.00', ['0', '0', '2.00'], 'upheld', '0.00'],
    ['2.00', ['0', '1.00', '2.00'], 'partlyUpheld', '1.00'],
    ['2.00', ['2.00', '2.00', '0'], 'refused', '2.00'],
    ['0.40', ['0.2', '0.4', '0.3'], 'partlyUpheld', '0.30'],
  ] as const)('%s with %j → %s at %s', (original, votes, outcome, points) => {
    expect(settleVotes(original, votes)).toEqual({ outcome, points });
  });
});

describe('a reasoned reply', () => {
  test('blanks, punctuation and a missing clause are all named at once', () => {
    const faults = replyFaults({ grounds: ['该条为总则性引用', '已在宣判前更正'], answers: ['　 。…', ''], clause: ' ' });
    expect(faults.map(({ path }) => path)).toEqual(['answers[0]', 'answers[1]', 'clause']);
    expect(faults[0]!.zh).toContain('该条为总则性引用');
  });

  test('an answer to each point with a clause passes', () => {
    expect(replyFaults({ grounds: ['该条为总则性引用'], answers: ['总则性引用不免除引用专章条文的义务。'], clause: '《评查实施办法》第8条第2项' })).toEqual([]);
  });
});
