import type { DomainError, Sentence } from '../../kernel/domain-error.js';
import { parsePeriod } from '../../kernel/evaluation-period.js';

const MOST = 6;

/**
 * Why a group cannot be worked out. Missing facts by name and month with how many people lack them, so that whoever holds
 * them knows what to enter; anything else in the refusal's own words.
 * @param titles what facts recorded by hand or rated are called
 * @example 2026-12 归档按期数（filesInTime）12 人、节点抽查数（nodesSampled）12 人
 */
export function missingWords(refusal: DomainError, titles: ReadonlyMap<string, Sentence>): Sentence {
  if (refusal.code !== 'scheme.factsMissing') return { zh: inWords(refusal, 'zh'), en: inWords(refusal, 'en') };
  const lacking = new Map<string, { month: string; fact: string; people: number }>();
  for (const { path, zh } of refusal.faults) {
    const fact = path.slice(path.lastIndexOf('.') + 1);
    const [month] = zh.split('：') as [string];
    const of = parsePeriod(month) ? month : '';
    const key = `${of} ${fact}`;
    lacking.set(key, { month: of, fact, people: (lacking.get(key)?.people ?? 0) + 1 });
  }
  const listed = (language: 'zh' | 'en'): string => {
    const of = [...lacking.values()].slice(0, MOST).map(({ month, fact, people }) => {
      const title = titles.get(fact)?.[language];
      const named = language === 'zh' ? (title ? `${title}（${fact}）` : fact) : title ? `${title} (${fact})` : fact;
      return `${month} ${named} ${people} ${language === 'zh' ? '人' : people === 1 ? 'person' : 'people'}`.trim();
    });
    const more = lacking.size - of.length;
    return language === 'zh' ? `${of.join('、')}${more > 0 ? `，另有 ${more} 项` : ''}` : `${of.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
  };
  return { zh: `缺少 ${listed('zh')}。请登记事实；测评的分数须先组织测评。不会以零代替`, en: `missing ${listed('en')}. Enter the facts; marks need a rating first. No zero is put in their place` };
}

function inWords(refusal: DomainError, language: 'zh' | 'en'): string {
  return [refusal.sentence(language), ...refusal.faults.slice(0, 3).map((fault) => fault[language])].join(language === 'zh' ? '' : ' ');
}
