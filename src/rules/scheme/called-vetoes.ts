import type { Decimal } from '../../kernel/exact.js';
import { attempt } from './expression/undefined-value.js';
import type { FactReader } from './fact-reader.js';
import type { CalledVeto } from './score-sheet.js';
import type { CompiledVeto } from './sections/vetoes.js';
import { say } from './wording.js';

/**
 * The vetoes that stand against one person, in the scheme's order. The score is not touched.
 * @example one breach of secrecy → grade `unqualified`, “一票否决：泄密（2026-05-03 …）”, total still 115.50
 */
export function calledVetoes(vetoes: readonly CompiledVeto[], reader: FactReader, total: Decimal): CalledVeto[] {
  return vetoes.flatMap((veto): CalledVeto[] => {
    const { key, title, source, grade } = veto;
    if (veto.events) {
      const events = reader.events(veto.events).map(({ id, clause, label, day, source: record, quote }) => ({ id, clause, label, day, source: record, quote: quote ?? null }));
      if (!events.length) return [];
      const named = (language: 'zh' | 'en'): string => events.map((event) => `${event.label[language]}${event.day ? ` ${event.day}` : ''}`).join(language === 'zh' ? '；' : '; ');
      return [{ key, title, source, grade, why: say(`一票否决“${title.zh}”：${named('zh')}`, `Veto “${title.en}”: ${named('en')}`), events }];
    }
    const when = veto.when!;
    const around = { reader, given: { score: total } };
    const held = attempt(() => when.truth(around));
    if (!('value' in held) || !held.value) return [];
    const written = when.written(around);
    return [{ key, title, source, grade, why: say(`一票否决“${title.zh}”：${when.text}（${written}）成立`, `Veto “${title.en}”: ${when.text} (${written}) holds`), events: [] }];
  });
}
