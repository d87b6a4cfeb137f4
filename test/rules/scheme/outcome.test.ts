import type { DomainError } from '../../../src/kernel/domain-error.js';
import { compileScheme } from '../../../src/rules/scheme/compile.js';
import type { SchemeDocument } from '../../../src/rules/scheme/document.js';
import { prepareScheme, scorePerson } from '../../../src/rules/scheme/evaluate.js';
import type { PersonFacts, UnitFacts } from '../../../src/rules/scheme/facts.js';
import type { GroupOutcome, MemberOutcome } from '../../../src/rules/scheme/outcome/group-outcome.js';
import { outcomeOf } from '../../../src/rules/scheme/outcome/outcome-of.js';
import { canonicalJson } from '../../../src/rules/scheme/score-sheet.js';
import { bands, both, declared, event, facts, leaf, schemeOf } from './scheme-fixtures.js';

const scored = (more: Partial<SchemeDocument>): SchemeDocument => ({ ...schemeOf([leaf('a', 100, { kind: 'formula', points: 'mark' })]), ...more });

function outcome(document: SchemeDocument, people: PersonFacts[], units: UnitFacts[] = []): GroupOutcome {
  const scheme = compileScheme(document);
  const prepared = prepareScheme(scheme, people, units);
  return outcomeOf(scheme, people.map((person) => scorePerson(prepared, person)), people, { units });
}

function marked(marks: number[], more: (index: number) => Partial<PersonFacts> = () => ({})): PersonFacts[] {
  return marks.map((mark, index) => facts(`p${String(index + 1).padStart(2, '0')}`, { numbers: { mark }, ...more(index) }));
}

const gradesOf = (result: GroupOutcome): (string | undefined)[] => result.members.map((member) => member.grade?.key);
const one = (result: GroupOutcome, id: string): MemberOutcome => result.members.find((member) => member.personId === id)!;

describe('grades by score', () => {
  const grades = { source: '示例〔2026〕1号 等次', decidedBy: 'score', bands } as const;

  test('lower ends are closed and decide on the rounded total: 79.995 is 80.00 and 良好', () => {
    const result = outcome(scored({ grades: { ...grades, bands: [...bands].reverse() } }), marked([79.995, 79.994, 90, 89.99, 70, 0]));
    expect(gradesOf(result)).toEqual(['good', 'fair', 'excellent', 'good', 'fair', 'poor']);
    expect(one(result, 'p01').grade!.why.zh).toBe('得分 80.00 达到良好下端 80.00');
    expect(result.members.map((member) => member.rank)).toEqual([3, 4, 1, 2, 5, 6]);
  });

  test('a quota fills from the top, the rest fall to the next lower grade and say why; equals at its edge all fall', () => {
    const quota = { grade: 'excellent', share: 50, per: 'series', rounding: 'down', source: '示例', ties: 'all-out' } as const;
    const series = ['法官', '法官', '法官', '法官', '助理', '助理', '助理'];
    const result = outcome(scored({ grades: { ...grades, quotas: [quota] } }), marked([99, 97, 95, 60, 98, 96, 96], (index) => ({ series: series[index] })));
    // 法官 4 × 50% = 2；助理 3 × 50% = 1.5 → 1
    expect(gradesOf(result)).toEqual(['excellent', 'excellent', 'good', 'poor', 'excellent', 'good', 'good']);
    expect(one(result, 'p03').quotas[0]!.why.zh).toBe('优秀名额：系列“法官” 4 × 50% = 2，向下取整，2 名，已满，改为良好');
    expect(one(result, 'p03').band).toBe('excellent');
    expect(result.quotas.map(({ among, places, used }) => [among, places, used])).toEqual([['助理', 1, 1], ['法官', 2, 2]]);
    const equals = outcome(scored({ grades: { ...grades, quotas: [{ ...quota, per: 'court' }] } }), marked([95, 95, 95, 60]));
    expect(gradesOf(equals)).toEqual(['good', 'good', 'good', 'poor']);
    expect(one(equals, 'p01').quotas[0]!.why.en).toContain('no equal at the edge, 95.00, is taken');
  });

  test('those who fall meet the next grade’s quota in turn', () => {
    const quotas = [{ grade: 'excellent', count: 1, per: 'court', source: 's', ties: 'all-out' }, { grade: 'good', count: 1, per: 'court', source: 's', ties: 'all-out' }] as const;
    expect(gradesOf(outcome(scored({ grades: { ...grades, quotas: [...quotas] } }), marked([99, 98, 97, 85])))).toEqual(['excellent', 'good', 'fair', 'fair']);
  });

  test('top shares and last places state the tie rule and their reckoning', () => {
    const topShare = [{ key: 'commended', title: both('表扬'), share: 30, rounding: 'down', source: 's' }] as const;
    const lastN = [{ key: 'last', title: both('末位'), count: 2, effect: both('取消评先资格'), source: 's' }] as const;
    const totals = [95, 94, 93, 93, 80, 70, 60, 60, 60, 50];
    const marks = (ties: 'all-in' | 'all-out'): string[][] =>
      outcome(scored({ grades: { ...grades, topShare: [...topShare], lastN: [...lastN], ties } }), marked(totals)).members.map((member) => member.marks.map((mark) => mark.key));
    const list = (best: number, last: number): string[][] => totals.map((_, index) => (index < best ? ['commended'] : index >= totals.length - last ? ['last'] : []));
    expect(marks('all-in')).toEqual(list(4, 4));
    expect(marks('all-out')).toEqual(list(2, 1));
    const result = outcome(scored({ grades: { ...grades, topShare: [...topShare], lastN: [...lastN], ties: 'all-in' } }), marked(totals));
    expect(one(result, 'p03').marks[0]!.why.zh).toBe('全体 10 × 30% = 3，向下取整，3 名，第 3 名，93.00 分，边界同为 93.00 分者一并列入');
    expect(one(result, 'p10')).toMatchObject({ eligible: false, marks: [{ effect: { zh: '取消评先资格' } }] });
    expect(one(result, 'p05').eligible).toBe(true);
  });

  test('a veto sets the grade, the score stays, and the event is named', () => {
    const vetoes = [
      { key: 'secrecy', title: both('泄密'), source: 's', events: 'breaches', grade: 'poor' },
      { key: 'low', title: both('过低'), source: 's', when: 'score < 60', grade: 'fair' },
    ];
    const people = marked([99, 90, 50], (index) => ({ events: { breaches: index === 0 ? [event('b1', undefined, { label: both('泄密一次'), day: '2026-05-03' })] : [] } }));
    const topShare = [{ key: 'top', title: both('前列'), share: 34, rounding: 'down' as const, source: 's', ties: 'all-in' as const }];
    const result = outcome(scored({ vetoes, grades: { ...grades, topShare } }), people);
    expect(one(result, 'p01')).toMatchObject({ total: '99.00', rank: 1, band: 'excellent', grade: { key: 'poor', why: { zh: '一票否决“泄密”：泄密一次 2026-05-03；得分仍为 99.00' } }, eligible: false, marks: [] });
    expect(one(result, 'p01').vetoes[0]!.events[0]!.id).toBe('b1');
    expect(one(result, 'p02').marks.map((mark) => mark.key)).toEqual(['top']);
    expect(one(result, 'p03')).toMatchObject({ band: 'poor', grade: { key: 'fair', why: { zh: '一票否决“过低”：score < 60（50 < 60）成立；得分仍为 50.00' } } });
  });

  test('below the minimum months nobody is ranked; the scheme says whether there is a grade', () => {
    const people = marked([90, 95], (index) => ({ months: index ? '2' : '12' }));
    const duty = { source: 's', by: 'servedMonths', applies: [], fullMonths: 12, minimumMonths: 3, below: 'notRanked' } as const;
    const strict = outcome(scored({ grades, duty: { ...duty, applies: [] } }), people);
    expect(one(strict, 'p02')).toMatchObject({ ranked: false, rank: null, grade: null, whyNot: { zh: '任职 2 个月，不足 3 个月，不参加排名' } });
    expect(one(strict, 'p01').rank).toBe(1);
    expect(one(outcome(scored({ grades, duty: { ...duty, applies: [], below: 'banded' } }), people), 'p02')).toMatchObject({ ranked: false, grade: { key: 'excellent' } });
  });

  test('the order of members never matters', () => {
    const quota = { grade: 'excellent', share: 40, per: 'court', rounding: 'half-up', source: 's', ties: 'all-out' } as const;
    const document = scored({ grades: { ...grades, quotas: [quota], lastN: [{ key: 'l', title: both('末'), count: 1, effect: both('x'), source: 's', ties: 'all-in' }] } });
    const people = marked([95, 91, 93, 60, 60, 91]);
    expect(canonicalJson(outcome(document, [...people].reverse()))).toBe(canonicalJson(outcome(document, people)));
  });
});

describe('document 1: people decide, quotas per series', () => {
  const document: SchemeDocument = {
    ...schemeOf([], 'none'),
    facts: [declared('proposedGrade', 'text')],
    parameters: [{ key: 'excellentShare', title: both('优秀比例'), unit: '%', source: '规定', value: 20 }],
    grades: {
      source: '规定', decidedBy: 'people', proposal: 'proposedGrade',
      bands: [{ key: 'excellent', title: both('优秀'), from: 'none' }, { key: 'competent', title: both('称职'), from: 'none' }],
      quotas: [{ grade: 'excellent', share: { parameter: 'excellentShare' }, per: 'series', rounding: 'down', source: '规定第五条' }],
    },
  };
  const office = (excellentStaff: number): PersonFacts[] =>
    Array.from({ length: 30 }, (_, index) => {
      const leader = index < 7;
      const excellent = leader ? index === 0 : index - 7 < excellentStaff;
      return facts(`n${String(index).padStart(2, '0')}`, { name: `${leader ? '领导' : '职员'}${index}`, series: leader ? '领导' : '工作人员', numbers: { proposedGrade: excellent ? 'excellent' : '称职' } });
    });

  test('leaders 7 → 1 place, staff 23 → 4 places', () => {
    const result = outcome(document, office(4));
    expect(result.quotas.map(({ among, members, places, used }) => [among, members, places, used])).toEqual([['工作人员', 23, 4, 4], ['领导', 7, 1, 1]]);
    expect(gradesOf(result).filter((grade) => grade === 'excellent')).toHaveLength(5);
    expect(result.members[9]!.grade).toEqual({ key: 'excellent', title: both('优秀'), why: { zh: '经提名为优秀', en: 'proposed as 优秀' } });
  });

  test('a fifth member of staff is refused, naming the series and the quota', () => {
    const refusal = captured(() => outcome(document, office(5)));
    expect(refusal.code).toBe('scheme.quotaExceeded');
    expect(refusal.faults).toHaveLength(1);
    expect(refusal.faults[0]!.path).toBe('proposedGrade.工作人员');
    expect(refusal.faults[0]!.zh).toContain('优秀名额：系列“工作人员” 23 × 20% = 4.6，向下取整，4 名；提名 5 人（职员7、职员8、职员9、职员10、职员11），多 1 人');
  });

  test('a proposal that is missing, a grade that does not exist and an unknown series are said all at once', () => {
    const people = office(1);
    people[3]!.numbers = {};
    people[4]!.numbers = { proposedGrade: '卓越' };
    delete people[5]!.series;
    expect(captured(() => outcome(document, people)).faults.map((fault) => fault.path)).toEqual(['n03.proposedGrade', 'n04.proposedGrade', 'n05.series']);
  });
});

describe('document 4: performance pay', () => {
  const distribution = { key: 'pay', title: both('绩效工资'), amount: { parameter: 'pool' }, weight: 'headcount * score', method: 'largest-remainder', unit: '元', source: 's' } as const;
  const pool = { key: 'pool', title: both('奖金总额'), unit: '元', source: 's', value: '120000.00' };
  const departments = (): PersonFacts[] => ([['A', 5, '96.40'], ['B', 8, '88.10'], ['C', 4, '101.50']] as const).map(([id, headcount, mark]) => facts(id, { numbers: { mark, headcount } }));
  const document: SchemeDocument = { ...schemeOf([leaf('a', 'none', { kind: 'formula', points: 'mark' })], 'none'), subject: 'unit', parameters: [pool], distribution };

  test('three departments share 120 000.00 to the cent', () => {
    const result = outcome(document, departments());
    expect(result.members.map((member) => member.amounts['pay'])).toEqual(['36313.41', '53098.95', '30587.64']);
    expect(result.distributions[0]!.shares[0]!.why.zh).toContain('120000.00 × 482 ÷ 1592.8 = 36313.4103');
  });

  test('the number of people may stand in the record of the unit', () => {
    const units = departments().map(({ personId, numbers }): UnitFacts => ({ unit: personId, headcount: numbers['headcount']!, numbers: {}, events: {}, pieces: {} }));
    const bare = departments().map((one) => ({ ...one, numbers: { mark: one.numbers['mark']! } }));
    expect(outcome(document, bare, units).members.map((member) => member.amounts['pay'])).toEqual(['36313.41', '53098.95', '30587.64']);
    expect(captured(() => outcome(document, bare)).faults.map((fault) => fault.path)).toEqual(['A.headcount', 'B.headcount', 'C.headcount']);
  });

  test('nothing to share by, or a negative weight, is refused', () => {
    const zero = departments().map((one) => ({ ...one, numbers: { ...one.numbers, mark: 0 } }));
    expect(captured(() => outcome(document, zero)).code).toBe('scheme.cannotDistribute');
    const negative = departments().map((one) => ({ ...one, numbers: { ...one.numbers, mark: -1 } }));
    expect(captured(() => outcome(document, negative)).faults).toHaveLength(3);
  });
});

test('document 6: a list of tasks without points says where each stands', () => {
  const task = { key: 't1', title: both('修订制度'), lead: '办公室', responsible: ['政治部'], deadline: '2026-06-30', evidence: both('文件'), percent: 't1Percent', status: 't1Status' };
  const document: SchemeDocument = { ...schemeOf([], 'none'), facts: [declared('t1Percent', 'number'), declared('t1Status', 'text')], tasks: [task] };
  const scheme = compileScheme(document);
  const people = [facts('局', { numbers: { t1Percent: 80, t1Status: '征求意见' } })];
  const sheets = people.map((person) => scorePerson(prepareScheme(scheme, people), person));
  expect(sheets[0]).toMatchObject({ total: '0.00', applicable: false, fullMark: null, components: [] });
  const { tasks } = outcomeOf(scheme, sheets, people, { on: '2026-07-01' }).members[0]!;
  expect(tasks).toMatchObject([{ key: 't1', percent: '80.00', status: '征求意见', done: false, overdue: true }]);
  const pointed = { ...document, fullMark: 10, tasks: [{ ...task, points: 10 }] };
  const counted = compileScheme(pointed);
  expect(scorePerson(prepareScheme(counted, people), people[0]!)).toMatchObject({ total: '8.00', applicable: true });
});

function captured(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('nothing was refused');
}
