import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { isPlain, listOf, sentenceOf, type Plain } from './scheme-document.js';
import { valueWords } from './value-words.js';

/** Title of a fact by its name; the name itself where the catalogue does not know it. */
export type FactWords = (name: string) => Bilingual;

const say = (zh: string, en: string): Bilingual => ({ zh, en });

/** `“一审结案” + “二审结案”`. */
function sumOf(names: unknown, fact: FactWords): Bilingual {
  const all = (Array.isArray(names) ? names : [names]).map((name) => fact(String(name)));
  return say(all.map(({ zh }) => `“${zh}”`).join(' + '), all.map(({ en }) => `“${en}”`).join(' + '));
}

function measure(of: unknown, fact: FactWords): Bilingual {
  if (!isPlain(of)) return sumOf(of, fact);
  const top = sumOf(of.numerator, fact);
  if (of.denominator === undefined) return of.complement === true ? say(`1 − ${top.zh}`, `1 − ${top.en}`) : top;
  const under = sumOf(of.denominator, fact);
  return of.complement === true ? say(`1 − ${top.zh} ÷ ${under.zh}`, `1 − ${top.en} ÷ ${under.en}`) : say(`${top.zh} ÷ ${under.zh}`, `${top.en} ÷ ${under.en}`);
}

function each(rule: Plain, fact: FactWords, gain: boolean): Bilingual {
  const what = fact(String(rule.events ?? rule.count));
  const verb = gain ? say('加', 'adds') : say('扣', 'takes off');
  if (rule.each === undefined) return say(`每条“${what.zh}”按记录所载分值${verb.zh}分`, `each “${what.en}” ${verb.en} the points on its record`);
  const size = valueWords(rule.each);
  return say(`每${rule.count === undefined ? '条' : '一'}“${what.zh}”${verb.zh} ${size.zh} 分`, `each “${what.en}” ${verb.en} ${size.en} points`);
}

function outside(side: unknown, where: Bilingual): Bilingual[] {
  if (!isPlain(side)) return [];
  if (side.zeroAt !== undefined) {
    const end = valueWords(side.zeroAt);
    return [say(`${where.zh}均匀递减，到 ${end.zh} 为零`, `${where.en} it falls evenly to nothing at ${end.en}`)];
  }
  const [per, lose] = [valueWords(side.per), valueWords(side.lose)];
  const whole = side.shape === 'stepped' ? say('每满', 'for every whole') : say('每', 'in proportion, for every');
  return [say(`${where.zh}${whole.zh} ${per.zh} 减 ${lose.zh} 分`, `${where.en} ${whole.en} ${per.en} it loses ${lose.en}`)];
}

function together(parts: Bilingual[]): Bilingual {
  return say(`${parts.map(({ zh }) => zh).join('；')}。`, `${parts.map(({ en }) => en).join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase()));
}

function interval(rule: Plain, fact: FactWords): Bilingual[] {
  const of = measure(rule.of, fact);
  const unit = rule.unit === 'percent' ? '%' : '';
  const compared = rule.relativeTo === 'peers' ? say('与同岗平均之比', ' against the peer mean') : say('', '');
  const [from, to] = [rule.from, rule.to].map((end) => (end === undefined ? null : valueWords(end)));
  const range = from && to ? say(`${from.zh}${unit} 至 ${to.zh}${unit}`, `${from.en}${unit} to ${to.en}${unit}`) : from ? say(`不低于 ${from.zh}${unit}`, `at least ${from.en}${unit}`) : say(`不高于 ${to?.zh ?? ''}${unit}`, `at most ${to?.en ?? ''}${unit}`);
  return [say(`${of.zh}${compared.zh}在合理区间（${range.zh}）内得满分`, `full mark while ${of.en}${compared.en} is ${range.en}`), ...outside(rule.above, say('高于区间的，', 'above it')), ...outside(rule.below, say('低于区间的，', 'below it'))];
}

function peers(rule: Plain, fact: FactWords): Bilingual[] {
  const of = measure(rule.of, fact);
  if (rule.shape === 'steps') {
    const [above, below, base] = [isPlain(rule.above) ? rule.above : {}, isPlain(rule.below) ? rule.below : {}, valueWords(rule.base)];
    const [gain, lose] = [valueWords(above.gain), valueWords(below.lose)];
    return [
      say(`${of.zh}与同岗平均比较，基础分 ${base.zh}`, `${of.en} against the peer mean, base ${base.en}`),
      say(`每超过 ${valueWords(above.per).zh}% 加 ${gain.zh} 分，每低 ${valueWords(below.per).zh}% 减 ${lose.zh} 分`, `each ${valueWords(above.per).en} % passed above adds ${gain.en}, each ${valueWords(below.per).en} % below takes off ${lose.en}`),
    ];
  }
  const less = rule.less === undefined ? say('', '') : say(` − ${valueWords(rule.less).zh}`, ` − ${valueWords(rule.less).en}`);
  return [say(`满分 × 系数，系数 = 本人（${of.zh}）与同岗平均之比${less.zh}，在 ${valueWords(rule.atLeast).zh} 与 ${valueWords(rule.atMost).zh} 之间`, `full mark × factor, the factor = own (${of.en}) over the peer mean${less.en}, held between ${valueWords(rule.atLeast).en} and ${valueWords(rule.atMost).en}`)];
}

function bands(rule: Plain, fact: FactWords): Bilingual[] {
  const of = measure(rule.of, fact);
  const unit = rule.unit === 'percent' ? '%' : '';
  return [
    say(`按${of.zh}分段计分`, `by bands of ${of.en}`),
    ...listOf(rule.bands).map((band) => {
      const [from, to, share] = [valueWords(band.from), band.to === undefined ? null : valueWords(band.to), valueWords(band.share)];
      return say(`${from.zh}${unit} 起${to ? `、不足 ${to.zh}${unit}` : ''}得满分的 ${share.zh}%`, `from ${from.en}${unit}${to ? ` and under ${to.en}${unit}` : ''}, ${share.en} % of the full mark`);
    }),
  ];
}

function rated(rule: Plain): Bilingual[] {
  const least: Bilingual[] = [
    ...(rule.outOf === undefined ? [] : [say(`按满分 ${valueWords(rule.outOf).zh} 折算`, `out of ${valueWords(rule.outOf).en}`)]),
    ...(rule.minimumForms === undefined ? [] : [say(`一次测评不足 ${valueWords(rule.minimumForms).zh} 份的无效`, `a survey of fewer than ${valueWords(rule.minimumForms).en} forms is void`)]),
    ...(rule.minimumSurveys === undefined ? [] : [say(`有效测评不足 ${valueWords(rule.minimumSurveys).zh} 次的，本项不适用`, `with fewer than ${valueWords(rule.minimumSurveys).en} valid surveys it does not apply`)]),
  ];
  return [...listOf(rule.raters).map(raterGroup), ...least];
}

function raterGroup(group: Plain): Bilingual {
  const title = sentenceOf(group.title) ?? say(String(group.forms), String(group.forms));
  const trim = group.trim === undefined ? say('', '') : say(`，去掉最高、最低各 ${valueWords(group.trim).zh} 份`, `, leaving out the ${valueWords(group.trim).en} highest and lowest`);
  const few = group.minForms === undefined ? say('', '') : say(`，不足 ${valueWords(group.minForms).zh} 份的无效`, `, void under ${valueWords(group.minForms).en} forms`);
  return say(`${title.zh}评分占 ${valueWords(group.weight).zh}%${trim.zh}${few.zh}`, `${title.en} count ${valueWords(group.weight).en} %${trim.en}${few.en}`);
}

type Speaker = (rule: Plain, fact: FactWords) => Bilingual[];
const SPEAKERS: Record<string, Speaker> = {
  'deduct-to-floor': (rule, fact) => [say('从满分起扣', 'from the full mark'), each(rule, fact, false), rule.floor === undefined ? say('扣完为止', 'down to nothing') : say(`不低于 ${valueWords(rule.floor).zh} 分`, `not under ${valueWords(rule.floor).en}`)],
  'deduct-only': (rule, fact) => [say(`从 ${valueWords(rule.base).zh} 分起倒扣`, `from ${valueWords(rule.base).en}`), each(rule, fact, false), ...(rule.floor === undefined ? [] : [say(`不低于 ${valueWords(rule.floor).zh} 分`, `not under ${valueWords(rule.floor).en}`)])],
  'add-only': (rule, fact) => [each(rule, fact, true), rule.cap === undefined ? say('累计，不超过满分', 'added up, to the full mark at most') : say(`累计，上限 ${valueWords(rule.cap).zh} 分`, `added up, ${valueWords(rule.cap).en} at most`)],
  'mean-of-pieces': (rule, fact) => [say(`${sumOf(rule.pieces, fact).zh}逐件加权平均`, `weighted mean of each ${sumOf(rule.pieces, fact).en}`), ...(rule.outOf === undefined ? [] : [say(`按满分 ${valueWords(rule.outOf).zh} 折算`, `out of ${valueWords(rule.outOf).en}`)])],
  ratio: (rule, fact) => [say(`满分 × ${measure(rule.of, fact).zh}`, `full mark × ${measure(rule.of, fact).en}`)],
  interval,
  bands,
  'against-peers': peers,
  'all-or-nothing': (rule, fact) => [say(`有“${fact(String(rule.events ?? rule.count)).zh}”的不得分，没有的得满分`, `nothing when there is any “${fact(String(rule.events ?? rule.count)).en}”, else the full mark`)],
  rated,
  evenness: (rule, fact) => [say(`${sumOf(rule.pieces, fact).zh}在各月之间越均衡得分越高`, `the more even ${sumOf(rule.pieces, fact).en} over the months, the more points`)],
  formula: (rule) => [say(`按算式计分：${String(rule.points ?? '')}`, `by formula: ${String(rule.points ?? '')}`), ...(rule.atLeast === undefined ? [] : [say(`不低于 ${valueWords(rule.atLeast).zh}`, `at least ${valueWords(rule.atLeast).en}`)]), ...(rule.atMost === undefined ? [] : [say(`不高于 ${valueWords(rule.atMost).zh}`, `at most ${valueWords(rule.atMost).en}`)])],
};

/** What a leaf's rule says, as a clerk would read it aloud; a rule unknown here is said key by key, never left out. */
export function ruleWords(rule: Plain, fact: FactWords): Bilingual {
  const speaker = SPEAKERS[String(rule.kind)];
  const parts = speaker?.(rule, fact) ?? [];
  if (parts.length) return together(parts);
  const rest = Object.entries(rule).filter(([key]) => key !== 'kind');
  const words = rest.map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join('; ');
  return say(`规则 ${String(rule.kind ?? '〔空〕')}${words && `：${words}`}`, `Rule ${String(rule.kind ?? '[empty]')}${words && `: ${words}`}`);
}

const FACT_KEYS = new Set(['events', 'count', 'pieces', 'numerator', 'denominator', 'forms', 'of', 'proposal']);

/** Names of the facts anything in the document reads. */
export function factsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return FACT_KEYS.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => factsIn(item, key));
  return isPlain(value) ? Object.entries(value).flatMap(([inner, item]) => factsIn(item, inner)) : [];
}
