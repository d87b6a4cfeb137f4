import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import { say } from './wording.js';

export interface Sibling {
  title: Sentence;
  /** Worth as written; null when open-ended. */
  portion: Decimal | null;
  /** What of it can be used: all of it, nothing, or, in a group of which only fixed parts apply, those parts. */
  kept: Decimal | null;
  /** Whether it can carry more than its own: points that must be earned one by one cannot. */
  takes: boolean;
}

export interface Shared {
  share: Decimal | null;
  note: Sentence | null;
}

const ZERO = new Decimal(0);

/**
 * Shares a parent's full mark among the children that apply, in proportion to what they are worth as written, and says
 * in words what moved. Never a zero by accident: parts of 5, 5 and an unused third make 10 of the two.
 *
 * Leaves that only count up or down in points of their own (add-only, deduct-only) keep their own weight and take over
 * none, for nobody could earn it there; if nothing else applies, the weight goes on to the parent's siblings.
 * Source: CATALOGUES §13 “a zero denominator → not applicable, weight shared inside the component”.
 * @example 10, 6, 4 of which the 4 does not apply, full 20 → 12.50, 7.50, 0 with a note at each
 */
export function shareOut(siblings: readonly Sibling[], full: Decimal | null, scale: Decimal): Shared[] {
  if (!full) return siblings.map(({ kept }) => ({ share: kept, note: null }));
  const takers = sum(siblings.map((sibling) => (sibling.takes ? sibling.portion! : ZERO)));
  const fixed = sum(siblings.map((sibling) => (sibling.takes ? ZERO : (sibling.kept ?? ZERO))));
  const shares = siblings.map(({ portion, kept, takes }) => (takes ? full.minus(fixed).times(portion!).div(takers) : (kept ?? ZERO)));

  const given = siblings.map(({ portion, kept }) => (portion ?? ZERO).minus(kept ?? ZERO));
  if (given.every((part) => part.isZero())) return shares.map((share) => ({ share, note: null }));
  const write = (value: Decimal): string => points(value.times(scale));
  const list = (language: 'zh' | 'en', named: (index: number) => Decimal | null): string =>
    siblings.flatMap(({ title }, index) => (named(index) ? [`${title[language]} ${write(named(index)!)}`] : [])).join(language === 'zh' ? '；' : '; ');
  const givers = (index: number): Decimal | null => (given[index]!.isZero() ? null : given[index]!);
  const receivers = (index: number): Decimal | null => (siblings[index]!.takes ? shares[index]! : null);

  return siblings.map(({ portion, takes }, index) => {
    const share = shares[index]!;
    if (!givers(index) && !takes) return { share, note: null };
    if (takes) {
      const moved = [write(portion!), write(share)] as const;
      return {
        share,
        note: say(
          `权重由 ${moved[0]} 调整为 ${moved[1]}，承接不适用的：${list('zh', givers)}`,
          `Weight ${moved[0]} becomes ${moved[1]}, taking over what does not apply: ${list('en', givers)}`,
        ),
      };
    }
    const weight = write(given[index]!);
    return {
      share,
      note: takers.isZero()
        ? say(`权重 ${weight} 在同级无处承接，转由上一级分配`, `No sibling can take its weight of ${weight}; it is shared one level up`)
        : say(`权重 ${weight} 按比例分配，调整后为：${list('zh', receivers)}`, `Its weight of ${weight} is shared in proportion, which makes: ${list('en', receivers)}`),
    };
  });
}
