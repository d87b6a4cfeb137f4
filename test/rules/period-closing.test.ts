import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { latestFirst, parsePeriod } from '../../src/kernel/evaluation-period.js';
import type { FrozenStanding } from '../../src/ranking/closing/closing.entities.js';
import type { ServedMember } from '../../src/court/service-record.js';
import type { PeriodFacts } from '../../src/peer-comparison/group-sheets.js';
import { factsAnew, standingIn } from '../../src/ranking/closing/facts-anew.js';
import { lastChange } from '../../src/ranking/closing/frozen-lines.js';
import type { PersonFacts, UnitFacts } from '../../src/rules/scheme/facts.js';
import { afterClosingStep, changedLines, checkFlow, CLOSING_STATES, CLOSING_STEPS, committeeVotes, correctionNumber, isCorrected, mayUnlock, meetingDayFits, objectionWaits, type ClosingAction, type ClosingState, type FrozenLine, type MemberPresent } from '../../src/rules/period-closing.js';

type Line = [name: string, total: string, rank: number];
interface Examples {
  步骤: { 例: string; 步: ClosingAction[]; 到?: ClosingState; 不能?: number }[];
  会议日期: { 例: string; 提请: string; 会议: string; 今天: string; 可以: boolean }[];
  审议: { 例: string; 法定: [number, number]; 委员: string[]; 组: Record<string, string[]>; 票: Record<string, '赞成' | '反对' | '弃权'>; 结果: Record<string, [quorum: number, present: number, inFavour: number, passed: boolean]> }[];
  异议: { 例: string; 状态: 'open' | 'upheld' | 'dismissed'; 已更正: boolean; 等待: boolean }[];
  收结存: { 例: string; 旧存: number; 新收: number; 结案: number; 未结: number; 冻结?: number; 清点?: number; 结果: [number, number, number | null] }[];
  更正: { 例: string; 原: Line[]; 新: Line[]; 变动: string[] }[];
}
const examples = parse(readFileSync('test/rules/period-closing.yaml', 'utf8')) as Examples;

const VOTES: Record<'赞成' | '反对' | '弃权', MemberPresent['vote']> = { 赞成: 'for', 反对: 'against', 弃权: 'abstain' };
const ACTIONS = Object.keys(CLOSING_STEPS) as ClosingAction[];
const STATES = Object.keys(CLOSING_STATES) as ClosingState[];
const line = ([personId, total, rank]: Line): FrozenLine => ({ personId, total, rank: rank || null, tied: false, components: {}, grade: null });

/** The steps of a list that can be taken, each from where the one before led; those that cannot change nothing. */
function walk(actions: readonly ClosingAction[]): { state: ClosingState; taken: ClosingAction[]; states: ClosingState[]; refused: number[] } {
  let state: ClosingState = 'open';
  const [taken, states, refused]: [ClosingAction[], ClosingState[], number[]] = [[], [state], []];
  actions.forEach((action, index) => {
    const next = afterClosingStep(state, action);
    if (!next) return void refused.push(index + 1);
    state = next;
    taken.push(action);
    states.push(state);
  });
  return { state, taken, states, refused };
}

describe('the steps of closing a period', () => {
  it.each(examples.步骤)('$例', ({ 步, 到, 不能 }) => {
    const { state, refused } = walk(步);
    if (到) expect({ state, refused }).toEqual({ state: 到, refused: [] });
    else expect(refused).toEqual([不能]);
  });

  const anySteps = fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 });

  it('lead to publication in no order without an approval, a freeze asked for and one confirmed, and a notice, each after the last return', () => {
    fc.assert(fc.property(anySteps, (actions) => {
      const { taken, states } = walk(actions);
      const published = states.indexOf('published');
      if (published < 0) return;
      const way = taken.slice(0, published);
      const since = way.slice(way.lastIndexOf('reopen') + 1);
      expect(since).toEqual(['submit', 'approve', 'askFreeze', 'freeze', 'notice', 'publish']);
    }), { numRuns: 2_000 });
  });

  it('never lead back from what is frozen, and let sub-scores be taken back only while nothing is before anybody', () => {
    const order = ['frozen', 'noticed', 'published'];
    fc.assert(fc.property(anySteps, (actions) => {
      const { states } = walk(actions);
      const frozen = states.findIndex((state) => order.includes(state));
      if (frozen >= 0) for (let next = frozen + 1; next < states.length; next++) expect(order.indexOf(states[next]!)).toBe(order.indexOf(states[next - 1]!) + 1);
      for (const state of states) expect(mayUnlock(state)).toBe(state === 'open');
    }), { numRuns: 2_000 });
  });

  it('are taken by the committee where it decides and by the one office everywhere else; every state can be reached', () => {
    expect(ACTIONS.filter((action) => CLOSING_STEPS[action].by === 'committee')).toEqual(['approve']);
    expect(STATES.filter((state) => state !== 'open' && !ACTIONS.some((action) => CLOSING_STEPS[action].to === state))).toEqual([]);
  });
});

describe('the committee', () => {
  it.each(examples.会议日期)('$例', ({ 提请, 会议, 今天, 可以 }) => expect(meetingDayFits(会议, { submittedOn: 提请, today: 今天 })).toBe(可以));

  it.each(examples.审议)('$例', ({ 法定, 委员, 组, 票, 结果 }) => {
    const present = Object.entries(票).map(([personId, vote]) => ({ personId, vote: VOTES[vote] }));
    const votes = committeeVotes(委员, present, 组, 法定);
    expect(Object.fromEntries(votes.map((one) => [one.group, [one.quorum, one.present, one.inFavour, one.passed]]))).toEqual(结果);
    expect(Object.fromEntries(votes.map((one) => [one.group, one.stoodAside]))).toEqual(Object.fromEntries(Object.entries(组).map(([group, members]) => [group, 委员.filter((member) => members.includes(member))])));
  });

  const person = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const votes = fc.uniqueArray(fc.record({ personId: person, vote: fc.constantFrom<MemberPresent['vote']>('for', 'against', 'abstain') }), { selector: ({ personId }) => personId });

  it('is not moved by who is ranked in the group, by people without a seat, or by the order of the votes; more in favour never undo an approval', () => {
    fc.assert(fc.property(fc.uniqueArray(person), votes, fc.uniqueArray(person), (seated, present, ranked) => {
      const [vote] = committeeVotes(seated, present, { g: ranked }, [2, 3]);
      const left = present.filter(({ personId }) => seated.includes(personId) && !ranked.includes(personId));
      expect(committeeVotes(seated, [...left].reverse(), { g: ranked }, [2, 3])).toEqual([vote]);
      if (vote!.passed) {
        expect(vote!.present).toBeGreaterThanOrEqual(vote!.quorum);
        expect(vote!.inFavour * 2).toBeGreaterThan(vote!.present);
        const more = committeeVotes(seated, present.map((one) => ({ ...one, vote: 'for' as const })), { g: ranked }, [2, 3]);
        expect(more[0]!.passed).toBe(true);
      }
    }));
  });
});

describe('what is contested', () => {
  it.each(examples.异议)('$例', ({ 状态, 已更正, 等待 }) => expect(objectionWaits(状态, 已更正)).toBe(等待));

  it.each([
    ['更正以该异议为依据', { basisId: '异议', people: ['王敏'], confirmedAt: '2026-02-14T01:00:00.000Z' }, true],
    ['更正尚待第二人确认', { basisId: '异议', people: ['王敏'], confirmedAt: null }, false],
    ['答复之后另有更正，重算了所涉的人', { basisId: null, people: ['王敏', '李芳'], confirmedAt: '2026-02-13T03:00:00.000Z' }, true],
    ['当天答复之前确认的更正不知道这件异议', { basisId: null, people: ['王敏'], confirmedAt: '2026-02-13T01:00:00.000Z' }, false],
    ['答复之后的更正没有涉及所指的人', { basisId: null, people: ['李芳'], confirmedAt: '2026-02-14T01:00:00.000Z' }, false],
  ])('成立的异议是否已更正：%s', (_, correction, corrected) => {
    expect(isCorrected({ id: '异议', personIds: ['王敏'], answeredAt: '2026-02-13T02:00:00.000Z' }, [correction])).toBe(corrected);
  });
});

describe('the case flow of a unit', () => {
  it.each(examples.收结存)('$例', ({ 旧存, 新收, 结案, 未结, 冻结, 清点, 结果: [sum, gap, countGap] }) =>
    expect(checkFlow({ opening: 旧存, received: 新收, closed: 结案, pending: 未结 }, 冻结 ?? null, 清点 ?? null)).toEqual({ sum, gap, countGap }));
});

describe('a numbered correction', () => {
  it('is cited by year and number', () => expect(correctionNumber(2026, 2)).toBe('更正〔2026〕第2号'));

  it.each(examples.更正)('$例', ({ 原, 新, 变动 }) => expect(changedLines(原.map(line), 新.map(line)).map(({ personId }) => personId)).toEqual(变动));

  const lines = fc.uniqueArray(fc.record({ personId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), total: fc.constantFrom('80.00', '90.00'), rank: fc.constantFrom(1, 2, null), tied: fc.boolean(), grade: fc.constantFrom('A', null), components: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1.00', '2.00', null)) }), { selector: ({ personId }) => personId });

  it('names everybody whose line says something else and nobody else, once; backwards it names the same people', () => {
    const same = (a: FrozenLine | undefined, b: FrozenLine | undefined): boolean => JSON.stringify(a && sorted(a)) === JSON.stringify(b && sorted(b));
    const sorted = (one: FrozenLine): unknown => ({ ...one, components: Object.entries(one.components).sort(([a], [b]) => (a < b ? -1 : 1)) });
    fc.assert(fc.property(lines, lines, (before, after) => {
      const named = changedLines(before, after).map(({ personId }) => personId);
      const everybody = [...new Set([...before, ...after].map(({ personId }) => personId))];
      expect([...named].sort()).toEqual(everybody.filter((personId) => !same(before.find((one) => one.personId === personId), after.find((one) => one.personId === personId))).sort());
      expect(changedLines(after, before).map(({ personId }) => personId).sort()).toEqual([...named].sort());
      expect(changedLines(after, after)).toEqual([]);
    }));
  });
});

describe('the correction that made a line', () => {
  const row = (id: number, total: string, correction: string | null, supersededAt: string | null): FrozenStanding => ({
    id: String(id), courtId: 'c', snapshotId: String(id), period: '2026-08', peerGroup: 'judge:civil', personId: 'p', name: '王敏', divisionId: 'd', division: '民一庭', total, rank: 1, size: 3,
    line: { tied: false, components: [], grade: null, months: '1.00' }, correction, supersededAt,
  });
  const [one, two] = ['更正〔2026〕第1号', '更正〔2026〕第2号'];
  const told = (rows: FrozenStanding[]): (string | undefined)[] => [lastChange(rows)?.correction, lastChange(rows)?.before?.total];

  it('is the one that changed it, not a later one that wrote the same line anew', () => {
    expect(told([row(3, '91.00', two, null), row(2, '91.00', one, '2026-10-02'), row(1, '89.00', null, '2026-10-01')])).toEqual([one, '89.00']);
    expect(told([row(1, '89.00', null, '2026-10-01'), row(2, '89.00', one, '2026-10-02'), row(3, '91.00', two, null)])).toEqual([two, '89.00']);
    expect(told([row(3, '89.00', two, null), row(2, '91.00', one, '2026-10-02'), row(1, '89.00', null, '2026-10-01')])).toEqual([two, '91.00']);
    expect(told([row(2, '89.00', one, null), row(1, '89.00', null, '2026-10-01')])).toEqual([undefined, undefined]);
  });

  it('is, of somebody a correction took into the group, that one, with nothing before it', () => {
    expect(told([row(3, '89.00', two, null), row(2, '89.00', one, '2026-10-02')])).toEqual([one, undefined]);
    expect(told([row(3, '91.00', two, null), row(2, '89.00', one, '2026-10-02')])).toEqual([two, '89.00']);
  });
});

describe('a group with some people taken anew', () => {
  const member = (personId: string, divisionId: string, months: string): ServedMember => ({ personId, name: personId, post: 'judge', nature: 'civil', rank: null, divisionId, division: divisionId, months, dutyFactor: '1.0000', monthsServed: [] });
  const facts = (personId: string, months: string, cases: number): PersonFacts => ({ personId, months, dutyFactor: '1.0000', numbers: { cases }, events: {}, pieces: {} });
  const unit = (name: string, staff: number): UnitFacts => ({ unit: name, numbers: { staff }, events: {}, pieces: {} });
  const part = (period: string, people: [id: string, division: string, months: string, cases: number][], more: Partial<PeriodFacts> = {}): PeriodFacts => ({ period, members: people.map(([id, division, months]) => member(id, division, months)), facts: people.map(([id, , months, cases]) => facts(id, months, cases)), ...more });
  const of = (input: PeriodFacts): string[] => input.facts.map(({ personId, months, numbers }) => `${personId} ${months} ${String(numbers['cases'])} ${input.members.find((one) => one.personId === personId)!.months}`);

  const frozen = part('2026Q3', [['a', '一庭', '3.00', 1], ['c', '一庭', '3.00', 3], ['d', '二庭', '3.00', 4]], {
    units: [unit('一庭', 10), unit('二庭', 20)],
    shorter: [part('2026-07', [['a', '一庭', '1.00', 1]]), part('2026-09', [['d', '二庭', '1.00', 4]])],
  });
  const now = part('2026Q3', [['a', '一庭', '2.00', 9], ['b', '三庭', '1.50', 2], ['c', '一庭', '3.00', 8]], {
    units: [unit('一庭', 11), unit('三庭', 30)],
    shorter: [part('2026-07', [['a', '一庭', '1.00', 9]]), part('2026-08', [['a', '一庭', '0.50', 9], ['b', '三庭', '0.50', 2]])],
  });
  const taken = (...people: string[]) => factsAnew(frozen, now, new Set(people));

  it('is the frozen one where nobody is taken, and the one of now where everybody is, but for units known then', () => {
    expect(taken()).toEqual(frozen);
    expect(taken('a', 'b', 'c', 'd')).toEqual({ ...now, units: [unit('一庭', 10), unit('三庭', 30)] });
  });

  it('has whom it takes with the months and facts of now, in order, in shorter periods too, and nobody else changed', () => {
    const joined = taken('b');
    expect(of(joined)).toEqual(['a 3.00 1 3.00', 'b 1.50 2 1.50', 'c 3.00 3 3.00', 'd 3.00 4 3.00']);
    expect([joined.units, joined.shorter!.map((one) => [one.period, of(one)])]).toEqual([[unit('一庭', 10), unit('三庭', 30), unit('二庭', 20)], [['2026-07', ['a 1.00 1 1.00']], ['2026-08', ['b 0.50 2 0.50']], ['2026-09', ['d 1.00 4 1.00']]]]);
    const out = taken('d');
    expect([of(out), out.units, out.shorter!.map(({ period }) => period)]).toEqual([['a 3.00 1 3.00', 'c 3.00 3 3.00'], [unit('一庭', 10)], ['2026-07']]);
    expect(of(taken('a'))[0]).toBe('a 2.00 9 2.00');
    expect(['a', 'b', 'c', 'd'].filter((id) => JSON.stringify(standingIn(joined, id)) !== JSON.stringify(standingIn(frozen, id)))).toEqual(['b']);
    expect([standingIn(frozen, 'b'), standingIn(out, 'd')]).toEqual([null, null]);
  });
});

describe('periods in order', () => {
  it('stand by when they end, the longer first, and not by their names', () => {
    const keys = ['2026-02', '2026', '2025Q4', '2026Q3', '2026-12', '2026H1', '2026-06'];
    expect(keys.map((key) => parsePeriod(key)!).sort(latestFirst).map(({ key }) => key)).toEqual(['2026', '2026-12', '2026Q3', '2026H1', '2026-06', '2026-02', '2025Q4']);
  });
});
