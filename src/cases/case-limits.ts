import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { addDays, daysBetween, type Day } from '../kernel/day.js';
import { DomainError, type Sentence } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { limitCodeFor, readLimitChoices, type LimitChoice } from '../rules/time-limit-choice.js';
import { nextWorkingDay } from '../rules/time-limit-days.js';
import { limitInForce, readTimeLimits, type TimeLimitRow, type TimeLimitTable } from '../rules/time-limit-table.js';
import { timeLimit } from '../rules/time-limit.js';
import { isWorkingDay, readWorkingCalendar } from '../rules/working-days.js';
import type { CaseLimitChange, CourtCase } from './case.entities.js';

type Timed = Pick<CourtCase, 'typeCode' | 'procedure' | 'intakeOn' | 'closedOn' | 'deductedDays'>;
type Change = Pick<CaseLimitChange, 'kind' | 'code' | 'reason' | 'validFrom' | 'validUntil' | 'approvedOn'>;

interface Catalogue {
  table: TimeLimitTable;
  choices: LimitChoice[];
  /** Days off in the years the working calendar covers; in others a last day is not moved. */
  daysOff: ReadonlySet<Day>;
}

/** 审限 of a case of the register, from its type, its procedure and what was extended and deducted. */
@Injectable()
export class CaseLimits {
  private read: Catalogue | null = null;

  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>,
  ) {}

  /**
   * Last day of the limit, or `null` where none can be told. Days deducted that stand on the case without their dates
   * lengthen the limit by as many days.
   * @param changes what is recorded of the case; none at registration and import
   */
  dueOn(timed: Timed, changes: readonly Change[] = []): Day | null {
    const row = this.rowFor(timed);
    if (!row) return null;
    const { dueOn, limitEnd } = this.verdict(timed, row, changes);
    const isCounted = changes.some(({ kind }) => kind === 'deduction');
    return isCounted || !timed.deductedDays ? dueOn : nextWorkingDay(addDays(limitEnd, timed.deductedDays), this.catalogue().daysOff);
  }

  /** Days deducted by the records of the case, overlaps once; `null` where no limit can be told. */
  deductedDays(timed: Timed, changes: readonly Change[]): number | null {
    const row = this.rowFor(timed);
    return row && changes.some(({ kind }) => kind === 'deduction') ? this.verdict(timed, row, changes).deductedDays : null;
  }

  /** Grounds of extension or deduction for cases of that nature. */
  codes(kind: Change['kind'], nature: string): string[] {
    const effect = kind === 'extension' ? 'extend' : 'deduct';
    return this.catalogue().table.kinds.filter((one) => one.effect === effect && one.natures.includes(nature)).map(({ code }) => code);
  }

  /** Why the limit is what it is, line by line. */
  why(timed: Timed, limitOn: Day | null, changes: readonly Change[]): Sentence[] {
    const row = this.rowFor(timed);
    const recorded = { zh: limitOn ? `登记的审限届满日为 ${limitOn}。` : '登记簿上没有审限。', en: limitOn ? `The limit on record ends on ${limitOn}.` : 'There is no limit on record.' };
    if (!row) {
      const unknown = { zh: '按类型和程序选不出审限：请登记适用程序，或该类案件没有法定审限。', en: 'No limit follows from type and procedure: record the procedure, or the kind of case has none.' };
      return [recorded, unknown];
    }
    const computed = this.dueOn(timed, changes);
    const deducted = timed.deductedDays && !changes.some(({ kind }) => kind === 'deduction')
      ? [{ zh: `登记的扣除天数 ${timed.deductedDays} 天，审限顺延。`, en: `${timed.deductedDays} day(s) deducted on record lengthen the limit.` }]
      : [];
    const agrees = computed === limitOn ? [] : [{ zh: `按规则计算为 ${computed ?? '—'}，与登记不同，以登记为准。`, en: `By the rules it would be ${computed ?? '—'}; the record stands.` }];
    return [...this.verdict(timed, row, changes).lines.slice(0, -1), ...deducted, recorded, ...agrees];
  }

  private verdict(timed: Timed, row: TimeLimitRow, changes: readonly Change[]): Pick<ReturnType<typeof timeLimit>, 'dueOn' | 'limitEnd' | 'lines' | 'deductedDays'> {
    const { table, daysOff } = this.catalogue();
    const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind);
    const facts = {
      filedOn: timed.intakeOn,
      noticeExpiredOn: null,
      closedOn: timed.closedOn,
      asOf: this.clock.today(),
      deductions: of('deduction').map(({ code, validFrom, validUntil, reason }) => ({ kind: code, from: validFrom, until: validUntil, evidence: reason })),
      extensions: of('extension').flatMap(({ code, validFrom, validUntil, approvedOn }) =>
        approvedOn ? [{ kind: code, length: { months: 0, days: daysBetween(validFrom, validUntil) }, approvedOn }] : [],
      ),
      restarts: [],
    };
    try {
      return timeLimit(facts, row, table, daysOff);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // A record that cannot be right is said, and the bare limit stands.
      const bare = timeLimit({ ...facts, deductions: [], extensions: [] }, row, table, daysOff);
      return { ...bare, lines: [...bare.lines.slice(0, -1), ...error.faults.map(({ zh, en }) => ({ zh, en })), ...bare.lines.slice(-1)] };
    }
  }

  private rowFor({ typeCode, procedure, intakeOn }: Timed): TimeLimitRow | null {
    const { table, choices } = this.catalogue();
    const code = limitCodeFor(typeCode, procedure, choices);
    return code ? limitInForce(table, code, intakeOn) : null;
  }

  private catalogue(): Catalogue {
    return (this.read ??= this.readAll());
  }

  private readAll(): Catalogue {
    const file = (name: string): unknown => parse(readFileSync(join(this.settings.configFolder, 'catalogues', name), 'utf8'));
    const document = file('time-limits.yaml');
    const table = readTimeLimits(document);
    const calendar = readWorkingCalendar(file('working-days.yaml'));
    const daysOff = new Set<Day>();
    for (const year of calendar.years)
      for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) if (!isWorkingDay(day, calendar)) daysOff.add(day);
    return { table, choices: readLimitChoices(document, table.limits.map(({ code }) => code)), daysOff };
  }
}
