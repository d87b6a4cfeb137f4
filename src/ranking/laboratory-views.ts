import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { lastDayOf } from '../court/service-record.js';
import type { PreviewScheme, SchemePreview, TrialGroup, TrialResult, TrialRow, TrialView } from '../evaluation/dto/trial.dto.js';
import { SchemeChecks } from '../evaluation/scheme-checks.js';
import { digestOf, headerOf, NO_HEADER, readText } from '../evaluation/scheme-text.js';
import { SchemeTrial, type SchemeVersion } from '../evaluation/scheme-version.entity.js';
import { choose, SchemesService } from '../evaluation/schemes.service.js';
import { workOut } from '../peer-comparison/group-result.js';
import { GroupSights, isPlaced } from '../peer-comparison/group-sight.js';
import { groupTitle, PeerGroupsService, readKey, type PeopleGroup } from '../peer-comparison/peer-groups.service.js';
import { trialTable } from '../peer-comparison/trial-table.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Job } from '../platform/jobs/job.entity.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { laboratoryErrors } from './laboratory.errors.js';
import type { TrialFailure } from './laboratory.service.js';
import { rankingErrors } from './ranking.errors.js';
import { readPeriod } from './rankings.service.js';
import { SheetBuilder } from './sheet-builder.js';
import { seenBy } from './trial-sight.js';
import { withoutRanks } from './without-ranks.js';
import { VisiblePeople } from '../peer-comparison/visible-people.js';

const MOST_OPENED = 10_000;

/** Kept trials as each reader may see them, and the preview of a text on one person. */
@Injectable()
export class LaboratoryViews {
  private readonly opened = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly jobs: JobsService,
    private readonly schemes: SchemesService,
    private readonly checks: SchemeChecks,
    private readonly groups: PeerGroupsService,
    private readonly sheets: SheetBuilder,
    private readonly visible: VisiblePeople,
    private readonly sights: GroupSights,
  ) {}

  async candidates(actor: Actor, schemeVersionId: string, period: string): Promise<TrialGroup[]> {
    require(actor, 'scheme.try');
    const { post, nature } = await this.schemes.own(actor, schemeVersionId);
    const groups = await this.groups.people(actor.courtId, readPeriod(period));
    return groups.filter((one) => one.post === post && (nature === null || one.nature === nature)).map(({ key, title, members }) => ({ key, title, size: members.length }));
  }

  async list(actor: Actor, schemeVersionId: string): Promise<TrialRow[]> {
    require(actor, 'scheme.try');
    const version = await this.schemes.own(actor, schemeVersionId);
    const trials = await this.database.repository(SchemeTrial).find({ where: { schemeVersionId }, order: { number: 'DESC' } });
    return Promise.all(trials.map((trial) => this.row(actor, trial, version)));
  }

  async view(actor: Actor, schemeVersionId: string, trialId: string): Promise<TrialView> {
    require(actor, 'scheme.try');
    const version = await this.schemes.own(actor, schemeVersionId);
    const trial = await this.own(schemeVersionId, trialId);
    const row = await this.row(actor, trial, version);
    const period = readPeriod(trial.period);
    const result = trial.result === null ? null : (JSON.parse(trial.result) as TrialResult);
    return { ...row, result: result && seenBy(result, await this.visible.ids(actor, 'score.read', period), await this.sights.of(actor.courtId, await this.sights.reachOf(actor, period), period, { key: trial.peerGroup, members: result.people })) };
  }

  async table(actor: Actor, schemeVersionId: string, trialId: string): Promise<{ table: OutgoingTable; name: string }> {
    const { result, number, period } = await this.view(actor, schemeVersionId, trialId);
    if (!result) throw laboratoryErrors['trial.unfinished']();
    return { table: trialTable(result, actor.language), name: `方案试算-${number}-${period}` };
  }

  async cancel(actor: Actor, schemeVersionId: string, trialId: string): Promise<TrialView> {
    require(actor, 'scheme.try');
    await this.schemes.own(actor, schemeVersionId);
    await this.jobs.requestCancel((await this.own(schemeVersionId, trialId)).jobId);
    return this.view(actor, schemeVersionId, trialId);
  }

  /** A sheet read in a preview is a sheet opened: it leaves the same trace, once a day and not with every letter typed. */
  private async traced(actor: Actor, personId: string, period: string): Promise<void> {
    const key = [actor.userId, personId, period, this.clock.today()].join('|');
    if (personId === actor.personId || this.opened.has(key)) return;
    if (this.opened.size >= MOST_OPENED) this.opened.clear();
    this.opened.add(key);
    await this.database.transaction(async () => {
      this.audit.record(actor, { action: 'score.opened', subjectKind: 'person', subjectId: personId, after: { period, preview: true } });
    });
  }

  /** 预览: faults of the text, or the person's sheet under it beside the one in force. Nothing is kept but that it was looked at. */
  async preview(actor: Actor, { document, personId, period: key }: PreviewScheme): Promise<SchemePreview> {
    require(actor, 'scheme.try');
    const period = readPeriod(key);
    if (!(await this.visible.ids(actor, 'score.read', period)).has(personId)) throw platformErrors['record.notFound']();
    const day = lastDayOf(period);
    const faults = await this.checks.faults(actor.courtId, document, day);
    const { post, nature } = headerOf(readText(document).value, NO_HEADER);
    const own = (await this.groups.people(actor.courtId, period)).filter((group) => group.members.some((member) => member.personId === personId));
    const group = own.find((one) => one.post === post && one.nature === nature) ?? own.find((one) => one.post === post) ?? own[0];
    if (!group) throw rankingErrors['score.notRanked']({ period: period.key });
    await this.traced(actor, personId, period.key);
    const version = choose(await this.schemes.allInForce(actor.courtId, day), group.post, group.nature);
    const inForce = version && (await this.inForce(actor.courtId, group, key, version, personId));
    if (faults.length) return { faults, sheet: null, inForce };
    try {
      const { input, schemeOf } = await this.groups.factsUnder(actor.courtId, group, period, { document, digest: digestOf(document) });
      const result = workOut(input, schemeOf);
      const sight = await this.sights.of(actor.courtId, await this.sights.reachOf(actor, period), period, group);
      const { peerMedian: _median, peerMean: _mean, ...sheet } = await this.sheets.build(actor.courtId, period, { group, input, result, schemeOf }, personId, sight.described);
      return { faults: [], sheet: isPlaced(sight, personId) ? sheet : withoutRanks(sheet), inForce };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const said = error.faults.length ? error.faults : [{ path: '', zh: error.sentence('zh'), en: error.sentence('en') }];
      return { faults: said, sheet: null, inForce };
    }
  }

  private async inForce(courtId: string, group: PeopleGroup, key: string, version: SchemeVersion, personId: string): Promise<SchemePreview['inForce']> {
    try {
      const { input, schemeOf } = await this.groups.factsUnder(courtId, group, readPeriod(key), version);
      const sheet = workOut(input, schemeOf).sheets.find((one) => one.personId === personId)!;
      return { version: version.version, title: { zh: version.title, en: version.titleEn }, total: sheet.total, components: sheet.components.map((part) => ({ key: part.key, points: part.points })) };
    } catch (error) {
      // What holds may lack a fact or number of its own; that is no fault of the text being previewed.
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async own(schemeVersionId: string, id: string): Promise<SchemeTrial> {
    const trial = await this.database.repository(SchemeTrial).findOneBy({ id, schemeVersionId });
    if (!trial) throw platformErrors['record.notFound']();
    return trial;
  }

  private async row(actor: Actor, trial: SchemeTrial, version: SchemeVersion): Promise<TrialRow> {
    const { id, number, period, peerGroup, documentDigest, digest, runBy, createdAt, failure } = trial;
    const job = await this.database.repository(Job).findOneBy({ id: trial.jobId });
    const failed = failure === null ? null : (JSON.parse(failure) as TrialFailure);
    const { post, nature } = readKey(peerGroup);
    return {
      id, number, period,
      group: { key: peerGroup, title: groupTitle(post, nature) },
      status: failed ? 'failed' : digest ? 'done' : (job?.status ?? 'failed'),
      progress: { done: Number(job?.done ?? 0), total: Number(job?.total ?? 0) },
      error: failed ? [failed[actor.language], ...failed.faults.map((fault) => fault[actor.language])].join('\n') : (job?.error ?? null),
      documentDigest, current: documentDigest === version.digest, digest, by: runBy, at: createdAt,
    };
  }
}
