import { Decimal, roundHalfUp, sum, type Exact } from '../kernel/exact.js';
import type { Fault, Sentence } from '../kernel/domain-error.js';

export interface ProposedShare {
  personId: string;
  /** The post through which most of the share came. */
  post: string;
  share: Decimal;
}

type Shares = Readonly<Record<string, Exact>>;
type Holders = Readonly<Record<string, readonly string[]>>;

/** Facts of the case that decide who answers. What nobody says is not established, and charges nobody. */
export interface Circumstances {
  /** Members of the bench who voted for the wrong decision, and those whose other vote is on record. */
  votedFor?: readonly string[] | undefined;
  votedAgainst?: readonly string[] | undefined;
  /** Leaders whose signature let the document pass. */
  signed?: readonly string[] | undefined;
  /** The alert on the time limit went out in time. */
  alertSent?: boolean | undefined;
  /** The clerk acted against the judge's written instruction. */
  writtenInstruction?: boolean | undefined;
  /** Who is known to have done it. */
  doer?: string | undefined;
  /** Who reported the fault before the review. */
  selfReported?: readonly string[] | undefined;
  /** Put right before it had an effect on any party. */
  correctedBeforeEffect?: boolean | undefined;
  /** Minutes, record, new evidence: by title or number. */
  evidence?: string | undefined;
}

export type Condition = keyof Circumstances;

/** Whom a situation charges beside people of the case: nobody's personal points come of it. */
export type ChargedBody = 'judicialCommittee' | 'qualityReviewer';

const BENCH = ['responsibleJudge', 'presidingJudge', 'panelMember'];
const LEADERS = ['divisionChief', 'deputyDivisionChief', 'vicePresident'];
const HALF = 50;
const PANEL_SITUATIONS = ['R02', 'R03', 'R17'];

/** What each situation of the matrix has to know before it can say who answers; the two last are asked of every one that charges people. */
const ASKED: Readonly<Record<string, readonly Condition[]>> = {
  R02: ['votedFor', 'votedAgainst'],
  R03: ['votedFor', 'votedAgainst', 'evidence'],
  R05: ['evidence'],
  R07: ['doer', 'evidence'],
  R09: ['signed'],
  R12: ['writtenInstruction'],
  R14: ['alertSent'],
  R17: ['votedFor', 'votedAgainst'],
  R19: ['evidence'],
  R20: [],
  R21: ['doer'],
};
const ALWAYS: readonly Condition[] = ['selfReported', 'correctedBeforeEffect'];

/** The facts a situation is decided by, in the order a form asks for them. */
export function conditionsOf(code: string): Condition[] {
  const asked = ASKED[code] ?? [];
  return code === 'R05' || code === 'R19' || code === 'R20' ? [...asked] : [...asked, ...ALWAYS];
}

export interface Situation {
  code: string;
  /** Post → per cent; empty = not attributable. */
  shares: Shares;
}

export interface ResponsibilityProposal {
  /** In the order of the matrix, per cent, two places; empty when nobody of the case answers. */
  shares: (ProposedShare & {
    /** Per cent of the own points that counts. */
    countsFor: number;
  })[];
  body: ChargedBody | null;
  /** What must be said before the situation can be used. */
  faults: Fault[];
}

/**
 * 责任矩阵 applied to the people and the facts of one case. Source: CATALOGUES §4; each rule with a worked example in
 * test/rules/responsibility.yaml.
 *
 * - A post nobody held gives its share to the responsible judge; people of one post divide it equally; one person in two posts
 *   adds the shares. A sole judge thus has all that belongs to the bench (R11: 100).
 * - R02, R03, R17: whose dissent is on record answers for nothing; the shares of those who voted for it are scaled up to 100.
 *   R03 cannot be used without one vote of either kind.
 * - R05, R20: the judicial committee, or the reviewer who overlooked it, is charged; no personal points in this case.
 * - R07, R21: who is known to have done it answers for all, whatever the post. R07 cannot be used without the doer and a record.
 * - R09: leaders answer only if they signed; R14: the chief only if the alert was sent; otherwise their share is the judge's.
 * - R12: against the judge's written instruction the clerk answers for all.
 * - R19: nobody answers; the reason and the document it rests on are compulsory.
 * - Reported by the person before the review: half of the own points. Put right before any effect on a party: half. Both: a quarter,
 *   since each rule speaks of the person's own points.
 *
 * `vicePresident` is the leader in charge of the division on the day of closing. Where that is not on record and several could
 * be, only R07 (the doer) and R09 (who signed) can name one; otherwise their share is the judge's.
 *
 * @param holders post → people who held it in the case
 */
export function proposeResponsibility({ code, shares }: Situation, holders: Holders, facts: Circumstances): ResponsibilityProposal {
  const faults = situationFaults(code, holders, facts);
  const body = code === 'R05' ? 'judicialCommittee' : code === 'R20' ? 'qualityReviewer' : null;
  if (body || code === 'R19') return { shares: [], body, faults };
  const proposed = sharedOut(code, shares, holders, facts);
  return { shares: proposed.map((one) => ({ ...one, countsFor: partCounted(one.personId, facts) })), body, faults };
}

/** Per cent of somebody's own points that counts. */
export function partCounted(personId: string, { selfReported, correctedBeforeEffect }: Circumstances): number {
  const reported = selfReported?.includes(personId) ? HALF : 100;
  return correctedBeforeEffect ? (reported * HALF) / 100 : reported;
}

function sharedOut(code: string, shares: Shares, holders: Holders, facts: Circumstances): ProposedShare[] {
  const { doer, signed = [], votedAgainst = [] } = facts;
  if ((code === 'R07' || code === 'R21') && doer) return [{ personId: doer, post: postOf(doer, shares, holders), share: new Decimal(100) }];
  if (code === 'R12' && facts.writtenInstruction && holders.clerk?.length) return proposeShares({ clerk: 100 }, holders);
  if (code === 'R09') return proposeShares(shares, without(holders, LEADERS, (person) => !signed.includes(person)));
  const known = (holders.vicePresident?.length ?? 0) > 1 ? { ...holders, vicePresident: [] } : holders;
  if (code === 'R14' && !facts.alertSent) return proposeShares(shares, without(known, LEADERS, () => true));
  if (PANEL_SITUATIONS.includes(code) && votedAgainst.length) return scaledUp(proposeShares(shares, known).filter(({ personId }) => !votedAgainst.includes(personId)));
  return proposeShares(shares, known);
}

function situationFaults(code: string, holders: Holders, { votedFor = [], votedAgainst = [], doer, evidence }: Circumstances): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, what: Sentence): void => void faults.push({ path: `responsibility.${path}`, ...what });
  const bench = new Set(BENCH.flatMap((post) => holders[post] ?? []));
  const everybody = new Set(Object.values(holders).flat());
  if (PANEL_SITUATIONS.includes(code)) {
    if ([...votedFor, ...votedAgainst].some((person) => !bench.has(person))) say('votedFor', { zh: '表决人不在本案合议庭。请只勾选合议庭成员。', en: 'Somebody named did not sit on the bench. Tick members of the bench only.' });
    if (votedFor.some((person) => votedAgainst.includes(person))) say('votedFor', { zh: '同一人既赞成又反对。请核对评议笔录。', en: 'One person is named for and against. Check the minutes.' });
    if (bench.size && [...bench].every((person) => votedAgainst.includes(person))) say('votedAgainst', { zh: '合议庭全体都记为反对，则没有这样的决定。请核对评议笔录。', en: 'The whole bench is named as against; then there was no such decision. Check the minutes.' });
  }
  if (code === 'R03' && !(votedFor.length && votedAgainst.length)) say('votedAgainst', { zh: '“多数意见错误”须按评议笔录写明谁赞成、谁反对。请勾选。', en: 'A wrong majority needs who voted for it and who against, by the minutes. Tick them.' });
  if ((code === 'R07' || code === 'R21') && doer && !everybody.has(doer)) say('doer', { zh: '行为人不在本案人员中。请从名单选择。', en: 'Who did it is not among the people of the case. Choose from the list.' });
  if (code === 'R07' && !doer) say('doer', { zh: '“违规干预”须写明是谁，由其承担全部责任。请选择。', en: 'Unlawful interference needs the person, who answers for all of it. Choose.' });
  if (['R03', 'R05', 'R07', 'R19'].includes(code) && !evidence?.trim())
    say('evidence', { zh: `情形 ${code} 须写明所依据的材料（评议笔录、记录、新证据等的名称和编号）。`, en: `Situation ${code} needs the document it rests on: minutes, record, new evidence, by title and number.` });
  return faults;
}

export interface ChosenShares {
  code: string;
  /** The row of the matrix the clause names first. */
  usual: string;
  shares: readonly { personId: string; share: string }[];
  /** Why another row, or other shares, than proposed. */
  departure: string | null;
}

/**
 * Another situation than the clause's own, or other shares than the matrix proposes, need a reason; and where the committee, a
 * reviewer or nobody answers, no person's share may stand.
 * @example proposed 80 / 20, recorded 100 without a reason → path `responsibility.departure`
 */
export function departureFaults({ code, usual, shares, departure }: ChosenShares, proposal: ResponsibilityProposal): Fault[] {
  if (proposal.body && shares.length)
    return [{ path: 'shares', zh: `情形 ${code} 记入${proposal.body === 'judicialCommittee' ? '审判委员会' : '评查员本人的考核'}，不计本案人员的分。请删去份额。`, en: `Situation ${code} charges ${proposal.body === 'judicialCommittee' ? 'the judicial committee' : 'the reviewer’s own scheme'} and nobody of the case. Remove the shares.` }];
  if (code === 'R19' && shares.length) return [{ path: 'shares', zh: '情形 R19 不归责，不能分配份额。请删去份额，或另选情形。', en: 'Situation R19 is not attributable, so nothing is shared out. Remove the shares, or choose another situation.' }];
  if (!departs({ code, usual, shares }, proposal) || departure?.trim()) return [];
  return [
    {
      path: 'responsibility.departure',
      zh: code === usual ? '份额与责任矩阵的建议不同。请写明理由，或按建议填写。' : `条目首选情形为 ${usual}，现选 ${code}。请写明理由。`,
      en: code === usual ? 'The shares differ from what the matrix proposes. Give the reason, or use the proposal.' : `The clause names situation ${usual} first, not ${code}. Give the reason.`,
    },
  ];
}

/** Whether what is recorded differs from the proposal: another situation, or other people, or other shares. */
export function departs({ code, usual, shares }: Omit<ChosenShares, 'departure'>, proposal: ResponsibilityProposal): boolean {
  if (code !== usual) return true;
  const proposed = new Map(proposal.shares.map(({ personId, share }) => [personId, share]));
  return shares.length !== proposed.size || shares.some(({ personId, share }) => !proposed.get(personId)?.eq(share));
}

/** Posts outside the case: their share never falls back on the judge. */
const OUTSIDE_THE_CASE = new Set(['judicialCommittee', 'qualityReviewer']);

/**
 * The matrix alone, without the facts of the case.
 * @param shares post → per cent
 * @param holders post → people who held it in the case
 * @example proposeShares({ responsibleJudge: 50, presidingJudge: 25, panelMember: 25 }, sole judge) // judge 100
 */
export function proposeShares(shares: Shares, holders: Holders): ProposedShare[] {
  const judges = holders.responsibleJudge ?? [];
  const parts = Object.entries(shares).flatMap(([post, share]) => {
    const held = holders[post] ?? [];
    if (held.length) return divide(post, share, held);
    return OUTSIDE_THE_CASE.has(post) ? [] : divide('responsibleJudge', share, judges);
  });
  const byPerson = new Map<string, ProposedShare[]>();
  for (const part of parts) byPerson.set(part.personId, [...(byPerson.get(part.personId) ?? []), part]);
  return [...byPerson.values()].map((own) => {
    const main = own.reduce((most, part) => (part.share.gt(most.share) ? part : most));
    return { ...main, share: own.reduce((total, part) => total.plus(part.share), new Decimal(0)) };
  });
}

function divide(post: string, share: Exact, people: readonly string[]): ProposedShare[] {
  const each = roundHalfUp(new Decimal(share).div(people.length || 1));
  return people.map((personId, index) => ({
    personId,
    post,
    share: index === people.length - 1 ? new Decimal(share).minus(each.times(people.length - 1)) : each,
  }));
}

/** To 100 in proportion, half up, the last taking the difference. */
function scaledUp(left: readonly ProposedShare[]): ProposedShare[] {
  const whole = sum(left.map(({ share }) => share));
  let rest = new Decimal(100);
  return left.map((one, index) => {
    const share = index === left.length - 1 ? rest : roundHalfUp(one.share.times(100).div(whole));
    rest = rest.minus(share);
    return { ...one, share };
  });
}

function without(holders: Holders, posts: readonly string[], left: (person: string) => boolean): Holders {
  return Object.fromEntries(Object.entries(holders).map(([post, people]) => [post, posts.includes(post) ? people.filter((person) => !left(person)) : people]));
}

function postOf(person: string, shares: Shares, holders: Holders): string {
  const posts = Object.keys(holders).filter((post) => holders[post]!.includes(person));
  return posts.find((post) => post in shares) ?? posts[0] ?? 'responsibleJudge';
}
