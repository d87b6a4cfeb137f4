import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, type Sentence } from '../../kernel/domain-error.js';
import { points, toHundredths } from '../../kernel/exact.js';
import { Database } from '../../platform/database/database.js';
import { may } from '../../platform/permissions/data-scope.js';
import type { NamedRow } from '../../platform/sheets/columns.js';
import { sheetFault, type SheetFault } from '../../platform/sheets/sheet.js';
import { proposeResponsibility } from '../../rules/responsibility.js';
import { CasesUnderReview, type ReviewRecord } from '../case-under-review.js';
import { ClausesService } from '../clauses.service.js';
import type { RecordFinding } from '../dto/review.dto.js';
import { FindingsService, type CheckedFinding } from '../findings.service.js';
import { PeopleOfCase, holdersOf, type PersonOfCase } from '../people-of-case.js';

export type Field = 'caseNumber' | 'clause' | 'points' | 'place' | 'comment' | 'quote' | 'document' | 'people' | 'notAttributable' | 'situation' | 'evidence' | 'departure' | 'reviewer';

export const COLUMNS: readonly { name: Field; zh: string; needed?: true; example: string }[] = [
  { name: 'caseNumber', zh: '案号', needed: true, example: '（2026）苏0102民初1287号' }, { name: 'clause', zh: '条目', needed: true, example: 'M-C-11' }, { name: 'points', zh: '扣分', needed: true, example: '2.00' },
  { name: 'place', zh: '位置', needed: true, example: '判决书第33段' }, { name: 'comment', zh: '评语', needed: true, example: '未回应被告关于诉讼时效的抗辩。' }, { name: 'quote', zh: '引文', example: '' }, { name: 'document', zh: '文书', example: '' },
  { name: 'people', zh: '责任人', example: '王敏 100' }, { name: 'notAttributable', zh: '不归责理由', example: '' }, { name: 'situation', zh: '责任情形', example: '' }, { name: 'evidence', zh: '依据材料', example: '' },
  { name: 'departure', zh: '偏离理由', example: '' }, { name: 'reviewer', zh: '评查员', example: '' },
];

/** No second review of the finding's own review is open. */
const FIRST_LEFT_ALONE = `NOT EXISTS (SELECT 1 FROM case_review second WHERE second.second_of_id = f.review_id AND second.status <> 'submitted')`;

/** Which column a fault of a finding belongs to. */
const COLUMN_OF: readonly (readonly [string, Field])[] = [
  ['clauseId', 'clause'], ['points', 'points'], ['quote', 'quote'], ['documentId', 'document'], ['place', 'place'], ['comment', 'comment'], ['shares', 'people'], ['notAttributable', 'notAttributable'],
  ['responsibility.departure', 'departure'], ['responsibility.evidence', 'evidence'], ['responsibility', 'situation'],
];

export interface ReadyRow {
  review: ReviewRecord;
  wanted: RecordFinding;
  checked: CheckedFinding;
}

/** Reads the rows of a sheet one by one, each against the review it is meant for. */
@Injectable()
export class FindingRows {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesUnderReview,
    private readonly clauses: ClausesService,
    private readonly findings: FindingsService,
    private readonly people: PeopleOfCase,
  ) {}

  async read(actor: Actor, rows: readonly NamedRow<Field>[]): Promise<{ ready: ReadyRow[]; unchanged: number; faults: SheetFault[] }> {
    const out = { ready: [] as ReadyRow[], unchanged: 0, faults: [] as SheetFault[] };
    const seen = new Map<string, number>();
    for (const row of rows) {
      const key = JSON.stringify([numberOf(row), row.values.clause, row.values.place, row.values.quote]);
      const first = seen.get(key);
      if (first !== undefined) {
        out.faults.push(at(row, 'place', { zh: `与第 ${first} 行是同一条目、同一处。`, en: `It repeats row ${first}: one clause at one place.` }, { zh: '同一差错只列一行。', en: 'One fault, one row.' }));
        continue;
      }
      seen.set(key, row.row);
      if (await this.known(actor, row)) out.unchanged += 1;
      else await this.readOne(actor, row, out);
    }
    return out;
  }

  private async readOne(actor: Actor, row: NamedRow<Field>, out: { ready: ReadyRow[]; faults: SheetFault[] }): Promise<void> {
    const review = await this.reviewOf(actor, row);
    if (!('id' in review)) return void out.faults.push(review);
    const clause = (await this.clauses.inForce(review.courtId, review.nature)).find(({ code }) => code === row.values.clause.toUpperCase());
    if (!clause) return void out.faults.push(at(row, 'clause', { zh: `“${row.values.clause}”不是本案今天适用的条目。`, en: `“${row.values.clause}” is no clause in force for this case today.` }, { zh: '请核对编码，停用的条目改用现行条目。', en: 'Check the code; replace a withdrawn clause by one in force.' }));
    if (!/^\d{1,4}(\.\d{1,2})?$/.test(row.values.points)) return void out.faults.push(at(row, 'points', { zh: `“${row.values.points}”不是分值。`, en: `“${row.values.points}” is no figure.` }, { zh: '请写成 2.00 这样的数字，最多两位小数。', en: 'Write a figure such as 2.00, with at most two places.' }));
    const people = await this.people.of(review);
    const shares = await this.sharesOf(row, review, clause.responsibilityCode, people);
    if (!Array.isArray(shares)) return void out.faults.push(shares);
    const quoted = await this.quoteOf(row, review);
    if ('row' in quoted) return void out.faults.push(quoted);
    const { situation, evidence, departure, notAttributable, place, comment } = row.values;
    const wanted: RecordFinding = {
      clauseId: clause.id, points: row.values.points, place, comment, shares, ...quoted,
      ...(notAttributable ? { notAttributable } : {}),
      responsibility: { situation: situation?.toUpperCase() || clause.responsibilityCode, ...(evidence ? { evidence } : {}), ...(departure ? { departure } : {}) },
    };
    try {
      out.ready.push({ review, wanted, checked: await this.findings.checked(review, wanted) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const faults = error.faults.length ? error.faults : [{ path: 'place', zh: error.sentence('zh'), en: error.sentence('en') }];
      out.faults.push(...faults.map((fault) => at(row, columnOf(fault.path), ...inTwo(fault))));
    }
  }

  /**
   * A row recorded before, in whatever state it is now but withdrawn ones: the same sheet twice changes nothing. What the first
   * review found is not told to whoever repeats it blind, and does not stand for what the second finds.
   */
  private async known(actor: Actor, row: NamedRow<Field>): Promise<boolean> {
    const { clause, place, quote = '', points: lost } = row.values;
    if (!/^\d{1,4}(\.\d{1,2})?$/.test(lost)) return false;
    const whose = may(actor, 'review.plan') ? (row.values.reviewer ? '1 = 1' : FIRST_LEFT_ALONE) : 'f.reviewer_id = :me';
    const named = row.values.reviewer ? 'p.name = :reviewer' : '1 = 1';
    const [found] = await this.database.rows<{ many: number | string }>(
      `SELECT COUNT(*) AS "many" FROM finding f JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id JOIN person p ON p.id = f.reviewer_id
       WHERE f.court_id = :court AND c.case_number = :number AND k.code = :clause AND f.place = :place AND f.quote = :quote AND f.points = :points
         AND (f.status <> 'superseded' OR f.superseded_by IS NOT NULL) AND ${whose} AND ${named}`,
      { court: actor.courtId, number: numberOf(row), clause: clause.toUpperCase(), place, quote, points: toHundredths(lost), me: actor.personId ?? '', reviewer: row.values.reviewer ?? '' },
    );
    return Number(found!.many) > 0;
  }

  private async reviewOf(actor: Actor, row: NamedRow<Field>): Promise<ReviewRecord | SheetFault> {
    const number = numberOf(row);
    const office = may(actor, 'review.plan');
    const whose = office ? '1 = 1' : 'r.reviewer_id = :me';
    const named = row.values.reviewer ? 'p.name = :reviewer' : '1 = 1';
    const found = await this.cases.load(actor, `r.court_id = :court AND c.case_number = :number AND r.status <> 'submitted' AND ${whose} AND ${named}`, { court: actor.courtId, number, reviewer: row.values.reviewer ?? '' });
    const review = found[0];
    if (!review) return at(row, 'caseNumber', { zh: `本案没有${office ? '' : '分给您的'}未提交评查。`, en: `The case has no ${office ? '' : 'review of yours '}still to be submitted.` }, { zh: '请核对案号；需要评查的，由审管办安排。', en: 'Check the number; the trial office plans reviews.' });
    if (found.length > 1) return at(row, 'reviewer', { zh: `本案有 ${found.length} 件未提交评查。`, en: `The case has ${found.length} reviews still to be submitted.` }, { zh: '请在“评查员”一列写明是谁的。', en: 'Name the reviewer in its column.' });
    if (!review.closedOn) return at(row, 'caseNumber', { zh: '本案尚未结案，不能记录差错。', en: 'The case is not closed, so nothing can be recorded.' }, { zh: '请在结案后评查。', en: 'Review it after closing.' });
    const recusal = office ? null : this.cases.recusal(actor, review);
    return recusal ? at(row, 'caseNumber', { zh: recusal.sentence('zh'), en: recusal.sentence('en') }, { zh: '', en: '' }) : review;
  }

  /** `王敏 60；褚云 40`; nobody named and no reason given: what the matrix proposes. */
  private async sharesOf(row: NamedRow<Field>, review: ReviewRecord, usual: string, people: readonly PersonOfCase[]): Promise<RecordFinding['shares'] | SheetFault> {
    const written = row.values.people?.trim() ?? '';
    if (!written) {
      if (row.values.notAttributable) return [];
      const code = row.values.situation?.toUpperCase() || usual;
      const rule = (await this.clauses.matrix(review.courtId)).find((one) => one.code === code);
      return rule ? proposeResponsibility(rule, holdersOf(people), {}).shares.map(({ personId, post, share }) => ({ personId, post, share: points(share) })) : [];
    }
    const shares: RecordFinding['shares'] = [];
    for (const part of written.split(/[；;，,、]/).map((one) => one.trim()).filter(Boolean)) {
      const [, name = '', share = ''] = /^(.+?)\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(part) ?? [];
      const person = people.find((one) => one.name === name.trim());
      if (!person) return at(row, 'people', { zh: `“${part}”读不出本案人员和份额。`, en: `“${part}” names no person of the case with a share.` }, { zh: `请写成“王敏 60；褚云 40”。本案人员：${people.map((one) => one.name).join('、')}。`, en: `Write “王敏 60；褚云 40”. People of the case: ${people.map((one) => one.name).join(', ')}.` });
      shares.push({ personId: person.personId, post: person.post, share });
    }
    return shares;
  }

  private async quoteOf(row: NamedRow<Field>, { caseId }: ReviewRecord): Promise<Pick<RecordFinding, 'quote' | 'quoteStart' | 'documentId'> | SheetFault> {
    const { quote = '', document = '' } = row.values;
    if (!quote) return {};
    const documents = await this.database.rows<{ id: string; title: string; text: string | null }>('SELECT id AS "id", title AS "title", text AS "text" FROM case_document WHERE case_id = :caseId AND superseded_by IS NULL ORDER BY created_at, id', { caseId });
    const candidates = documents.filter(({ title, text }) => text !== null && (!document || title === document));
    const holding = candidates.filter(({ text }) => text!.includes(quote));
    const chosen = holding[0] ?? candidates[0];
    if (!chosen) return at(row, document ? 'document' : 'quote', { zh: '本案没有可摘录的这份文书。', en: 'The case has no such document with words to quote.' }, { zh: '请核对文书名称，或删去引文、写明位置。', en: 'Check the title, or leave the quote out and give the place.' });
    const times = chosen.text!.split(quote).length - 1;
    if (holding.length > 1 || times > 1) return at(row, 'quote', { zh: `引文在文书中出现 ${holding.length > 1 ? '在多份' : `${times} 次`}。`, en: 'The quote stands in several places.' }, { zh: '请多引几个字，或写明文书，使其唯一。', en: 'Quote more words, or name the document, so that it is unique.' });
    return { quote, quoteStart: Math.max(0, chosen.text!.indexOf(quote)), documentId: chosen.id };
  }
}

function numberOf({ values }: NamedRow<Field>): string {
  return values.caseNumber.replace('(', '（').replace(')', '）');
}

function at(row: NamedRow<Field>, field: Field, what: Sentence, fix: Sentence): SheetFault {
  return sheetFault({ row: row.row, column: field, value: row.values[field] ?? '' }, what, fix);
}

function columnOf(path: string): Field {
  return COLUMN_OF.find(([start]) => path.startsWith(start))?.[1] ?? 'comment';
}

/** What is wrong, and what to do: a refusal says both in one breath. */
function inTwo({ zh, en }: Sentence): [Sentence, Sentence] {
  const cut = (text: string, mark: string): [string, string] => {
    const end = text.indexOf(mark);
    return end < 0 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 1).trim()];
  };
  const [what, fix] = cut(zh, '。');
  const [whatEn, fixEn] = cut(en, '. ');
  return [{ zh: what, en: whatEn }, { zh: fix, en: fixEn }];
}
