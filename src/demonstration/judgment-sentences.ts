/** Where a sentence stands in a judgment; faults are planted by section. */
export type Section =
  | 'head' | 'parties' | 'course' | 'claim' | 'defence' | 'evidence' | 'appraisal' | 'facts' | 'focus' | 'reasoning' | 'law' | 'order' | 'costs' | 'notice' | 'sign';

export interface Sentence {
  section: Section;
  text: string;
}

/** Sections whose sentences each stand on a line of their own. */
const LINED = new Set<Section>(['head', 'parties', 'order', 'sign']);

/** One paragraph for each section, one line for each sentence where the form asks for it. */
export function joinSentences(sentences: readonly Sentence[]): string {
  const lines: string[] = [];
  let open: Section | null = null;
  for (const { section, text } of sentences) {
    if (section === open && !LINED.has(section)) lines[lines.length - 1] += text;
    else lines.push(text);
    open = section;
  }
  return lines.join('\n');
}

/** 第几段: the place of a character among the sentences of a text, counted as a reader does. */
export function sentenceNumberAt(text: string, position: number): number {
  let count = 0;
  for (const match of text.matchAll(/[^。！？；\n]+[。！？；]?/g)) {
    if (match.index > position) break;
    count++;
  }
  return count;
}

export function fillBlanks(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replace(/‹(\w+)›/g, (whole, name: string) => blanks[name] ?? whole);
}

const DIGITS = '〇一二三四五六七八九';

/** `2026-08-20` → 2026年8月20日 */
export function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}

/** `2026-08-20` → 二〇二六年八月二十日, as judgments are dated. */
export function inHan(day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return `${[...year].map((digit) => DIGITS[Number(digit)]).join('')}年${hanNumber(Number(month))}月${hanNumber(Number(date))}日`;
}

/** 1 … 99 in Chinese: 10 → 十, 23 → 二十三 */
export function hanNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens ? '十' : ''}${ones ? DIGITS[ones] : ''}`;
}
