import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Decimal, sum } from '../../src/kernel/exact.js';
import { afterPublicationStep } from '../../src/rules/publication-life.js';
import { authorShares, lastClaimDay, pointsByShare, serialFaults, shareFaults, worthOf } from '../../src/rules/research-points.js';
import { likelyPairs, postings, underNewsCap, type OwnPiece } from '../../src/rules/research-postings.js';
import { conditionMet, progressOf, requiredOf, rowFor, type RequiredRow } from '../../src/rules/research-requirement.js';
import { readResearchTable, type KindPoints, type ResearchLevel } from '../../src/rules/research-table.js';
import { checkIssn, checkPeriodical } from '../../src/rules/serial-numbers.js';
import { likeness, normalisedTitle } from '../../src/rules/title-likeness.js';

interface ToldPiece { id: string; on: string; title: string; worth: string; kind?: string; reprintOf?: string; event?: string }
interface Told {
  serials: { number: string; is?: string; says?: string }[];
  books: { number: string; is?: string; says?: string }[];
  worth: { piece: string; kind: string; level: ResearchLevel; award?: number; serial?: string; counts?: string; points?: string; fault?: string }[];
  shares: { authors: number; are: string[] }[];
  works: { says: string; pieces: ToldPiece[]; decided?: { one: string; other: string; same: boolean }[]; posts: Record<string, string> }[];
  likeness: { one: string; other: string; percent: number }[];
  cap: { says: string; required: string | null; news: string[]; enters: string[] }[];
  required: { post: string; rank: string; months: string; duty: string; asks: string }[];
  progress: { required: string; earned: string; waiting: string; day: number; shortfall: string; forecast: string; surplus?: string }[];
}

const told = parse(readFileSync('test/rules/research.yaml', 'utf8')) as Told;
const catalogue = parse(readFileSync('config/catalogues/research-points.yaml', 'utf8')) as { kinds: { code: string; points: KindPoints }[]; required: RequiredRow[] };
const table = readResearchTable(catalogue);
const rules = table.rulesOn('2026-06-01')!;
const byKind = Object.fromEntries(catalogue.kinds.map(({ code, points }) => [code, points]));
const pieceOf = ({ id, on, title, worth, kind = 'RP-01', reprintOf, event }: ToldPiece): OwnPiece => ({ id, publishedOn: on, title, kind, worth, reprintOf: reprintOf ?? null, event: event ?? null });

describe('research by example', () => {
  it.each(told.serials)('number $number', ({ number, is, says }) => {
    const checked = checkPeriodical(number);
    expect(checked.ok ? checked.written : checked.fault.zh).toContain(is ?? says);
    expect(checked.ok).toBe(is !== undefined);
  });
  it.each(told.books)('book $number', ({ number, is, says }) => {
    const faults = serialFaults({ code: 'RP-11', serialNumber: 'isbn' }, number);
    expect(faults.length === 0).toBe(is !== undefined);
    if (says) expect(faults[0]!.zh).toContain(says);
  });
  it.each(told.worth)('$piece', ({ kind, level, award, serial, counts, points, fault }) => {
    const said = worthOf({ kind, level, award: award ?? null, serialNumber: serial ?? null }, byKind, rules);
    if (fault) expect('faults' in said && said.faults.map(({ path }) => path)).toEqual([fault]);
    else expect('worth' in said && said.worth).toMatchObject({ countedAs: counts, points });
  });
  it.each(told.shares)('$authors authors', ({ authors, are }) => expect(authorShares(authors, rules.shares)).toEqual(are));
  it.each(told.works)('$says', ({ pieces, decided, posts }) => {
    expect(Object.fromEntries(postings(pieces.map(pieceOf), decided ?? []).map(({ id, points }) => [id, points]))).toEqual(posts);
  });
  it.each(told.likeness)('$one / $other', ({ one, other, percent }) => expect([likeness(one, other), likeness(other, one)]).toEqual([percent, percent]));
  it.each(told.cap)('$says', ({ required, news, enters }) => {
    const entered = underNewsCap(news.map((points, index) => ({ id: String(index), day: `2026-03-0${index + 1}`, kind: 'RP-09', points })), required, rules.news);
    expect([...entered.values()]).toEqual(enters);
  });
  it.each(told.required)('$post $rank', ({ post, rank, months, duty, asks }) => expect(requiredOf(rowFor({ post, rank }, catalogue.required)!, { months, dutyFactor: duty })).toBe(asks));
  it.each(told.progress)('$earned of $required by day $day', ({ required, earned, waiting, day, shortfall, forecast, surplus }) => {
    expect(progressOf(required, earned, waiting, day, 365)).toMatchObject({ shortfall, forecast, surplus: surplus ?? '0.00' });
  });
  it('asks chiefs and leaders for a piece of the kinds and the level named', () => {
    const leader = rowFor({ post: 'courtPresident', rank: '四级高级法官' }, catalogue.required)!;
    expect([conditionMet(leader, [{ kind: 'RP-01', level: 'prefecture' }]), conditionMet(leader, [{ kind: 'RP-09', level: 'national' }]), conditionMet(leader, [{ kind: 'RP-03', level: 'national' }])]).toEqual([false, false, true]);
  });
  it('closes registration thirty days after the year, and has every kind of the table dated and sourced', () => {
    expect(lastClaimDay('2026-09-30', rules.claimDays)).toBe('2027-01-30');
    expect(table.kinds.map(({ code }) => code)).toEqual(Array.from({ length: 11 }, (_, index) => `RP-${String(index + 1).padStart(2, '0')}`));
    expect(table.rulesOn('2024-12-31')).toBeNull();
    expect([afterPublicationStep('returned', 'reinstate'), afterPublicationStep('verified', 'withdraw'), afterPublicationStep('superseded', 'verify')]).toEqual(['verified', null, null]);
  });
});

describe('laws of research', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 });
  it('finds any single wrong digit of an ISSN, and names the right last one', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (seven, at, by) => {
        const bare = seven.join('');
        const said = checkIssn(`${bare}0`);
        const last = said.ok ? '0' : /应为([\dX])/.exec(said.fault.zh)![1]!;
        const right = `${bare}${last}`;
        expect(checkIssn(right).ok).toBe(true);
        const wrong = [...right].map((sign, index) => (index === at ? String(((sign === 'X' ? 10 : Number(sign)) + by) % 10) : sign)).join('');
        if (wrong !== right) expect(checkIssn(wrong).ok).toBe(false);
      }),
    );
  });
  it('always shares the whole: a hundred per cent, and every point of the piece', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 9999 }), (authors, cents) => {
        const shares = authorShares(authors, rules.shares);
        expect([sum(shares).toFixed(2), shareFaults(shares)]).toEqual(['100.00', []]);
        const worth = new Decimal(cents).div(100).toFixed(2);
        expect(sum(pointsByShare(worth, shares)).toFixed(2)).toBe(worth);
      }),
    );
    expect(shareFaults(['70', '40']).map(({ path, zh }) => [path, zh.includes('超过 100%')])).toEqual([['authors', true]]);
  });
  const piece = fc.record({ on: fc.constantFrom('2026-01-05', '2026-03-01', '2026-03-02', '2026-07-09'), title: fc.constantFrom('送达难', '送达“难”', '调解十法', '认罪认罚'), cents: fc.integer({ min: 0, max: 3000 }), event: fc.option(fc.constantFrom('洪水', '普法'), { nil: null }), kind: fc.constantFrom('RP-01', 'RP-09', 'RP-10') });
  it('never minds the order, and gives each work its highest and no more', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.integer(), (drawn, seed) => {
        const own = drawn.map(({ on, title, cents, event, kind }, index) => ({ id: `p${index}`, publishedOn: on, title, kind, worth: new Decimal(cents).div(100).toFixed(2), reprintOf: null, event }));
        const shuffled = [...own].sort((a, b) => ((a.id.charCodeAt(1) * 31 + seed) % 7) - ((b.id.charCodeAt(1) * 31 + seed) % 7));
        const given = (pieces: OwnPiece[]) => new Map(postings(pieces, []).map(({ id, points }) => [id, points]));
        expect([...given(shuffled)].sort()).toEqual([...given(own)].sort());
        const alone = own.filter(({ event }) => event === null);
        const byTitle = new Map<string, string>();
        for (const { title, worth } of alone) byTitle.set(normalisedTitle(title), Decimal.max(byTitle.get(normalisedTitle(title)) ?? 0, worth).toFixed(2));
        expect(sum(given(alone).values()).toFixed(2)).toBe(sum(byTitle.values()).toFixed(2));
      }),
    );
  });
  it('proposes a pair once, whichever comes first, and only where an author is shared', () => {
    const pieces = [{ id: 'a', title: '调解十法', authors: ['x', 'y'] }, { id: 'b', title: '调解“十法”', authors: ['y', 'x'] }, { id: 'c', title: '调解十法', authors: ['z'] }];
    expect(likelyPairs(pieces, 60)).toEqual([{ one: 'a', other: 'b', likeness: 100 }]);
    expect(likelyPairs([...pieces].reverse(), 60)).toEqual(likelyPairs(pieces, 60));
  });
});
