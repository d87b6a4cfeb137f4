import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DomainError } from '../../src/kernel/domain-error.js';
import { afterAct, SIGN_OFF_STEPS, stateOf, stepsOf, type SignOffAct, type SignOffCircumstances, type SignOffRecord, type SignOffStep } from '../../src/rules/sign-off.js';

interface Told {
  title: string;
  steps: SignOffCircumstances;
  acts: { who: string; as: SignOffStep; does: SignOffAct; to?: SignOffStep; words?: string; then: string }[];
}

const attempt = (acts: SignOffRecord[], told: Told['acts'][number], steps: readonly SignOffStep[]): string => {
  const { who, as, does, to = null, words = '' } = told;
  try {
    const next = afterAct({ act: does, step: as, returnTo: to, personId: who, words }, acts, steps, 'zh');
    acts.push({ act: does, step: as, returnTo: to, personId: who });
    return next;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

for (const { title, steps: circumstances, acts: told } of parse(readFileSync('test/rules/sign-off.yaml', 'utf8')) as Told[])
  it(title, () => {
    const acts: SignOffRecord[] = [];
    for (const one of told) expect([one.who, one.as, attempt(acts, one, stepsOf(circumstances))]).toEqual([one.who, one.as, one.then]);
  });

const circumstances = fc.record({ chiefAvailable: fc.boolean(), leaderAvailable: fc.boolean(), soleJudge: fc.boolean(), soleJudgeSkipsReading: fc.boolean() });
const acts = fc.array(
  fc.record({
    who: fc.constantFrom('甲', '乙', '丙', '丁'), as: fc.constantFrom(...SIGN_OFF_STEPS), does: fc.constantFrom<SignOffAct>('sign', 'return'),
    to: fc.constantFrom(...SIGN_OFF_STEPS), words: fc.constantFrom('', '请再核对一遍主文'), then: fc.constant(''),
  }),
  { maxLength: 40 },
);

it('whatever is tried, signatures stand in order, without gaps, each by somebody else', () => {
  fc.assert(
    fc.property(circumstances, acts, (given, tries) => {
      const steps = stepsOf(given);
      const done: SignOffRecord[] = [];
      for (const one of tries) {
        const next = attempt(done, { ...one, ...(one.does === 'sign' ? { to: undefined } : {}) }, steps);
        const { standing, awaited } = stateOf(done, steps);
        if (!next.includes('.')) expect(next).toBe(awaited);
        const signed = steps.filter((step) => standing[step]);
        expect(signed).toEqual(steps.slice(0, signed.length));
        expect(new Set(signed.map((step) => standing[step]!.personId)).size).toBe(signed.length);
        expect(standing.reviewer).toBeUndefined();
      }
    }),
  );
});

it('begins with the judge and ends with the reviewer, always with somebody between unless nobody is there', () => {
  fc.assert(
    fc.property(circumstances, (given) => {
      const steps = stepsOf(given);
      expect([steps[0], steps[steps.length - 1]]).toEqual(['judge', 'reviewer']);
      expect(steps.length > 2).toBe(given.chiefAvailable || given.leaderAvailable);
    }),
  );
});
