import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type AppUnderTest } from '../support/app.js';
import { LivingCourt } from './living-court.js';
import { Story, STEP_NAMES, type Step, type StepName } from './living-steps.js';

const SQLITE = process.env.TEST_ENGINE !== 'mariadb';
const LONGEST = 600_000;
/** `STORIES=40` and more is a campaign of its own: `STORIES=40 node test/run.mjs --only http -- live-ranking`. */
const CAMPAIGN = 40;
const STORIES = Number(process.env.STORIES ?? (SQLITE ? 12 : 3));
/** After seven that open every story. */
const STEPS = 12;
/** Steps that move other groups besides the civil judges: those in enforcement, those whose facts are entered by hand, clerks and reviewers. */
const ELSEWHERE: StepName[] = ['recordObjection', 'enterFact', 'voidFact', 'closeMonth', 'correctMonth'];

describe('live ranking', () => {
  let on: AppUnderTest;
  let shipped: LivingCourt;

  beforeAll(async () => {
    on = await startApp();
    shipped = await LivingCourt.install(on);
  });
  afterAll(() => on.close());

  const number = fc.nat(59);
  /** What leads to something else is drawn more often: without findings nothing is submitted, without requests nothing is answered. */
  const often: StepName[] = ['recordMinor', 'recordMinor', 'recordSerious', 'submitReview', 'submitReview', 'fileRequest', 'fileRequest', 'answerRequest', 'answerRequest', 'decideSerious', 'adoptSecondFinding', 'correctFinding', 'nextDay', 'nextDay', 'closeMonth', 'correctMonth', 'publishMonth'];
  const step: fc.Arbitrary<Step> = fc.record({ does: fc.constantFrom(...STEP_NAMES, ...often), a: number, b: number, c: number });
  /** A story that fails is told again without the steps it can do without: any step shrinks to none. */
  const orNone = fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant(null), weight: 1 }, { arbitrary: step, weight: 60 });
  /** So that every story has something to speak of: a minor finding, a provisional serious one, and a blind second review with a finding of its own. */
  const OPENING: Step[] = [
    { does: 'recordMinor', a: 0, b: 0, c: 0 }, { does: 'recordSerious', a: 1, b: 0, c: 0 }, { does: 'submitReview', a: 0, b: 0, c: 0 }, { does: 'submitReview', a: 0, b: 0, c: 0 },
    { does: 'planSecondReview', a: 0, b: 0, c: 0 }, { does: 'recordMinor', a: 5, b: 1, c: 0 }, { does: 'submitReview', a: 5, b: 0, c: 0 },
  ];

  /** In a campaign every story is brought to its end: what is open is settled, the month frozen, a record of it changed, the result corrected and published. */
  const ENDING: Step[] = (['nextDay', 'submitReview', 'submitReview', 'decideSerious', 'decideSerious', 'adoptSecondFinding', 'answerRequest', 'answerRequest', 'nextDay', 'nextDay', 'nextDay', 'lockOffice', 'unlockOffice', 'closeMonth', 'correctFinding', 'correctMonth', 'publishMonth'] as const).map((does) => ({ does, a: does.endsWith('Office') ? 1 : 0, b: 1, c: 0 }));

  it('shows after any steps what working everything out afresh comes to, to the byte; an upheld request moves total and rank as it said', async () => {
    const taken = new Map<StepName, number>();
    const told = async (steps: readonly (Step | null)[]): Promise<void> => {
      const story = new Story(await LivingCourt.like(shipped));
      const asked = async (everybody = false): Promise<void> => {
        for (const { name, shown, afresh } of await story.shownAndAfresh(everybody))
          if (JSON.stringify(shown) !== JSON.stringify(afresh)) throw new Error(differing(name, shown, afresh));
        const broken = await story.frozenHolds();
        if (broken) throw new Error(broken);
      };
      try {
        await asked(true);
        const others = (await story.shownAndAfresh(true)).filter(({ name }) => /Chief|clerk|qualityReviewer/.test(name));
        // Chiefs' sheets rest on those of judges, the clerk's and the reviewers' on reviews: refused in all stories they would prove nothing.
        if (others.length < 6 || others.some(({ shown }) => typeof shown === 'string')) throw new Error(`others: ${JSON.stringify(others.map(({ name, shown }) => [name, typeof shown === 'string' ? shown : 'worked out']))}`);
        for (const one of OPENING) await story.take(one);
        await asked();
        for (const one of [...steps, ...(STORIES >= CAMPAIGN ? ENDING : [])]) {
          if (!one) continue;
          await story.take(one);
          await asked(ELSEWHERE.includes(one.does));
        }
        await asked(true);
      } catch (error) {
        throw new Error(`${story.log.join('\n')}\n→ ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      for (const name of story.taken) taken.set(name, (taken.get(name) ?? 0) + 1);
    };
    await fc.assert(fc.asyncProperty(fc.array(orNone, { minLength: STEPS, maxLength: STEPS }), told), { numRuns: STORIES, seed: 20261123 });
    if (STORIES >= CAMPAIGN) expect(STEP_NAMES.filter((name) => !taken.get(name))).toEqual([]);
  }, LONGEST);

  /** The first place where two results part, in words. */
  function differing(name: string, shown: unknown, afresh: unknown, path = ''): string {
    if (typeof shown === 'object' && typeof afresh === 'object' && shown && afresh) {
      const keys = [...new Set([...Object.keys(shown), ...Object.keys(afresh)])];
      const parting = keys.find((key) => JSON.stringify((shown as never)[key]) !== JSON.stringify((afresh as never)[key]));
      if (parting !== undefined) return differing(name, (shown as never)[parting], (afresh as never)[parting], `${path}.${parting}`);
    }
    return `${name}${path}: shown ${JSON.stringify(shown)?.slice(0, 200)}, afresh ${JSON.stringify(afresh)?.slice(0, 200)}`;
  }
});
