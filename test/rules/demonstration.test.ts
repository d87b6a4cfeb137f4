import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { addDays } from '../../src/kernel/day.js';
import { readDemonstrationPlan } from '../../src/demonstration/read-plan.js';
import { buildWorld } from '../../src/demonstration/world.js';
import type { World } from '../../src/demonstration/world.types.js';
import { readCaseNumber } from '../../src/rules/case-number.js';
import { readCaseTypes } from '../../src/rules/case-number-types.js';

const plan = readDemonstrationPlan('config');
const MEGABYTE = 1_000_000;
/** Three working days in the pool, over the longest holiday. */
const LONGEST_WAIT_DAYS = 14;
const digest = (world: World) => createHash('sha256').update(JSON.stringify(world)).digest('hex');
const cents = (text: string) => Math.round(Number(text) * 100);
const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));

describe('the demonstration court', () => {
  let world: World;
  beforeAll(() => {
    world = buildWorld(plan);
  });

  it('is the same to the byte each time it is made, and another on another day', () => {
    expect(digest(buildWorld(plan))).toBe(digest(world));
    expect(digest(buildWorld(plan, '2026-11-02'))).not.toBe(digest(world));
  });

  it('has five divisions, two tribunals and about seventy people in all posts, with at least fourteen civil judges', () => {
    expect(world.divisions.filter(({ kind }) => kind === 'division')).toHaveLength(5);
    expect(world.divisions.filter(({ kind }) => kind === 'tribunal')).toHaveLength(2);
    expect(world.people.length).toBeGreaterThanOrEqual(68);
    expect(world.people.length).toBeLessThanOrEqual(80);
    const civil = world.posts.filter(({ post, nature, validUntil }) => post === 'judge' && nature === 'civil' && validUntil === null);
    expect(civil.length).toBeGreaterThanOrEqual(14);
    expect(new Set(world.posts.map(({ post }) => post))).toEqual(
      new Set(['courtPresident', 'vicePresident', 'divisionChief', 'deputyDivisionChief', 'judge', 'judgeAssistant', 'clerk', 'enforcementOfficer', 'qualityReviewer', 'officeStaff']),
    );
  });

  it('has about 8 000 cases over fourteen months, with a document for each closed one and less than 25 MB of text', () => {
    expect(world.cases.length).toBeGreaterThan(7_600);
    expect(world.cases.length).toBeLessThan(8_800);
    const closed = world.cases.filter(({ closedOn }) => closedOn !== null);
    expect(new Set(closed.map(({ closedOn }) => closedOn!.slice(0, 7))).size).toBe(15);
    expect(world.documents).toHaveLength(closed.length);
    expect(world.documents.reduce((total, { size }) => total + size, 0)).toBeLessThan(25 * MEGABYTE);
    expect(world.documents.filter(({ text }) => /[‹›]|undefined|NaN/.test(text))).toEqual([]);
  });

  it('has about six hundred findings, few of them serious, and reviews about an eighth of the closures', () => {
    const firsts = world.findings.filter(({ status }) => status !== 'second');
    expect(firsts.length).toBeGreaterThan(480);
    expect(firsts.length).toBeLessThan(760);
    const serious = firsts.filter(({ severity }) => severity === 'serious').length;
    expect(serious).toBeGreaterThan(5);
    expect(serious).toBeLessThan(40);
    const reviews = world.reviews.filter(({ secondOfId }) => secondOfId === null);
    expect(reviews.length).toBeGreaterThan(world.documents.length / 10);
    expect(reviews.length).toBeLessThan(world.documents.length / 6);
  });

  it('has cases reviewed twice: another reviewer, later, whose findings count for nobody', () => {
    const seconds = world.reviews.filter(({ secondOfId }) => secondOfId !== null);
    expect(seconds.length).toBeGreaterThan(90);
    const byId = new Map(world.reviews.map((review) => [review.id, review]));
    for (const second of seconds) {
      const first = byId.get(second.secondOfId!)!;
      expect([first.caseId, first.secondOfId, first.reviewerId === second.reviewerId]).toEqual([second.caseId, null, false]);
      expect(first.submittedOn! < second.plannedOn).toBe(true);
    }
    const own = new Set(seconds.map(({ id }) => id));
    for (const { reviewId, status } of world.findings) expect(status === 'second').toBe(own.has(reviewId));
  });

  it('numbers every case by the standard, each number once', () => {
    const types = readCaseTypes(parse(readFileSync('config/catalogues/case-types.yaml', 'utf8')));
    for (const { caseNumber, nature, typeCode } of world.cases) {
      const reading = readCaseNumber(caseNumber, { types, currentYear: 2026 });
      expect(reading).toMatchObject({ kind: 'number', number: { canonical: caseNumber, type: typeCode, nature } });
    }
    expect(new Set(world.cases.map(({ caseNumber }) => caseNumber)).size).toBe(world.cases.length);
  });

  it('never uses an id twice', () => {
    for (const rows of Object.values(world)) {
      if (!Array.isArray(rows)) continue;
      expect(new Set(rows.map((row: { id: string }) => row.id)).size).toBe(rows.length);
    }
  });

  it('keeps the days of a case in order and nothing after the last day', () => {
    for (const row of world.cases) {
      const days = [row.intakeOn, row.hearingOn, row.closedOn, row.effectiveOn].filter((day) => day !== null);
      expect(days).toEqual([...days].sort());
      expect(days.at(-1)! <= world.lastDay).toBe(true);
    }
    expect(world.appeals.filter(({ decidedOn }) => decidedOn !== null && decidedOn > world.lastDay)).toEqual([]);
    expect(world.reviews.filter(({ plannedOn }) => plannedOn > world.lastDay)).toEqual([]);
  });

  it('quotes words that really stand in the document, at the place and in the version it names', () => {
    const documents = byId(world.documents);
    const quoted = world.findings.filter(({ documentId }) => documentId !== null);
    expect(quoted.length).toBeGreaterThan(200);
    for (const { documentId, quote, quoteStart, quotePrefix, quoteSuffix, documentDigest, place } of quoted) {
      const { text, digest: version } = documents.get(documentId!)!;
      expect(quote).not.toBe('');
      expect(text.slice(quoteStart! - quotePrefix.length, quoteStart! + quote.length + quoteSuffix.length)).toBe(quotePrefix + quote + quoteSuffix);
      expect(documentDigest).toBe(version);
      expect(createHash('sha256').update(text).digest('hex')).toBe(version);
      expect(place).toMatch(/第\d+段$/);
    }
    for (const { documentId, quote, place } of world.findings) if (documentId === null) expect([quote, place]).toEqual(['', expect.stringMatching(/^(卷宗|庭审录像)第\d+/)]);
  });

  it('plants a wrong statute where the reviewer says one stands', () => {
    const clause = world.clauses.find(({ code }) => code === 'M-C-12')!.id;
    const wrong = world.findings.filter(({ clauseId }) => clauseId === clause);
    expect(wrong.length).toBeGreaterThan(5);
    for (const { quote, comment } of wrong) expect(comment).toContain(`误引${quote}`);
  });

  it('shares out 100 per cent of every attributed finding, and its points within a cent for each person', () => {
    const shares = new Map<string, { share: string; points: string }[]>();
    for (const share of world.shares) shares.set(share.findingId, [...(shares.get(share.findingId) ?? []), share]);
    for (const finding of world.findings) {
      const parts = shares.get(finding.id) ?? [];
      if (finding.notAttributable !== null) expect(parts).toEqual([]);
      else expect([finding.id, parts.reduce((total, { share }) => total + cents(share), 0)]).toEqual([finding.id, 10_000]);
      for (const { share, points } of parts) expect(cents(points)).toBe(Math.floor((cents(finding.points) * cents(share) + 5_000) / 10_000));
    }
    expect(world.findings.some(({ notAttributable }) => notAttributable !== null)).toBe(true);
  });

  it('keeps points inside the range of the clause', () => {
    const clauses = byId(world.clauses);
    for (const { clauseId, points } of world.findings) {
      const { pointsMin, pointsMax, maxPerCase } = clauses.get(clauseId)!;
      expect(cents(points)).toBeGreaterThanOrEqual(cents(pointsMin));
      expect(cents(points)).toBeLessThanOrEqual(cents(maxPerCase ?? pointsMax));
    }
  });

  it('lets nobody review a case of their own division or one they sat on, and nobody outside the field’s group', () => {
    const cases = byId(world.cases);
    const units = new Map<string, Set<string>>();
    for (const { personId, divisionId } of world.posts) units.set(personId, (units.get(personId) ?? new Set()).add(divisionId));
    const groups = new Map(world.bodies.filter(({ kind }) => kind === 'reviewGroup').map(({ id, nature }) => [nature, id]));
    for (const { caseId, reviewerId } of world.reviews) {
      const { divisionId, nature, responsibleJudgeId } = cases.get(caseId)!;
      expect(units.get(reviewerId)!.has(divisionId!)).toBe(false);
      expect(reviewerId).not.toBe(responsibleJudgeId);
      expect(world.appointments.some(({ bodyId, personId }) => bodyId === groups.get(nature) && personId === reviewerId)).toBe(true);
    }
  });

  it('gives cases only to judges who held a post of that nature that day and were not away', () => {
    for (const { responsibleJudgeId, nature, intakeOn, divisionId } of world.cases) {
      if (responsibleJudgeId === null) continue;
      const held = world.posts.filter((post) => post.personId === responsibleJudgeId && post.nature === nature && post.validFrom <= addDays(intakeOn, LONGEST_WAIT_DAYS));
      expect(held.some((post) => post.divisionId === divisionId)).toBe(true);
    }
    for (const { personId, validFrom, validUntil } of world.leaves) {
      const closedAway = world.cases.filter(({ responsibleJudgeId, closedOn }) => responsibleJudgeId === personId && closedOn !== null && validFrom <= closedOn && closedOn < validUntil);
      expect(closedAway).toEqual([]);
    }
  });

  it('names seven members of the evaluation committee, separates the administrators and gives every person one sign-in name', () => {
    const committee = world.bodies.find(({ kind }) => kind === 'evaluationCommittee')!;
    expect(world.appointments.filter(({ bodyId }) => bodyId === committee.id)).toHaveLength(7);
    expect(new Set(world.accounts.map(({ username }) => username)).size).toBe(world.accounts.length);
    for (const { id } of world.accounts) {
      const roles = world.grants.filter(({ userId }) => userId === id).map(({ role }) => role);
      expect(roles.length).toBeGreaterThan(0);
      if (roles.some((role) => role.endsWith('Administrator'))) expect(roles).toHaveLength(1);
    }
  });

  it('prints only serial numbers whose check digit holds, except on a returned claim', () => {
    const valid = (serial: string) => [...serial.slice(5).replace('-', '')].reduce((total, sign, index) => total + (sign === 'X' ? 10 : Number(sign)) * (8 - index), 0) % 11 === 0;
    const printed = world.research.filter(({ serialNumber }) => serialNumber?.startsWith('ISSN'));
    expect(printed.length).toBeGreaterThan(5);
    for (const { serialNumber, status } of printed) expect(valid(serialNumber!)).toBe(status !== 'returned');
  });

  it('makes enforcement realise no more than was claimed, and all of it where the case was fully enforced', () => {
    const enforced = world.cases.filter(({ claimed, closedOn }) => claimed !== null && closedOn !== null);
    expect(enforced.length).toBeGreaterThan(1_000);
    for (const { claimed, realised, closingManner } of enforced) {
      expect(cents(realised!)).toBeLessThanOrEqual(cents(claimed!));
      if (closingManner === 'enforced') expect(realised).toBe(claimed);
    }
  });
});
