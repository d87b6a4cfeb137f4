import type { DomainError } from '../../../src/kernel/domain-error.js';
import { compileScheme } from '../../../src/rules/scheme/compile.js';
import type { SchemeDocument } from '../../../src/rules/scheme/document.js';
import { prepareScheme, scorePerson, withoutEvent } from '../../../src/rules/scheme/evaluate.js';
import { factsNeeded } from '../../../src/rules/scheme/facts-needed.js';
import type { PersonFacts, UnitFacts } from '../../../src/rules/scheme/facts.js';
import { leavesOf, type ScoreSheet } from '../../../src/rules/scheme/score-sheet.js';
import { both, declared, event, facts, leaf, piece, schemeOf } from './scheme-fixtures.js';

const half = { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } };

function scoreAll(document: SchemeDocument, people: PersonFacts[], units: UnitFacts[] = []): Record<string, ScoreSheet> {
  const prepared = prepareScheme(compileScheme(document), people, units);
  return Object.fromEntries(people.map((person) => [person.personId, scorePerson(prepared, person)]));
}

const reasons = (sheet: ScoreSheet, at = 0): string[] => leavesOf(sheet.components)[at]!.lines.map((line) => line.reason.zh);

describe('a result of the unit reaches its members', () => {
  const people = [
    facts('甲', { name: '张三', unit: '一科', events: { faults: [event('f1', 3)] } }),
    facts('乙', { name: '李四', unit: '一科', events: { faults: [event('f2', 2)] } }),
    facts('丙', { name: '王五', unit: '二科', events: { faults: [] } }),
  ];
  const shared = (how: 'every' | 'mean'): SchemeDocument => schemeOf([{ ...leaf('k', 100, { kind: 'deduct-to-floor', events: 'faults' }), sharedBy: 'unit', how }]);

  test('every: one member’s fault counts for all of the unit, said whose it was', () => {
    const sheets = scoreAll(shared('every'), people);
    expect(Object.values(sheets).map((sheet) => sheet.total)).toEqual(['95.00', '95.00', '100.00']);
    expect(reasons(sheets['甲']!)).toEqual(['满分 100.00', '事项 f1', '事项 f2（本部门 李四）']);
    expect(reasons(sheets['乙']!)).toEqual(['满分 100.00', '事项 f1（本部门 张三）', '事项 f2']);
  });

  test('withdrawing a colleague’s fault lifts the score too', () => {
    const prepared = prepareScheme(compileScheme(shared('every')), people);
    expect(withoutEvent(prepared, people[1]!, people, 'f1').total).toBe('98.00');
    expect(() => withoutEvent(prepared, people[2]!, people, 'f1')).toThrow('scheme.eventUnknown');
  });

  test('mean: everybody gets the mean of the members’ own points, with the arithmetic', () => {
    const sheets = scoreAll(shared('mean'), people);
    expect(Object.values(sheets).map((sheet) => sheet.total)).toEqual(['97.50', '97.50', '100.00']);
    expect(reasons(sheets['甲']!)).toEqual(['k：本部门 2 人平均 (98.00 + 97.00) ÷ 2 = 97.50']);
    expect(withoutEvent(prepareScheme(compileScheme(shared('mean')), people), people[0]!, people, 'f2').total).toBe('98.50');
  });

  test('whoever stands in no unit is named', () => {
    const homeless = facts('丁', { events: { faults: [] } });
    const prepared = prepareScheme(compileScheme(shared('every')), [...people, homeless]);
    expect(captured(() => scorePerson(prepared, homeless)).faults.map((fault) => fault.path)).toEqual(['丁.unit']);
  });

  test('a fact of the unit is read by every member, and is missing by name where the unit has none', () => {
    const document = { ...schemeOf([leaf('r', 100, { kind: 'formula', points: 'unitScore' })]), facts: [declared('unitScore', 'number', { per: 'unit' })] };
    const units: UnitFacts[] = [{ unit: '一科', numbers: { unitScore: 88 }, events: {}, pieces: {} }];
    expect(scoreAll(document, people.slice(0, 2), units)['乙']!.total).toBe('88.00');
    expect(captured(() => scoreAll(document, people, units)).faults.map((fault) => fault.path)).toEqual(['丙.unitScore']);
  });
});

describe('time served and reduced duty', () => {
  const duty = { source: 's', by: 'both' as const, applies: ['r', 'k'], fullMonths: 12 };
  const document: SchemeDocument = { ...schemeOf([leaf('r', 40, half), leaf('k', 20, { kind: 'deduct-to-floor', events: 'faults' }), leaf('o', 40, half)]), duty };
  const own = (months: string, dutyFactor = '1'): PersonFacts => facts('甲', { months, dutyFactor, numbers: { done: 3, due: 12 }, events: { faults: [event('f', 2)] } });

  test('a ratio asks for less; any other leaf counts for less, and the rest of its weight goes to its siblings', () => {
    const sheet = scoreAll(document, [own('6', '0.5')])['甲']!;
    expect(leavesOf(sheet.components).map((part) => [part.share, part.points])).toEqual([['47.50', '47.50'], ['5.00', '3.00'], ['47.50', '11.88']]);
    expect(reasons(sheet)[0]).toBe('任职 6 ÷ 12 个月 × 履职系数 0.5 = 0.25，r 3 ÷ (12 × 0.25) = 100.00%，47.50 × 1.0000 = 47.50');
    expect(leavesOf(sheet.components)[1]!.note!.zh).toBe('任职 6 ÷ 12 个月 × 履职系数 0.5 = 0.25；权重 15.00 按比例分配，调整后为：r 47.50；o 47.50');
  });

  test('a full period at full duty changes nothing; no time at all makes the leaf not applicable', () => {
    expect(scoreAll(document, [own('12')])['甲']!.total).toBe(scoreAll({ ...document, duty: undefined } as SchemeDocument, [own('12')])['甲']!.total);
    expect(leavesOf(scoreAll(document, [own('0')])['甲']!.components).map((part) => part.applicable)).toEqual([false, false, true]);
  });
});

describe('conditions, derived facts, approvals, evidence, surveys', () => {
  test('a part whose condition does not hold gives its weight away and says why; nothing below it is asked for', () => {
    const document = schemeOf([{ ...leaf('x', 60, undefined), rule: undefined, limits: undefined, appliesWhen: 'cases >= 10', children: [leaf('a', 60, { kind: 'ratio', of: { numerator: 'unheardOf', denominator: 'due' } })] }, leaf('b', 40, half)] as never);
    const sheet = scoreAll(document, [facts('甲', { numbers: { cases: 3, done: 1, due: 2 } })])['甲']!;
    expect(sheet.total).toBe('50.00');
    expect(reasons(sheet)[0]).toBe('x：适用条件 cases >= 10（3 ≥ 10）不成立，本项不适用。权重 60.00 在同级无处承接，转由上一级分配');
  });

  test('a condition decided early shows a dash for what it never asked', () => {
    const document = { ...schemeOf([{ ...leaf('a', 50, half), appliesWhen: 'due > 5 and rate > 0.5' }, leaf('b', 50, { kind: 'formula', points: 'fullMark' })]), facts: [declared('rate', 'number', { kind: 'derived', formula: 'done / none' })] };
    const sheet = scoreAll(document, [facts('甲', { numbers: { done: 1, due: 2, none: 0 } })])['甲']!;
    expect([sheet.total, reasons(sheet)[0]]).toEqual(['100.00', expect.stringContaining('（2 > 5 and – > 0.5）不成立')]);
  });

  test('derived facts build on each other; one without an answer makes what reads it not applicable', () => {
    const derived = (name: string, formula: string): ReturnType<typeof declared> => declared(name, 'number', { kind: 'derived', formula });
    const document = { ...schemeOf([leaf('a', 50, { kind: 'ratio', of: { numerator: 'twice', denominator: 'due' } }), leaf('b', 50, { kind: 'formula', points: 'rate * 10' })]), facts: [derived('twice', 'done * 2'), derived('rate', 'twice / due')] };
    expect(factsNeeded(compileScheme(document))).toEqual(['done', 'due']);
    expect(scoreAll(document, [facts('甲', { numbers: { done: 2, due: 8 } })])['甲']!.total).toBe('30.00');
    const sheet = scoreAll({ ...document, nodes: [document.nodes[1]!, { ...document.nodes[0]!, rule: half }] }, [facts('甲', { numbers: { done: 2, due: 0 } })])['甲']!;
    expect(reasons(sheet)[0]).toContain('派生事实“rate”无从计算：除数为零，本项不适用');
  });

  test('extra points count only when approved, up to their caps, and what is cut is shown', () => {
    const honours = { ...leaf('h', 'none', { kind: 'add-only', events: 'honours' }), fullMark: undefined, approval: 'required' as const, cap: 6 };
    const document = { ...schemeOf([leaf('b', 100, half)]), extra: [honours as never, { ...honours, key: 'i' } as never], extraCap: 10 };
    const with_ = (approvedBy?: string): PersonFacts => facts('甲', { numbers: { done: 1, due: 1 }, events: { honours: [event('h1', 8, approvedBy ? { approvedBy } : {})] } });
    expect(captured(() => scoreAll(document, [with_()])).faults[0]!.path).toBe('甲.honours[h1].approvedBy');
    const sheet = scoreAll(document, [with_('院长')])['甲']!;
    expect(sheet.total).toBe('110.00');
    expect(leavesOf(sheet.components).map((part) => [part.path, part.points])).toEqual([['b', '100.00'], ['extra/h', '6.00'], ['extra/i', '6.00'], ['extra/cap', '-2.00']]);
    expect(reasons(sheet, 1)).toEqual(['事项 h1，院长 批准', '合计 8.00，按上限计 6.00']);
  });

  test('evidence that must be there and is not is named', () => {
    const document = { ...schemeOf([leaf('k', 100, { kind: 'deduct-to-floor', events: 'faults' })]), facts: [declared('faults', 'events', { evidence: 'required' })] };
    const bare = event('f1', 1, { source: { kind: 'none', id: null, label: '' } });
    expect(captured(() => scoreAll(document, [facts('甲', { events: { faults: [bare] } })])).faults[0]!.path).toBe('甲.faults[f1].source');
  });

  test('a rating is void below its number of forms and of surveys; a row of weight n stands for n forms', () => {
    const rating = { kind: 'rated', minimumForms: 100, minimumSurveys: 2, raters: [{ title: both('群众'), forms: 'forms', weight: 100 }] };
    const document = schemeOf([leaf('r', 50, rating), leaf('b', 50, half)]);
    const asked = (...forms: [string, number, number][]): ScoreSheet => scoreAll(document, [facts('甲', { numbers: { done: 1, due: 1 }, pieces: { forms: forms.map(([survey, value, weight], index) => ({ ...piece(`p${index}`, value, weight), survey })) } })])['甲']!;
    expect(asked(['春', 90, 100], ['秋', 80, 60], ['秋', 70, 40]).total).toBe('91.50');
    const thin = asked(['春', 90, 100], ['秋', 80, 99]);
    expect(thin.total).toBe('100.00');
    expect(reasons(thin)[0]).toContain('测评 2 次（春 100；秋 99），每次至少 100 份，有效 1 次，不足 2 次，评分无效，本项不适用');
  });

  test('of dated values the one in force on the day counts', () => {
    const each = [{ value: 1, effectiveFrom: '2025-01-01', source: 'a' }, { value: 3, effectiveFrom: '2026-07-01', source: 'b' }];
    const document = schemeOf([leaf('k', 100, { kind: 'deduct-to-floor', events: 'faults', each })]);
    const person = facts('甲', { events: { faults: [event('f1')] } });
    const on = (day: string): string => scorePerson(prepareScheme(compileScheme(document, { on: day }), []), person).total;
    expect([on('2026-06-30'), on('2026-07-01')]).toEqual(['99.00', '97.00']);
  });
});

function captured(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('nothing was refused');
}
