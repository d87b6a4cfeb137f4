import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findAgain } from '../../src/rules/quote-anchor.js';

const TEXT = '被告未按期还款。综上，依照《民法典》第五百七十七条之规定，判决如下。';
const QUOTE = '第五百七十七条';
const at = TEXT.indexOf(QUOTE);
const anchor = { quote: QUOTE, prefix: TEXT.slice(at - 8, at), suffix: TEXT.slice(at + QUOTE.length, at + 14), start: at };

describe('words quoted from a document that has a new version', () => {
  test('found once they move silently', () => {
    expect(findAgain(TEXT, anchor, true)).toEqual({ state: 'same', start: at });
    expect(findAgain(`补正后：${TEXT}`, anchor, false)).toEqual({ state: 'moved', start: at + 4 });
  });

  test('found more than once the nearest by context is offered, and marked', () => {
    const twice = `原告主张适用第五百七十七条。${TEXT}`;
    expect(findAgain(twice, anchor, false)).toEqual({ state: 'unsure', start: twice.lastIndexOf(QUOTE) });
    // The same surroundings in both places: the one nearest to where they stood.
    expect(findAgain('甲乙。甲乙。甲乙。', { quote: '甲', prefix: '。', suffix: '乙。', start: 7 }, false)).toEqual({ state: 'unsure', start: 6 });
  });

  test('not found they are lost, and the quote is kept', () => {
    expect(findAgain(TEXT.replace(QUOTE, '第五百七十八条'), anchor, false)).toEqual({ state: 'lost' });
    expect(findAgain(TEXT, { ...anchor, quote: '' }, true)).toEqual({ state: 'lost' });
  });

  test('in the text itself every piece is found where it was taken, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom('甲', '乙', '。', '𠮷', '1') }), fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const quote = text.slice(start, start + 1 + (length % 6));
        expect(findAgain(text, { quote, prefix: text.slice(0, start).slice(-32), suffix: text.slice(start + quote.length, start + quote.length + 32), start }, true)).toEqual({ state: 'same', start });
        const later = findAgain(`前${text}`, { quote, prefix: text.slice(0, start).slice(-32), suffix: text.slice(start + quote.length), start }, false);
        expect(later.state).not.toBe('lost');
        if (later.state !== 'lost') expect(`前${text}`.startsWith(quote, later.start)).toBe(true);
      }),
    );
  });
});
