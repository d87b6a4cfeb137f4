import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { points, sum } from '../../src/kernel/exact.js';
import { FINDING_STEPS, afterFindingStep, isHeard, settlesNow, submittedAs, type FindingAction, type FindingState } from '../../src/rules/finding-life.js';
import { countedPoints, sharePoints } from '../../src/rules/finding-rules.js';
import { repeatFindings } from '../../src/rules/repeat-findings.js';
import { departureFaults, proposeResponsibility, type Circumstances } from '../../src/rules/responsibility.js';
import { inTop } from '../../src/setup/places.mjs';

interface Example {
  name: string;
  code: string;
  shares: Record<string, number>;
  holders: Record<string, string[]>;
  facts: Circumstances;
  gives?: Record<string, string>;
  counts?: Record<string, number>;
  body?: string;
  faults?: string[];
}
const { examples } = parse(readFileSync(inTop('test', 'rules', 'responsibility.yaml'), 'utf8'), { merge: true }) as { examples: Example[] };

describe('responsibility matrix on the facts of a case', () => {
  it.each(examples.map((example) => [example.name, example] as const))('%s', (_name, { code, shares, holders, facts, gives, counts, body, faults }) => {
    const proposal = proposeResponsibility({ code, shares }, holders, facts);
    expect(proposal.faults.map(({ path }) => path)).toEqual(faults ?? []);
    if (gives) expect(Object.fromEntries(proposal.shares.map(({ personId, share }) => [personId, points(share)]))).toEqual(gives);
    expect(proposal.body).toBe(body ?? null);
    for (const [person, part] of Object.entries(counts ?? {})) expect(proposal.shares.find(({ personId }) => personId === person)?.countsFor).toBe(part);
  });

  it('whoever voted and however, the shares total 100 and dissenters have none', () => {
    const bench = { responsibleJudge: ['a'], presidingJudge: ['b'], panelMember: ['c', 'd', 'e'] };
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1, maxLength: 4 }), (votedAgainst) => {
        const { shares } = proposeResponsibility({ code: 'R02', shares: { responsibleJudge: 50, presidingJudge: 25, panelMember: 25 } }, bench, { votedAgainst });
        expect(points(sum(shares.map(({ share }) => share)))).toBe('100.00');
        expect(shares.some(({ personId }) => votedAgainst.includes(personId))).toBe(false);
      }),
    );
  });

  it('asks a reason for another situation or other shares, and refuses shares where a body answers', () => {
    const proposal = proposeResponsibility({ code: 'R12', shares: { responsibleJudge: 20, clerk: 80 } }, { responsibleJudge: ['a'], clerk: ['b'] }, {});
    const chosen = { code: 'R12', usual: 'R12', shares: [{ personId: 'b', share: '80' }, { personId: 'a', share: '20' }], departure: null };
    expect(departureFaults(chosen, proposal)).toEqual([]);
    expect(departureFaults({ ...chosen, shares: [{ personId: 'a', share: '100' }] }, proposal).map(({ path }) => path)).toEqual(['responsibility.departure']);
    expect(departureFaults({ ...chosen, usual: 'R01' }, proposal)).toHaveLength(1);
    expect(departureFaults({ ...chosen, usual: 'R01', departure: '送达环节的差错' }, proposal)).toEqual([]);
    const committee = proposeResponsibility({ code: 'R05', shares: { judicialCommittee: 100 } }, {}, { evidence: '纪要' });
    expect(departureFaults({ ...chosen, code: 'R05', usual: 'R05', departure: '理由' }, committee).map(({ path }) => path)).toEqual(['shares']);
  });
});

describe('life of a finding', () => {
  const states: FindingState[] = ['draft', 'submitted', 'provisional', 'settled', 'superseded'];

  it('a serious one cannot count without the committee, and nothing leaves superseded', () => {
    expect([submittedAs('serious'), submittedAs('minor')]).toEqual(['provisional', 'submitted']);
    const actions = Object.keys(FINDING_STEPS) as FindingAction[];
    expect(actions.filter((action) => afterFindingStep('superseded', action))).toEqual([]);
    expect(actions.filter((action) => afterFindingStep('provisional', action) === 'settled').map((action) => FINDING_STEPS[action].by)).toEqual(['committee']);
    expect(afterFindingStep('provisional', 'settle')).toBeNull();
    for (const state of states) expect(afterFindingStep(state, 'comment')).toBe(state === 'submitted' || state === 'provisional' ? state : null);
  });

  it('is heard when all have spoken or the window has passed, and settles when all have accepted', () => {
    const heard = { commentUntil: '2026-11-23', answerable: ['a', 'b'], comments: [{ personId: 'a', kind: 'accept' as const }] };
    expect([isHeard(heard, '2026-11-23'), isHeard(heard, '2026-11-24')]).toEqual([false, true]);
    const both = { ...heard, comments: [...heard.comments, { personId: 'b', kind: 'explain' as const }] };
    expect([isHeard(both, '2026-11-20'), settlesNow(both, '2026-11-20')]).toEqual([true, false]);
    expect(settlesNow({ ...both, comments: [...both.comments, { personId: 'b', kind: 'accept' as const }] }, '2026-11-20')).toBe(true);
    expect([isHeard({ ...heard, commentUntil: null }, '2030-01-01'), settlesNow({ ...heard, answerable: [] }, '2026-11-20')]).toEqual([false, false]);
  });

  it('findings of one clause never cost a case more than the cap, in whatever reviews they stand', () => {
    const finding = fc.record({ clauseId: fc.constantFrom('x', 'y'), reviewId: fc.constantFrom('r1', 'r2', 'r3'), points: fc.integer({ min: 1, max: 300 }).map((cents) => (cents / 100).toFixed(2)), place: fc.constantFrom('1', '2', '3', '4') });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (rows) => {
        const counted = countedPoints(rows.map((row, at) => ({ ...row, id: String(at), documentId: null, quote: '', quoteStart: null, maxPerCase: row.clauseId === 'x' ? '3.00' : null })));
        const spent = sum(rows.flatMap(({ clauseId }, at) => (clauseId === 'x' ? [counted.get(String(at))!] : [])));
        expect(spent.lte(3)).toBe(true);
        rows.forEach(({ points: lost }, at) => expect(counted.get(String(at))!.lte(lost)).toBe(true));
      }),
    );
    const one = { clauseId: 'x', documentId: null, quote: '', quoteStart: null, maxPerCase: null, points: '2.00' };
    const twice = countedPoints([{ ...one, id: 'a', reviewId: 'r1', place: '第3段' }, { ...one, id: 'b', reviewId: 'r2', place: '第3段' }, { ...one, id: 'c', reviewId: 'r1', place: '第3段' }]);
    expect([...twice.values()].map((lost) => points(lost))).toEqual(['2.00', '0.00', '0.00']);
    expect(sharePoints('1.50', ['70', '30'], [50, 100]).map((part) => points(part))).toEqual(['0.53', '0.45']);
  });

  it('three of one clause inside half a year raise the flag once each time, and more never make a serious one', () => {
    const of = (id: string, recordedOn: string, code = 'M-C-13') => ({ id, personId: 'a', code, recordedOn });
    expect(repeatFindings([of('3', '2026-08-31'), of('1', '2026-03-02'), of('2', '2026-05-20')], { count: 3, months: 6 }).map(({ findings }) => findings.map(({ id }) => id))).toEqual([['1', '2', '3']]);
    expect(repeatFindings([of('1', '2026-02-28'), of('2', '2026-05-20'), of('3', '2026-08-31')], { count: 3, months: 6 })).toEqual([]);
    expect(repeatFindings([of('1', '2026-05-01'), of('2', '2026-05-02', 'M-C-01'), of('3', '2026-05-03')], { count: 3, months: 6 })).toEqual([]);
  });
});
