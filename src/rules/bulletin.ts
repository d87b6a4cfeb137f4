export type BulletinState = 'draft' | 'checking' | 'checked' | 'signed' | 'published' | 'withdrawn';
export type BulletinAction = 'send' | 'return' | 'check' | 'sign' | 'publish' | 'withdraw';

/** 通报: every step there is and who takes it. Nothing else moves a bulletin; once signed it is only published and corrected. */
export const BULLETIN_STEPS: Readonly<Record<BulletinAction, { from: readonly BulletinState[]; to: BulletinState; by: 'drafter' | 'checker' | 'signer'; zh: string; en: string }>> = {
  send: { from: ['draft'], to: 'checking', by: 'drafter', zh: '送核稿', en: 'send for checking' },
  return: { from: ['checking', 'checked'], to: 'draft', by: 'checker', zh: '退回修改', en: 'send back' },
  check: { from: ['checking'], to: 'checked', by: 'checker', zh: '核稿通过', en: 'pass the check' },
  sign: { from: ['checked'], to: 'signed', by: 'signer', zh: '签发', en: 'sign' },
  publish: { from: ['signed'], to: 'published', by: 'drafter', zh: '发布', en: 'publish' },
  withdraw: { from: ['draft', 'checking', 'checked'], to: 'withdrawn', by: 'drafter', zh: '撤回', en: 'withdraw' },
};

export const BULLETIN_STATES: Readonly<Record<BulletinState, { zh: string; en: string }>> = {
  draft: { zh: '草稿', en: 'draft' },
  checking: { zh: '核稿中', en: 'being checked' },
  checked: { zh: '待签发', en: 'awaiting signature' },
  signed: { zh: '已签发', en: 'signed' },
  published: { zh: '已发布', en: 'published' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** The state a step leads to, or `null` when it cannot be taken from here. */
export function afterBulletinStep(state: BulletinState, action: BulletinAction): BulletinState | null {
  const step = BULLETIN_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}

/**
 * Why somebody may not take a step although the post allows it: a bulletin is written, checked and signed by three people.
 * @param written everybody who wrote in it or sent it
 * @example samePerson('check', 'p1', ['p1'], null) // 'wrote'
 */
export function samePerson(action: BulletinAction, person: string, written: readonly string[], checkedBy: string | null): 'wrote' | 'checked' | null {
  if (action !== 'check' && action !== 'sign') return null;
  if (written.includes(person)) return 'wrote';
  return action === 'sign' && checkedBy === person ? 'checked' : null;
}

/** @example bulletinNumber(2026, 10) // '〔2026〕第10期' */
export function bulletinNumber(year: number, number: number): string {
  return `〔${year}〕第${number}期`;
}

/**
 * The number a signing takes: the next of its year and kind. Whoever calls holds the year's numbers until the transaction ends.
 * @param taken numbers already given, in any order
 * @throws RangeError when the numbers given have a gap or a repetition, for then the ledger was written by another hand
 */
export function nextNumber(taken: readonly number[]): number {
  const sorted = [...taken].sort((a, b) => a - b);
  if (sorted.some((number, index) => number !== index + 1)) throw new RangeError(`bulletin numbers have a gap: ${sorted.join(', ')}`);
  return sorted.length + 1;
}
