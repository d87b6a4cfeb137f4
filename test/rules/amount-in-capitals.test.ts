import fc from 'fast-check';
import { amountInCapitals } from '../../src/rules/amount-in-capitals.js';

describe('an amount written out', () => {
  it.each([
    ['0', '零元整'],
    ['0.05', '伍分'],
    ['0.30', '叁角整'],
    ['10.00', '壹拾元整'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['16000.05', '壹万陆仟元零伍分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['120000.00', '壹拾贰万元整'],
    ['100000007', '壹亿零柒元整'],
    ['1000200000', '壹拾亿零贰拾万元整'],
    ['1000000000000', '壹万亿元整'],
  ])('%s is %s', (amount, words) => expect(amountInCapitals(amount)).toBe(`人民币${words}`));

  it('is another one for another amount, never two noughts together, and ends in 整 unless it ends in 分', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const written = (amount: bigint): string => amountInCapitals(`${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`);
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(written(a) === written(b)).toBe(a === b);
        expect(written(a)).not.toMatch(/零零|零万|零亿/);
        expect(written(a)).toMatch(/(整|分)$/);
      }),
    );
  });

  it('is refused below zero and above what can be read', () => {
    for (const amount of ['-0.01', '10000000000000000']) expect(() => amountInCapitals(amount)).toThrow(RangeError);
  });
});
