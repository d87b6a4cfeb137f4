import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { isPlain, type Plain } from './scheme-document.js';

const day = (from: unknown): Bilingual => (typeof from === 'string' ? { zh: `${from} 起`, en: `from ${from}` } : { zh: '', en: '' });
const join = (parts: string[], mark: string): string => parts.filter(Boolean).join(mark);

function one(value: Plain): Bilingual {
  const unit = typeof value.unit === 'string' ? ` ${value.unit}` : '';
  if (value.parameter !== undefined) return { zh: `〔参数 ${String(value.parameter)}〕${unit}`, en: `[parameter ${String(value.parameter)}]${unit}` };
  const from = day(value.effectiveFrom);
  const source = typeof value.source === 'string' ? value.source : '';
  const aside = { zh: join([from.zh, source], '，'), en: join([from.en, source], ', ') };
  return { zh: `${String(value.value)}${unit}${aside.zh && `（${aside.zh}）`}`, en: `${String(value.value)}${unit}${aside.en && ` (${aside.en})`}` };
}

/** A value of a scheme in words: plain, dated, with its source, or a parameter the court must fill. */
export function valueWords(value: unknown): Bilingual {
  if (Array.isArray(value)) {
    const all = value.map((item) => (isPlain(item) ? one(item) : { zh: String(item), en: String(item) }));
    return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
  }
  if (isPlain(value)) return one(value);
  if (value === undefined || value === null || value === '') return { zh: '〔空〕本院尚未规定', en: '[empty] not yet set by this court' };
  if (value === 'none') return { zh: '不封顶', en: 'open-ended' };
  return { zh: String(value), en: String(value) };
}
