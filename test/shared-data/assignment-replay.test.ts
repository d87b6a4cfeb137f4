import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../../src/setup/places.mjs';
import { assign } from '../../src/rules/assignment/assign.js';
import { evennessOf } from '../../src/rules/assignment/fairness.js';
import { ASSIGNMENT_RULES } from '../../src/rules/assignment/plan.js';
import { byYear, readApplications, readJustices, replay } from './special-leave-replay.mjs';

const FOLDER = join(top, '..', 'shared', 'data', 'high-court-of-australia');
if (!existsSync(FOLDER)) throw new Error(`This test reads ${FOLDER}; the folder is not there.`);

describe('the real applications, assigned again in date order to the justices then sitting', () => {
  const applications = readApplications(readFileSync(join(FOLDER, 'special_leave.csv'), 'utf8'));
  const justices = readJustices(readFileSync(join(FOLDER, 'justices.csv'), 'utf8'));

  test('every application whose panel is named takes part', () => {
    expect([applications.length, applications.filter(({ estimated }) => estimated).length]).toEqual([8405, 411]);
  });

  for (const rule of ASSIGNMENT_RULES)
    test(`${rule}: every quota met, and loads far more level than they were, in every year`, () => {
      const { runs, moved } = replay({ applications, justices, rule, assign, evennessOf });
      expect(runs).toHaveLength(348);
      expect(runs.every(({ deviation, unassigned }) => deviation === 0 && unassigned === 0)).toBe(true);
      // Who left the bench left applications behind, and they were assigned again.
      expect(moved).toBeGreaterThan(400);
      const { years, all } = byYear(runs);
      for (const year of years) expect(year.ours.gini).toBeLessThan(year.real.gini / 8);
      expect([all.real.spread.toFixed(1), all.real.gini.toFixed(3)]).toEqual(['41.4', '0.148']);
      expect([all.ours.spread.toFixed(1), all.ours.gini.toFixed(3)]).toEqual(rule === 'level-then-even' ? ['1.9', '0.007'] : ['1.1', '0.005']);
    });
});
