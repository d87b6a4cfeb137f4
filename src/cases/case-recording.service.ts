import { Injectable } from '@nestjs/common';
import { CASE_NATURES, type Actor } from '../kernel/actor.js';
import { DomainError, type Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { Division, Person } from '../court/court.entities.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { PERMISSIONS } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { readCaseNumber } from '../rules/case-number.js';
import { caseWeight } from '../rules/case-weight.js';
import { CaseCatalogues } from './case-catalogues.js';
import { CaseLimitChange, CLOSING_MANNERS, CourtCase, type ClosingManner } from './case.entities.js';
import { CaseLimits } from './case-limits.js';
import { CASE_SCOPE } from './case-scope.js';
import { caseErrors } from './cases.errors.js';
import { CountedPeriods, frozenFaults } from './counted-periods.js';
import type { ChangeCase, RegisterCase } from './dto/case.dto.js';

type Recorded = Pick<
  CourtCase,
  | 'caseNumber' | 'year' | 'typeCode' | 'serial' | 'nature' | 'cause' | 'procedure' | 'weight' | 'intakeOn' | 'hearingOn' | 'closedOn' | 'effectiveOn'
  | 'divisionId' | 'responsibleJudgeId' | 'clerkId' | 'closingManner'
>;

/** As in an import: nothing is counted from these. */
const NEVER_COUNTED: readonly string[] = ['hearingOn', 'effectiveOn'];

const WEIGHT = /^\d{1,2}(\.\d{1,2})?$/;

/** Registering one case and changing it. */
@Injectable()
export class CaseRecordingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly catalogues: CaseCatalogues,
    private readonly limits: CaseLimits,
    private readonly counted: CountedPeriods,
  ) {}

  async register(actor: Actor, given: RegisterCase): Promise<{ id: string }> {
    require(actor, 'case.write');
    const id = newId();
    try {
      await this.database.transaction(async () => {
        const recorded = await this.understood(actor.courtId, given);
        const at = this.clock.instant();
        const limitOn = this.limits.dueOn({ ...recorded, deductedDays: 0 });
        await this.database.repository(CourtCase).insert({ ...recorded, limitOn, id, courtId: actor.courtId, version: 1, createdAt: at, updatedAt: at });
        await this.mustBeInScope(actor, id);
        this.audit.record(actor, { action: 'case.registered', subjectKind: 'case', subjectId: id, after: { ...plain(recorded), limitOn } });
      });
    } catch (error) {
      throw isDuplicate(error) ? caseErrors['case.duplicate']({ number: given.caseNumber }) : error;
    }
    return { id };
  }

  async change(actor: Actor, id: string, { version, countsByCorrection = false, ...changes }: ChangeCase): Promise<{ id: string; version: number }> {
    require(actor, 'case.write');
    try {
      await this.database.transaction(async () => {
        const before = await this.mustBeInScope(actor, id, platformErrors['record.notFound']);
        const recorded = await this.understood(actor.courtId, { ...asGiven(before), ...withoutMissing(changes) });
        const cases = this.database.repository(CourtCase);
        const limitOn = await this.limitAfter(before, recorded);
        await this.mustBeOpen(before, recorded, countsByCorrection);
        const { affected } = await cases.update({ id, version }, { ...recorded, limitOn, version: version + 1, updatedAt: this.clock.instant() });
        if (affected !== 1) throw await this.changedMeanwhile(id);
        await this.mustBeInScope(actor, id);
        const [old, now] = changedOnly({ ...plain(before), limitOn: before.limitOn }, { ...plain(recorded), limitOn });
        this.audit.record(actor, { action: 'case.changed', subjectKind: 'case', subjectId: id, before: old, after: now });
      });
    } catch (error) {
      throw isDuplicate(error) ? caseErrors['case.duplicate']({ number: changes.caseNumber ?? '' }) : error;
    }
    return { id, version: version + 1 };
  }

  /** What counted in a period locked or frozen is not changed unawares; what never counts may be completed. */
  private async mustBeOpen(before: CourtCase, recorded: Recorded, byCorrection: boolean): Promise<void> {
    const [old] = changedOnly(plain(before), plain(recorded));
    const fields = Object.keys(old).filter((field) => field in recorded && !NEVER_COUNTED.includes(field));
    if (!fields.length) return;
    const days = { 'closedOn.before': before.closedOn, closedOn: recorded.closedOn, ...(fields.includes('intakeOn') ? { 'intakeOn.before': before.intakeOn, intakeOn: recorded.intakeOn } : {}) };
    const faults = frozenFaults(await this.counted.unchangeable(before.courtId, byCorrection), days);
    if (faults.length) throw caseErrors['case.faulty']({ count: faults.length }, faults);
  }

  /** Worked out anew when what it runs by was changed, or none was on record; a limit entered otherwise stands. */
  private async limitAfter(before: CourtCase, recorded: Recorded): Promise<string | null> {
    const isSame = before.limitOn !== null && before.procedure === recorded.procedure && before.intakeOn === recorded.intakeOn && before.typeCode === recorded.typeCode;
    if (isSame) return before.limitOn;
    const changes = await this.database.repository(CaseLimitChange).findBy({ caseId: before.id });
    return this.limits.dueOn({ ...recorded, deductedDays: before.deductedDays }, changes);
  }

  /** The row as it now stands must be one the actor may write; otherwise the transaction is undone. */
  private async mustBeInScope(actor: Actor, id: string, refusal: (() => DomainError) | null = null): Promise<CourtCase> {
    const scope = scopeCondition(actor, 'case.write', CASE_SCOPE);
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw refusal ? refusal() : platformErrors['access.denied']({ permission: PERMISSIONS['case.write'][actor.language] });
    return found;
  }

  private async changedMeanwhile(id: string): Promise<DomainError> {
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectKind: 'case', subjectId: id }, order: { sequence: 'DESC' }, take: 1 });
    return platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }

  /** @throws DomainError `case.faulty` with everything that is wrong at once */
  private async understood(courtId: string, given: RegisterCase): Promise<Recorded> {
    const faults: Fault[] = [];
    const number = this.readNumber(given, faults);
    const today = this.clock.today();
    const ordered: [keyof RegisterCase, string | null, keyof RegisterCase, string | null][] = [
      ['closedOn', given.closedOn ?? null, 'intakeOn', given.intakeOn],
      ['effectiveOn', given.effectiveOn ?? null, 'closedOn', given.closedOn ?? null],
    ];
    for (const [path, later, _, earlier] of ordered)
      if (later !== null && earlier !== null && later < earlier) faults.push({ path, zh: `${later} 早于 ${earlier}。请核对两个日期。`, en: `${later} is before ${earlier}. Check both dates.` });
    if (given.effectiveOn && !given.closedOn) faults.push({ path: 'effectiveOn', zh: '未结案不能生效。请先填结案日期。', en: 'A case that is not closed takes no effect. Fill in the closing first.' });
    for (const path of ['intakeOn', 'closedOn', 'effectiveOn'] as const)
      if (given[path] && given[path] > today) faults.push({ path, zh: `${given[path]} 晚于今天。请核对年份。`, en: `${given[path]} lies after today. Check the year.` });
    if (given.closedOn && !given.closingManner) faults.push({ path: 'closingManner', zh: '已结案须填结案方式。', en: 'A closed case needs its manner of closing.' });
    if (given.closingManner && !isManner(given.closingManner))
      faults.push({ path: 'closingManner', zh: `没有这种结案方式，可用：${CLOSING_MANNERS.join('、')}。`, en: `There is no such manner; use ${CLOSING_MANNERS.join(', ')}.` });
    await this.mustExist(courtId, given, faults);
    const weight = number ? this.weightOf(number.nature, given, faults) : null;
    if (faults.length || !number || !weight) throw caseErrors['case.faulty']({ count: faults.length }, faults);
    return {
      ...number,
      weight,
      cause: given.cause,
      procedure: given.procedure ?? null,
      intakeOn: given.intakeOn,
      hearingOn: given.hearingOn ?? null,
      closedOn: given.closedOn ?? null,
      effectiveOn: given.effectiveOn ?? null,
      divisionId: given.divisionId ?? null,
      responsibleJudgeId: given.responsibleJudgeId ?? null,
      clerkId: given.clerkId ?? null,
      closingManner: (given.closingManner ?? null) as ClosingManner | null,
    };
  }

  private readNumber({ caseNumber, nature }: RegisterCase, faults: Fault[]): Pick<Recorded, 'caseNumber' | 'year' | 'typeCode' | 'serial' | 'nature'> | null {
    const reading = readCaseNumber(caseNumber, { types: this.catalogues.caseTypes(), currentYear: Number(this.clock.today().slice(0, 4)) });
    if (reading.kind === 'faulty') {
      faults.push(...reading.faults.map((fault) => ({ ...fault, path: 'caseNumber' })));
      return null;
    }
    if (reading.kind === 'number') {
      const { caseCanonical, year, special, type, serial, nature: own } = reading.number;
      return { caseNumber: caseCanonical, year, typeCode: `${special ?? ''}${type}`, serial: Number(serial), nature: own };
    }
    const year = /\d{4}/.exec(reading.legacyNumber)?.[0];
    if (nature && year) return { caseNumber: reading.legacyNumber, year: Number(year), typeCode: null, serial: null, nature };
    faults.push({ path: 'nature', zh: '2016年以前的案号看不出案件性质，请选择。', en: 'A number from before 2016 does not tell the nature of the case; choose it.' });
    return null;
  }

  /** The weight given, or the table's on the day of intake; at registration nothing that adds weight has happened yet. */
  private weightOf(nature: string, given: RegisterCase, faults: Fault[]): Decimal | null {
    if (given.weight) {
      if (WEIGHT.test(given.weight) && Number(given.weight) > 0) return new Decimal(given.weight);
      faults.push({ path: 'weight', zh: '权重应为 1.20 这样大于零、最多两位小数的数。', en: 'A weight is a number above zero with at most two places, such as 1.20.' });
      return null;
    }
    const known = CASE_NATURES.find((one) => one === nature);
    if (!known) {
      faults.push({ path: 'weight', zh: '权重表不含此类案件，请填写权重。', en: 'The weight table has no cases of this kind; fill in the weight.' });
      return null;
    }
    const table = this.catalogues.weights();
    const facts = Object.fromEntries(table.floating.map(({ fact }) => [fact, 0]));
    try {
      return new Decimal(caseWeight({ nature: known, causeOfAction: given.cause, procedure: given.procedure ?? '', seriesPlace: 1, facts, day: given.intakeOn }, table).weight);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.push(...error.faults.map((fault) => ({ path: fault.path === 'causeOfAction' ? 'cause' : fault.path, zh: `${fault.zh}或直接填写权重。`, en: `${fault.en} Or fill in the weight.` })));
      return null;
    }
  }

  private async mustExist(courtId: string, { divisionId, responsibleJudgeId, clerkId }: RegisterCase, faults: Fault[]): Promise<void> {
    if (divisionId && !(await this.database.repository(Division).existsBy({ id: divisionId, courtId })))
      faults.push({ path: 'divisionId', zh: '本院没有这个庭室。请从列表中选择。', en: 'The court has no such division. Choose from the list.' });
    for (const [path, id] of [['responsibleJudgeId', responsibleJudgeId], ['clerkId', clerkId]] as const)
      if (id && !(await this.database.repository(Person).existsBy({ id, courtId })))
        faults.push({ path, zh: '本院没有这个人。请从列表中选择。', en: 'The court has no such person. Choose from the list.' });
  }
}

function asGiven(found: CourtCase): RegisterCase {
  const { caseNumber, cause, intakeOn, procedure, divisionId, responsibleJudgeId, clerkId, weight, hearingOn, closedOn, effectiveOn, closingManner, nature } = found;
  const optional = { procedure, divisionId, responsibleJudgeId, clerkId, hearingOn, closedOn, effectiveOn, closingManner };
  return { caseNumber, cause, intakeOn, nature, weight: weight.toFixed(2), ...optional } as RegisterCase;
}

function withoutMissing<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function plain(recorded: Recorded): Record<string, unknown> {
  const { caseNumber, nature, cause, procedure, weight, intakeOn, hearingOn, closedOn, effectiveOn, divisionId, responsibleJudgeId, clerkId, closingManner } = recorded;
  return { caseNumber, nature, cause, procedure, weight: weight.toFixed(2), intakeOn, hearingOn, closedOn, effectiveOn, divisionId, responsibleJudgeId, clerkId, closingManner };
}

function changedOnly(before: Record<string, unknown>, after: Record<string, unknown>): [Record<string, unknown>, Record<string, unknown>] {
  const changed = Object.keys(after).filter((key) => before[key] !== after[key]);
  const pick = (from: Record<string, unknown>) => Object.fromEntries(changed.map((key) => [key, from[key]]));
  return [pick(before), pick(after)];
}

function isManner(text: string): text is ClosingManner {
  return (CLOSING_MANNERS as readonly string[]).includes(text);
}
