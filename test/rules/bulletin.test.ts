import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterBulletinStep, BULLETIN_STEPS, bulletinNumber, nextNumber, samePerson, type BulletinAction, type BulletinState } from '../../src/rules/bulletin.js';
import { blocksOf, figuresIn, flagsOf, strikeOut, type NamedFigure } from '../../src/rules/bulletin-text.js';

const figure = (key: string, zh: string, text: string): NamedFigure => ({ key, label: { zh, en: key }, text });
const FIGURES = [
  figure('planned', '应评件数', '570'), figure('coverage', '评查覆盖率', '100.00%'), figure('minor', '一般差错数', '37'), figure('serious', '严重差错数', '4'), figure('faultRate', '差错率', '5.61%'),
  { ...figure('case1.judge', '案例一承办人', '王敏'), anonymous: '某法官' },
];
const section = (body: string) => [{ key: 'basic', heading: '一、基本情况', body }];
const typed = (body: string, names: string[] = []) => flagsOf(section(body), [], FIGURES, names, ['divisions']).map(({ kind, text, proposal }) => ({ kind, text, key: proposal?.key ?? null, same: proposal?.same ?? null }));

describe('figures tied to the data', () => {
  it('marks a typed number and says what the data has', () => {
    expect(typed('其中严重差错{{serious}}条，一般差错38条。')).toEqual([{ kind: 'number', text: '38', key: 'minor', same: false }]);
    expect(typed('10月应评570件，覆盖率100.00％。')).toEqual([{ kind: 'number', text: '570', key: 'planned', same: true }, { kind: 'number', text: '100.00％', key: 'coverage', same: true }]);
    expect(typed('差错率为百分之五点六，涉及三十七件，共１２３人')).toEqual([
      { kind: 'number', text: '百分之五点六', key: 'faultRate', same: false }, { kind: 'number', text: '三十七', key: null, same: null }, { kind: 'number', text: '１２３', key: null, same: null },
    ]);
  });

  it('leaves alone what counts nothing', () => {
    for (const text of ['2026年10月，10月9日，2026-10-31', '（2026）苏0102民初1287号', '通报〔2026〕第9期', '《民法典》第577条、第五百七十七条第二款', '条目M-C-01和S-P-12', '一、总体情况', '（三）送达', '见表1、附件2', '民一庭与民二庭一起研究', '同一人同一条目、每一件、任一条款', '{{planned}}件'])
      expect([text, typed(text)]).toEqual([text, []]);
  });

  it('marks a figure nobody knows and a table that stands in a sentence', () => {
    expect(typed('共{{unheard}}件').map(({ kind }) => kind)).toEqual(['token']);
    expect(typed('{{table:divisions}}')).toEqual([]);
    expect(typed('见{{table:divisions}}').map(({ kind }) => kind)).toEqual(['token']);
    expect(typed('{{table:nothing}}').map(({ kind }) => kind)).toEqual(['token']);
  });

  it('lets a number with a stated source stand, wherever it is in that part', () => {
    const flags = flagsOf(section('去年同期为31件。\n又31件。'), [{ section: 'basic', text: '31', source: '2025年第10期通报' }], FIGURES, []);
    expect(flags.map(({ paragraph, source }) => [paragraph, source])).toEqual([[1, '2025年第10期通报'], [2, '2025年第10期通报']]);
  });

  it('points at the very place: replacing it by the figure leaves no mark', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('一般差错', '严重差错', '38', '4.5%', '，', '。', '\n', '{{serious}}', '条'), { maxLength: 20 }), (parts) => {
        let body = parts.join('');
        for (let round = 0; round < 40; round++) {
          const [flag] = flagsOf(section(body), [], FIGURES, []);
          if (!flag) break;
          expect(body.slice(flag.start, flag.start + flag.text.length)).toBe(flag.text);
          body = `${body.slice(0, flag.start)}{{minor}}${body.slice(flag.start + flag.text.length)}`;
        }
        expect(flagsOf(section(body), [], FIGURES, [])).toEqual([]);
      }),
    );
  });
});

describe('nobody named', () => {
  const names = ['王敏', '方圆'];
  it('marks names and case numbers, and strikes them out whatever was typed', () => {
    expect(typed('王敏承办的（2026）苏0102民初1287号', names).map(({ kind, text }) => [kind, text])).toEqual([['name', '王敏'], ['name', '（2026）苏0102民初1287号']]);
    expect(strikeOut('王敏承办的（2026）苏0102民初1287号', names)).toBe('某某承办的某案');
    const [block] = blocksOf('{{case1.judge}}与王敏', FIGURES, names);
    expect(block).toEqual({ pieces: [{ text: '某法官', figure: 'case1.judge' }, { text: '与某某' }] });
  });

  it('never lets a name through', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('王敏', '方圆', '王', '敏', '方', '圆', '{{case1.judge}}', '法官', '\n'), { maxLength: 15 }), (parts) => {
        const shown = JSON.stringify(blocksOf(parts.join(''), FIGURES, names));
        for (const name of names) expect(shown).not.toContain(`"${name}"`);
        expect(shown).not.toMatch(/王敏|方圆/);
      }),
    );
  });

  it('names them when the bulletin may', () => {
    expect(blocksOf('{{case1.judge}}', FIGURES, [])).toEqual([{ pieces: [{ text: '王敏', figure: 'case1.judge' }] }]);
    expect(figuresIn(section('{{planned}}{{table:divisions}}{{serious}}'))).toEqual(['planned', 'serious']);
  });
});

describe('the steps of a bulletin', () => {
  it('reaches publication by one road, and nothing leads out of a signed one but publishing', () => {
    const walk = (state: BulletinState, actions: BulletinAction[]): BulletinState | null => actions.reduce<BulletinState | null>((now, action) => now && afterBulletinStep(now, action), state);
    expect(walk('draft', ['send', 'check', 'sign', 'publish'])).toBe('published');
    expect(walk('draft', ['sign'])).toBeNull();
    expect(walk('checked', ['return'])).toBe('draft');
    for (const action of Object.keys(BULLETIN_STEPS) as BulletinAction[]) {
      expect(afterBulletinStep('published', action)).toBeNull();
      if (action !== 'publish') expect(afterBulletinStep('signed', action)).toBeNull();
    }
  });

  it('wants three people', () => {
    expect(samePerson('check', 'a', ['a'], null)).toBe('wrote');
    expect(samePerson('sign', 'b', ['a'], 'b')).toBe('checked');
    expect(samePerson('sign', 'c', ['a'], 'b')).toBeNull();
    expect(samePerson('publish', 'a', ['a'], 'b')).toBeNull();
  });

  it('numbers without a gap, and refuses to go on from one', () => {
    expect(bulletinNumber(2026, 10)).toBe('〔2026〕第10期');
    fc.assert(fc.property(fc.integer({ min: 0, max: 40 }), (n) => expect(nextNumber(Array.from({ length: n }, (_, index) => n - index))).toBe(n + 1)));
    expect(() => nextNumber([1, 3])).toThrow('gap');
    expect(() => nextNumber([1, 1])).toThrow('gap');
  });
});
