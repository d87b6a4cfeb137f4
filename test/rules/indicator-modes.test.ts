import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultsOfParameter } from '../../src/rules/court-parameter.js';
import { indicatorMode, indicatorModeSetting, indicatorSettingTitle, indicatorSettingUnit, scoreRate, scoreReferenceSetting } from '../../src/rules/indicator-modes.js';

describe('how one indicator is shown to one audience', () => {
  const set = (values: Record<string, string>) => (path: string): string | undefined => values[path];

  test('its own setting, else that of the part it stands in, else the audience’s', () => {
    const own = set({ quality: 'interval', 'quality/K1': 'ranking', 'quality/K3': 'audience' });
    expect(['quality', 'quality/K1', 'quality/K2', 'quality/K3', 'efficiency'].map((path) => indicatorMode(path, own, 'ranking'))).toEqual(['interval', 'ranking', 'interval', 'ranking', 'ranking']);
    expect(['quality', 'quality/K1', 'efficiency'].map((path) => indicatorMode(path, own, 'interval'))).toEqual(['interval', 'ranking', 'interval']);
  });

  test('a setting of one part moves nothing outside it', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('/'));
    const mode = fc.constantFrom('ranking' as const, 'interval' as const);
    fc.assert(fc.property(path, path, mode, mode, (changed, other, to, audience) => {
      const before = indicatorMode(other, () => undefined, audience);
      const after = indicatorMode(other, set({ [changed]: to }), audience);
      expect(after).toBe(other === changed || other.startsWith(`${changed}/`) ? to : before);
    }));
  });

  test('is a dated parameter of its own that takes three words and nothing else', () => {
    const name = indicatorModeSetting('leaders', 'judge:civil', 'quality/K1');
    expect([name, indicatorModeSetting('self', 'clerk', 'files')]).toEqual(['ranking.mode.leaders.judge.civil.quality.K1', 'ranking.mode.self.clerk.any.files']);
    expect([indicatorSettingUnit(name), indicatorSettingUnit(scoreReferenceSetting('judge:civil', 'quality')), indicatorSettingUnit('ranking.mode.leaders'), indicatorSettingUnit('ranking.mode.nobody.judge.civil.quality')]).toEqual(['mode', 'interval', null, null]);
    expect(indicatorSettingTitle(name)!.zh).toBe('比较方式：院领导和各办公室，judge.civil.quality.K1');
    for (const value of ['ranking', 'interval', 'audience']) expect(faultsOfParameter(value, 'mode', name, 'mode')).toEqual([]);
    for (const value of ['', 'rank', 'ranking,judge:civil=interval']) expect(faultsOfParameter(value, 'mode', name, 'mode').map(({ path }) => path)).toEqual(['value']);
    expect(faultsOfParameter('audience', 'mode', 'ranking.mode.leaders', 'mode').map(({ path }) => path)).toEqual(['value']);
  });

  test('its value is the rate of the mark over everybody asked about, and nothing where it applied to nobody', () => {
    const part = (points: string, share: string | null, applicable = true) => ({ points, share, applicable });
    expect(scoreRate([part('24.00', '30.00'), part('27.00', '30.00')])).toBe('85.00');
    expect(scoreRate([part('24.00', '30.00'), part('0.00', '0.00', false)])).toBe('80.00');
    expect(scoreRate([part('3.00', null), part('0.00', null)])).toBe('1.50');
    expect(scoreRate([part('0.00', '0.00', false)])).toBeNull();
  });
});
