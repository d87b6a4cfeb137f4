import { runAtHand } from '../../src/web/pages/assignment/open-runs.js';
import { readCaps, readRamp, writeCaps, writeRamp } from '../../src/web/pages/assignment/setting-value.js';

describe('assignment settings', () => {
  test('a cap and a ramp come back from their rows as they were written, blanks and Chinese commas aside', () => {
    expect(readCaps('judge:civil=60，divisionChief:*=30')).toEqual([{ post: 'judge', nature: 'civil', cap: '60' }, { post: 'divisionChief', nature: '*', cap: '30' }]);
    expect(writeCaps(readCaps('judge:civil=60, divisionChief:*=30'))).toBe('judge:civil=60,divisionChief:*=30');
    expect(writeRamp([...readRamp('1=0.30;2=0.60'), { month: ' 3', share: '0.80 ' }])).toBe('1=0.30,2=0.60,3=0.80');
    expect(readCaps('')).toEqual([]);
  });

  test('a scheduled run is at hand from its day on, an urgent one never', () => {
    const run = (id: string, kind: string, day: string) => ({ id, nature: 'civil', kind, day, status: 'sealed', commitment: '' });
    const summary = { total: 0, byNature: [], nextRun: null, runDaysSet: true, today: '2026-11-24', openRuns: [run('urgent', 'urgent', '2026-11-24'), run('due', 'scheduled', '2026-11-25')] };
    expect(runAtHand(summary, 'civil')).toBeUndefined();
    expect(runAtHand({ ...summary, today: '2026-11-25' }, 'civil')?.id).toBe('due');
    expect(runAtHand({ ...summary, today: '2026-11-25' }, 'criminal')).toBeUndefined();
  });
});
