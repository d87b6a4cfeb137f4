const PINYIN = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** Order of names, which says nothing of merit; namesakes by personal id. */
export function byName(a: { name: string; personId: string }, b: { name: string; personId: string }): number {
  return PINYIN.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1);
}
