import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError, fillIn, type Fault } from '../kernel/domain-error.js';
import { previousPeriod, periodOf, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import type { NewTrial, TrialResult } from '../evaluation/dto/trial.dto.js';
import { SchemeChecks } from '../evaluation/scheme-checks.js';
import { SchemeRevision, SchemeTrial, SchemeVersion } from '../evaluation/scheme-version.entity.js';
import { choose, SchemesService } from '../evaluation/schemes.service.js';
import { workOutGently, type GroupFacts } from '../peer-comparison/group-result.js';
import type { SchemeOf } from '../peer-comparison/group-sheets.js';
import { groupKey, PeerGroupsService, type PeopleGroup } from '../peer-comparison/peer-groups.service.js';
import { trialResult, type ShiftedSide, type TrialSide } from '../peer-comparison/trial-result.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Job } from '../platform/jobs/job.entity.js';
import { JobCancelled, JobsService, type JobProgress } from '../platform/jobs/jobs.service.js';
import { require } from '../platform/permissions/data-scope.js';
import type { BonusTier } from '../rules/bonus-tiers.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { canonicalJson } from '../rules/scheme/score-sheet.js';
import { shiftWeight } from '../rules/scheme/shift-weight.js';
import { laboratoryErrors } from './laboratory.errors.js';
import { readPeriod } from './rankings.service.js';

const KIND = 'scheme.trial';
const CHANGES = [-20, -10, 10, 20] as const;

/** 方案试算: a text on a past period's facts against the version that held then; kept for good, whatever becomes of the text. */
@Injectable()
export class LaboratoryService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly jobs: JobsService,
    private readonly schemes: SchemesService,
    private readonly checks: SchemeChecks,
    private readonly groups: PeerGroupsService,
    private readonly parameters: CourtParameters,
  ) {}

  onModuleInit(): void {
    this.jobs.register(KIND, (job, progress) => this.run(job, progress));
  }

  async start(actor: Actor, id: string, { period: wanted, group: wantedGroup }: NewTrial): Promise<string> {
    require(actor, 'scheme.try');
    const version = await this.schemes.own(actor, id);
    const period = wanted ? readPeriod(wanted) : previousPeriod(periodOf(this.clock.today(), 'year'));
    if (lastDayOf(period) >= this.clock.today()) throw laboratoryErrors['trial.notPast']({ period: period.key });
    const faults = await this.checks.faults(actor.courtId, version.document, lastDayOf(period) > version.effectiveFrom ? lastDayOf(period) : version.effectiveFrom);
    if (faults.length) throw laboratoryErrors['trial.faulty']({ count: faults.length }, faults);
    const group = await this.groupFor(actor.courtId, version, period, wantedGroup);
    const baseline = choose(await this.schemes.allInForce(actor.courtId, lastDayOf(period)), group.post, group.nature);
    const trialId = newId();
    await this.database.transaction(async () => {
      // Numbers follow each other: the version's own row keeps two runs apart.
      await this.database.rows(`SELECT id FROM scheme_version WHERE id = :id${this.database.forUpdate}`, { id });
      const job = await this.jobs.start(actor, KIND, { trialId });
      const number = (await this.database.repository(SchemeTrial).countBy({ schemeVersionId: id })) + 1;
      const { revision, digest } = version;
      await this.database.repository(SchemeTrial).insert({
        id: trialId, courtId: actor.courtId, schemeVersionId: id, number, revision, documentDigest: digest, period: period.key, peerGroup: group.key, baselineId: baseline?.id ?? null,
        jobId: job.id, runBy: actor.personName || actor.username, createdAt: this.clock.instant(), result: null, digest: null, failure: null, finishedAt: null,
      });
      this.audit.record(actor, { action: 'scheme.tried', subjectKind: 'scheme', subjectId: id, after: { trialId, number, period: period.key, group: group.key, documentDigest: digest } });
    });
    return trialId;
  }

  private async groupFor(courtId: string, version: SchemeVersion, period: EvaluationPeriod, wanted: string | undefined): Promise<PeopleGroup> {
    const key = wanted ?? groupKey(version.post, version.nature);
    const people = await this.groups.people(courtId, period);
    // A text for another post or nature says nothing of these people, and a run on them would count as its trial.
    const found = people.find((one) => one.key === key && one.post === version.post && (version.nature === null || one.nature === version.nature));
    if (found) return found;
    if (!wanted && version.nature === null && people.some((one) => one.post === version.post)) throw laboratoryErrors['trial.groupNeeded']();
    throw laboratoryErrors['trial.noGroup']({ period: period.key, group: key });
  }

  /** Safe to run again from the start: nothing is kept before the end. */
  private async run(job: Job, progress: JobProgress): Promise<Record<string, unknown>> {
    const trial = await this.database.repository(SchemeTrial).findOneByOrFail({ id: String(job.input['trialId']) });
    if (trial.finishedAt) return { trialId: trial.id };
    try {
      const result = canonicalJson(await this.workOut(trial, progress));
      const digest = createHash('sha256').update(`${trial.documentDigest}\n${result}`).digest('hex');
      await this.database.transaction(async () => {
        await this.database.repository(SchemeTrial).update({ id: trial.id }, { result, digest, finishedAt: this.clock.instant() });
        await this.database.repository(SchemeVersion).update({ id: trial.schemeVersionId, status: 'draft', digest: trial.documentDigest }, { status: 'tried' });
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const group = (await this.groups.people(trial.courtId, readPeriod(trial.period))).find((one) => one.key === trial.peerGroup);
      const names = new Map(group?.members.map((member) => [member.personId, member.name]));
      await this.database.repository(SchemeTrial).update({ id: trial.id }, { failure: JSON.stringify(failureOf(error, names)), finishedAt: this.clock.instant() });
    }
    return { trialId: trial.id };
  }

  private async workOut(trial: SchemeTrial, progress: JobProgress): Promise<TrialResult> {
    const { courtId } = trial;
    const period = readPeriod(trial.period);
    const group = (await this.groups.people(courtId, period)).find((one) => one.key === trial.peerGroup);
    if (!group) throw laboratoryErrors['trial.noGroup']({ period: period.key, group: trial.peerGroup });
    const baseline = trial.baselineId ? await this.schemes.byId(courtId, trial.baselineId) : null;
    const draft = await this.groups.factsUnder(courtId, group, period, await this.textOf(trial));
    const shifts = draft.scheme.nodes.flatMap(({ key }) => CHANGES.flatMap((change) => shiftOf(draft.scheme, key, change)));
    const total = 2 + shifts.length;
    let done = 0;
    const side = async (schemeOf: SchemeOf, input: GroupFacts): Promise<TrialSide> => {
      if (await progress.cancelled()) throw new JobCancelled();
      const result = await workOutGently(input, schemeOf, async () => void (await nextTurn()));
      await progress.report(++done, total);
      return { scheme: schemeOf(input), result };
    };
    const held = baseline && (await this.groups.factsUnder(courtId, group, period, baseline));
    const before = held && (await side(held.schemeOf, held.input));
    const after = await side(draft.schemeOf, draft.input);
    const shifted: ShiftedSide[] = [];
    for (const { key, change } of shifts) {
      // In a shorter period a part may carry no weight to shift; its own values then stand.
      const schemeOf: SchemeOf = (part) => shiftWeight(draft.schemeOf(part), key, change) ?? draft.schemeOf(part);
      shifted.push({ key, change, ...(await side(schemeOf, draft.input)) });
    }
    const named = baseline && { id: baseline.id, version: baseline.version, title: { zh: baseline.title, en: baseline.titleEn } };
    return trialResult({ baseline: named, members: group.members, before, after, shifted, tiers: await this.tiers(courtId, period) });
  }

  /** The text as it was when the run was asked for, whatever has been saved since. */
  private async textOf({ schemeVersionId, revision, documentDigest }: SchemeTrial): Promise<{ document: string; digest: string }> {
    const kept = await this.database.repository(SchemeRevision).findOneBy({ schemeVersionId, revision });
    if (kept) return { document: kept.document, digest: documentDigest };
    return this.database.repository(SchemeVersion).findOneByOrFail({ id: schemeVersionId });
  }

  /** `bonus.tiers`, a table in JSON: `[{ "key": "BT-1", "percentOfGroup": "20.00", "amount": "3000.00" }, …]`, amounts in yuan a person. */
  private async tiers(courtId: string, period: EvaluationPeriod): Promise<BonusTier[] | null> {
    const set = await this.parameters.inForce(courtId, 'bonus.tiers', lastDayOf(period));
    return set ? (JSON.parse(set.value) as BonusTier[]) : null;
  }
}

function shiftOf(scheme: CompiledScheme, key: string, change: (typeof CHANGES)[number]): { key: string; change: (typeof CHANGES)[number] }[] {
  return shiftWeight(scheme, key, change) ? [{ key, change }] : [];
}

export interface TrialFailure {
  code: string;
  zh: string;
  en: string;
  faults: Fault[];
}

const MOST_FAULTS = 50;

/** Faults that say the same of several people are said once, with their names. */
function failureOf({ code, definition, params, faults }: DomainError, names: ReadonlyMap<string, string>): TrialFailure {
  const said = new Map<string, { fault: Fault; people: Set<string> }>();
  for (const fault of faults) {
    const known = said.get(fault.en) ?? { fault, people: new Set<string>() };
    const name = names.get(fault.path.slice(0, fault.path.indexOf('.')));
    if (name) known.people.add(name);
    said.set(fault.en, known);
  }
  const told = [...said.values()].slice(0, MOST_FAULTS).map(({ fault, people }) => {
    if (!people.size) return fault;
    const who = [...people];
    return { path: fault.path, zh: `${who.join('、')}：${fault.zh}`, en: `${who.join(', ')}: ${fault.en}` };
  });
  return { code, zh: fillIn(definition.zh, params), en: fillIn(definition.en, params), faults: told };
}
