import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { RecordsBehind } from '../platform/facts/counted-facts.js';
import type { FactDeclaration } from '../rules/scheme/fact-catalogue.js';
import type { FactEvent, FactName, PersonFacts, Piece } from '../rules/scheme/facts.js';

export type FactParts = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

interface EnteredRow {
  id: string;
  fact: string;
  subjectId: string | null;
  periodKey: string;
  value: string | null;
  weight: string | null;
  points: number | string | null;
  clause: string | null;
  label: string | null;
  day: string | null;
  approvedBy: string | null;
  none: number | boolean;
}

interface FormRow {
  id: string;
  fact: string;
  ratedId: string;
  mark: number;
  taskId: string;
  raterGroup: string;
}

/**
 * Door: facts recorded by hand and forms of closed ratings. A number or text counts in exactly the period it was recorded
 * for; an event or piece in every period its day lies in. Whether a list is empty or unknown is told apart: it is empty
 * only where somebody recorded “none in this period”, or the ratings of the period are closed.
 */
@Injectable()
export class EnteredFacts {
  constructor(private readonly database: Database) {}

  async ofPeople(courtId: string, period: EvaluationPeriod, people: readonly string[], declared: readonly FactDeclaration[]): Promise<Map<string, FactParts>> {
    const mine = declared.filter((fact) => fact.per === 'person');
    const [entered, rated] = [mine.filter((fact) => fact.kind === 'entered'), mine.filter((fact) => fact.kind === 'rated')];
    const parts = new Map(people.map((id) => [id, emptyParts()]));
    place(parts, entered, await this.entered('f.person_id', courtId, period, people, entered.map((fact) => fact.name)), period);
    await this.placeForms(parts, courtId, period, rated);
    return parts;
  }

  async ofUnits(courtId: string, period: EvaluationPeriod, units: readonly string[], declared: readonly FactDeclaration[]): Promise<Map<string, FactParts>> {
    const theirs = declared.filter((fact) => fact.per === 'unit' && fact.kind === 'entered');
    const parts = new Map(units.map((id) => [id, emptyParts()]));
    place(parts, theirs, await this.entered('f.division_id', courtId, period, units, theirs.map((fact) => fact.name)), period);
    return parts;
  }

  /** The one record a number rests on; without it the number would be unknown, so there is no “what if”. */
  async recordsBehind(courtId: string, fact: FactDeclaration, holderId: string, period: EvaluationPeriod): Promise<RecordsBehind> {
    const rows = await this.entered(fact.per === 'unit' ? 'f.division_id' : 'f.person_id', courtId, period, [holderId], [fact.name]);
    const own = rows.filter((row) => !row.none && row.periodKey === period.key);
    const items = own.map(({ id, value }) => ({
      source: { kind: 'entered' as const, id, label: fact.title.zh }, caseId: null, caseNo: null, day: null, contribution: value!,
      note: { zh: `${period.key} 登记为 ${value}`, en: `recorded as ${value} for ${period.key}` }, removal: {},
    }));
    return { total: items.length, sum: own[0]?.value ?? '0', items };
  }

  private async entered(column: 'f.person_id' | 'f.division_id', courtId: string, period: EvaluationPeriod, ids: readonly string[], names: readonly FactName[]): Promise<EnteredRow[]> {
    if (!ids.length || !names.length) return [];
    const ofUnit = column === 'f.division_id' ? 'AND f.person_id IS NULL' : '';
    return this.database.rows<EnteredRow>(
      `SELECT f.id AS "id", f.fact AS "fact", ${column} AS "subjectId", f.period AS "periodKey", f.value AS "value", f.weight AS "weight", f.points AS "points", f.clause AS "clause", f.label AS "label", f.day AS "day",
              f.approved_by AS "approvedBy", f.none AS "none"
       FROM entered_fact f
       WHERE f.court_id = :court AND f.superseded_at IS NULL AND f.fact IN (:...names) AND (${column} IN (:...ids) ${ofUnit} OR (f.none = :yes AND f.person_id IS NULL AND f.division_id IS NULL))
         AND (f.period = :key OR (f.day >= :from AND f.day < :until) OR (f.day IS NULL AND f.shape = 'pieces' AND f.period_from >= :from AND f.period_until <= :until)
              OR (f.none = :yes AND f.period_from <= :from AND f.period_until >= :until))
       ORDER BY f.fact, f.day, f.id`,
      { court: courtId, names, ids, yes: 1, key: period.key, from: period.from, until: period.until },
    );
  }

  /** Only closed tasks count; with one closed, somebody nobody rated has an empty list. */
  private async placeForms(parts: Map<string, FactParts>, courtId: string, period: EvaluationPeriod, rated: readonly FactDeclaration[]): Promise<void> {
    if (!rated.length || !parts.size) return;
    const names = rated.map((fact) => fact.name);
    const parameters = { court: courtId, names, from: period.from, until: period.until };
    const closed = await this.database.rows<{ fact: string }>(
      `SELECT DISTINCT t.fact AS "fact" FROM rating_task t WHERE t.court_id = :court AND t.status = 'closed' AND t.fact IN (:...names) AND t.period_from >= :from AND t.period_until <= :until`,
      parameters,
    );
    for (const { fact } of closed) for (const part of parts.values()) part.pieces[fact] = [];
    const forms = await this.database.rows<FormRow>(
      `SELECT r.id AS "id", t.fact AS "fact", r.rated_id AS "ratedId", r.mark AS "mark", t.id AS "taskId", t.rater_group AS "raterGroup"
       FROM rating_form r JOIN rating_task t ON t.id = r.task_id
       WHERE t.court_id = :court AND t.status = 'closed' AND t.fact IN (:...names) AND t.period_from >= :from AND t.period_until <= :until AND r.submitted_at IS NOT NULL
       ORDER BY t.fact, r.mark, r.id`,
      parameters,
    );
    for (const form of forms) parts.get(form.ratedId)?.pieces[form.fact]!.push(formPiece(form));
  }
}

function emptyParts(): FactParts {
  return { numbers: {}, events: {}, pieces: {} };
}

function place(parts: ReadonlyMap<string, FactParts>, declared: readonly FactDeclaration[], rows: readonly EnteredRow[], period: EvaluationPeriod): void {
  for (const [id, part] of parts) {
    for (const { name, shape } of declared) {
      const own = rows.filter((row) => row.fact === name && (row.subjectId === id || row.subjectId === null));
      const records = own.filter((row) => !row.none);
      if (shape === 'number' || shape === 'text') {
        const exact = records.find((row) => row.periodKey === period.key);
        if (exact) part.numbers[name] = exact.value!;
      } else if (own.length) {
        if (shape === 'events') part.events[name] = records.map(eventOf);
        else part.pieces[name] = records.map(pieceOf);
      }
    }
  }
}

function eventOf({ id, clause, label, day, points: size, approvedBy }: EnteredRow): FactEvent {
  return {
    id, clause: clause ?? '', label: { zh: label ?? '', en: label ?? '' }, day, source: { kind: 'entered', id, label: label ?? '' },
    ...(size === null ? {} : { points: points(fromHundredths(size)) }),
    ...(approvedBy === null ? {} : { approvedBy }),
  };
}

function pieceOf({ id, value, weight, label }: EnteredRow): Piece {
  return { source: { kind: 'entered', id, label: label ?? '' }, value: value!, weight: weight ?? '1' };
}

/** Nothing of a form but its mark and the survey it belongs to: who gave it stays with the rater. */
function formPiece({ id, mark, raterGroup, taskId }: FormRow): Piece {
  return { source: { kind: 'rating', id, label: raterGroup }, value: points(fromHundredths(mark)), weight: '1', survey: taskId };
}
