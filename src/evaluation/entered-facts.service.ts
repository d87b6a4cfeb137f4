import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { newId } from '../platform/ids.js';
import { grantsFor, require } from '../platform/permissions/data-scope.js';
import { isRole, roleOf } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { CorrectEnteredFact, EnterableFact, EvidenceFile, EvidenceFileRef, NewEnteredFact } from './dto/entered-fact.dto.js';
import { EnteredFact } from './entered-fact.entity.js';
import { claimFaults, type ClaimFault } from './entered-fact-rules.js';
import { enteredFactErrors } from './entered-facts.errors.js';
import { FactCatalogue } from './fact-catalogue.service.js';
import { FactSubjects, type PersonSubject, type UnitSubject } from './fact-subjects.js';
import { FrozenPeriods } from './frozen-periods.js';

export interface KnownForRecording {
  facts: ReadonlyMap<string, EnterableFact>;
  units: readonly UnitSubject[];
  /** By period: where somebody served differs. */
  people: Map<string, PersonSubject[]>;
  frozen: Map<string, boolean>;
}

/** Recording facts by hand: each by an office, with its evidence; a correction is a new record beside the old one. */
@Injectable()
export class EnteredFactsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly catalogue: FactCatalogue,
    private readonly subjects: FactSubjects,
    private readonly frozen: FrozenPeriods,
  ) {}

  async offered(actor: Actor): Promise<EnterableFact[]> {
    require(actor, 'facts.record');
    return this.catalogue.declared(actor.courtId, 'entered');
  }

  async keepFile(actor: Actor, content: Buffer, name: string, mediaType: string): Promise<EvidenceFile> {
    require(actor, 'facts.record');
    const digest = await this.files.keep(content, mediaType);
    return { digest, name, mediaType, size: content.length };
  }

  async record(actor: Actor, claim: NewEnteredFact): Promise<string> {
    require(actor, 'facts.record');
    const known = await this.known(actor);
    const faults = await this.faults(actor, claim, known);
    if (faults.length) throw refused(faults);
    return this.database.transaction(async () => this.insert(actor, claim, known));
  }

  /** What claims are checked against; read once for a whole sheet of them. */
  async known(actor: Actor): Promise<KnownForRecording> {
    const facts = await this.catalogue.declared(actor.courtId, 'entered');
    return { facts: new Map(facts.map((fact) => [fact.name, fact])), units: await this.subjects.units(actor, 'facts.record'), people: new Map(), frozen: new Map() };
  }

  async peopleIn(actor: Actor, period: string, known: KnownForRecording): Promise<PersonSubject[]> {
    const people = known.people.get(period) ?? (await this.subjects.people(actor, 'facts.record', period));
    known.people.set(period, people);
    return people;
  }

  /** The new record takes the old one's place; the old one stays, with who, when and why. */
  async correct(actor: Actor, id: string, { reason, version, ...claim }: CorrectEnteredFact): Promise<string> {
    require(actor, 'facts.record');
    const before = await this.standing(actor, id);
    const known = await this.known(actor);
    const faults = [...(await this.faults(actor, claim, known)), ...(before.period === claim.period ? [] : await this.periodFaults(actor, before.period, known, claim.countsByCorrection))];
    if (faults.length) throw refused(faults);
    return this.database.transaction(async () => {
      const replacement = newId();
      await this.supersede(actor, before, version, reason, replacement);
      return this.insert(actor, claim, known, { correctsId: before.id, id: replacement });
    });
  }

  async void(actor: Actor, id: string, version: number, reason: string, countsByCorrection = false): Promise<void> {
    require(actor, 'facts.record');
    const before = await this.standing(actor, id);
    const faults = await this.periodFaults(actor, before.period, await this.known(actor), countsByCorrection);
    if (faults.length) throw refused(faults);
    await this.database.transaction(async () => this.supersede(actor, before, version, reason, null));
  }

  /** Everything wrong with a claim: its shape, whose it is, its files, its period. Also asked of every row of a sheet. */
  async faults(actor: Actor, claim: NewEnteredFact, known: KnownForRecording): Promise<ClaimFault[]> {
    const faults = [...claimFaults(claim, known.facts.get(claim.fact)), ...(await this.periodFaults(actor, claim.period, known, claim.countsByCorrection))];
    if (claim.personId && parsePeriod(claim.period) && !(await this.peopleIn(actor, claim.period, known)).some((one) => one.id === claim.personId)) {
      faults.push({ field: 'person', what: { zh: '查不到此人。', en: 'There is no such person.' }, fix: { zh: '请从名单中选用。', en: 'Choose from the list.' } });
    }
    if (claim.divisionId && !known.units.some((one) => one.id === claim.divisionId)) {
      faults.push({ field: 'unit', what: { zh: '查不到该单位。', en: 'There is no such unit.' }, fix: { zh: '请从名单中选用。', en: 'Choose from the list.' } });
    }
    for (const { digest, name } of claim.files ?? []) {
      if (await this.files.read(digest)) continue;
      faults.push({ field: 'evidence', what: { zh: `文件“${name}”没有上传成功。`, en: `The file “${name}” was not received.` }, fix: { zh: '请重新上传。', en: 'Send it again.' } });
    }
    return faults;
  }

  /** Inside the caller's transaction. One number or text a person and period: the person's row keeps two writers apart. */
  async insert(actor: Actor, claim: NewEnteredFact, known: KnownForRecording, { correctsId, id }: { correctsId: string | null; id: string } = { correctsId: null, id: newId() }): Promise<string> {
    const fact = known.facts.get(claim.fact)!;
    const period = parsePeriod(claim.period)!;
    if (fact.shape === 'number' || fact.shape === 'text') await this.refuseSecond(actor, claim);
    const person = claim.personId ? (await this.peopleIn(actor, claim.period, known)).find((one) => one.id === claim.personId) : undefined;
    const row: EnteredFact = {
      id, courtId: actor.courtId, fact: fact.name, shape: fact.shape, personId: claim.personId ?? null, divisionId: claim.divisionId ?? person?.divisionId ?? null,
      period: period.key, periodFrom: period.from, periodUntil: period.until,
      value: claim.value ?? null, weight: claim.weight ?? null, points: claim.points === undefined ? null : new Decimal(claim.points), clause: claim.clause ?? null, label: claim.label ?? null, day: claim.day ?? null,
      approvedBy: claim.approvedBy ?? null, evidence: claim.evidence ?? null, files: await this.kept(claim.files ?? []), none: claim.none ?? false,
      recordedById: actor.userId, recordedBy: actor.personName || actor.username, office: grantsFor(actor, 'facts.record')[0]!.role, createdAt: this.clock.instant(),
      correctsId, correctedById: null, supersededAt: null, supersededBy: null, supersededReason: null, version: 1,
    };
    await this.database.repository(EnteredFact).insert(row);
    this.audit.record(actor, { action: 'fact.recorded', subjectKind: 'enteredFact', subjectId: id, after: { ...claim, corrects: correctsId } });
    return id;
  }

  /** @param countsByCorrection the recorder knows that a frozen result stays and the record counts only through a numbered correction */
  private async periodFaults(actor: Actor, period: string, known: KnownForRecording, countsByCorrection = false): Promise<ClaimFault[]> {
    const { courtId } = actor;
    const frozen = known.frozen.get(period) ?? (await this.frozen.isFrozen(courtId, period));
    known.frozen.set(period, frozen);
    if (frozen && countsByCorrection) return [];
    if (frozen) {
      return [
        {
          field: 'period',
          what: { zh: `考核期 ${period} 已冻结，结果不随记录变动。`, en: `The period ${period} is frozen and its result does not follow the records.` },
          fix: { zh: '记录确有错误的，请勾选“只以编号更正计入”后提交；政工监察办在“更正”页看到变动并提出编号更正。', en: 'If the record is wrong, tick “counts only through a numbered correction” and submit; the political office sees what has moved under Corrections and proposes one.' },
        },
      ];
    }
    const lock = await this.frozen.lockedBy(courtId, period, grantsFor(actor, 'facts.record')[0]!.role);
    if (!lock) return [];
    return [
      {
        field: 'period',
        what: { zh: `本部门 ${period} 的子项得分已由${lock}提交并锁定。`, en: `${lock} has submitted your office’s sub-score of ${period}; it is locked.` },
        fix: { zh: '请先在“考核期”撤回子项并写明理由，改正后重新提交。', en: 'Take the sub-score back under Periods first, with a reason, then submit it again.' },
      },
    ];
  }

  private async refuseSecond(actor: Actor, { fact, personId, divisionId, period }: NewEnteredFact): Promise<void> {
    const [table, id] = personId ? ['person', personId] : ['division', divisionId!];
    await this.database.rows(`SELECT id FROM ${table} WHERE id = :id${this.database.forUpdate}`, { id });
    const [known] = await this.database.rows<{ value: string }>(
      `SELECT f.value AS "value" FROM entered_fact f WHERE f.court_id = :court AND f.fact = :fact AND f.period = :period AND f.superseded_at IS NULL AND ${personId ? 'f.person_id' : 'f.division_id'} = :id
       ${personId ? '' : 'AND f.person_id IS NULL'}`,
      { court: actor.courtId, fact, period, id },
    );
    if (known) {
      throw refused([
        { field: 'value', what: { zh: `${period} 已登记为 ${known.value}。`, en: `For ${period} it stands at ${known.value} already.` }, fix: { zh: '请打开已有记录更正。', en: 'Correct the record that stands.' } },
      ]);
    }
  }

  private async kept(files: readonly EvidenceFileRef[]): Promise<EvidenceFile[]> {
    const kept = await Promise.all(files.map(async ({ digest, name }) => ({ name, file: (await this.files.read(digest))! })));
    return kept.map(({ name, file }) => ({ digest: file.digest, name, mediaType: file.mediaType, size: file.size }));
  }

  /** A record the actor's office may change. */
  private async standing(actor: Actor, id: string): Promise<EnteredFact> {
    const row = await this.database.repository(EnteredFact).findOneBy({ id, courtId: actor.courtId });
    if (!row) throw platformErrors['record.notFound']();
    if (row.supersededAt) throw enteredFactErrors['enteredFact.superseded']({ who: row.supersededBy ?? '', when: row.supersededAt });
    if (!grantsFor(actor, 'facts.record').some(({ role }) => role === row.office)) {
      throw enteredFactErrors['enteredFact.otherOffice']({ office: isRole(row.office) ? roleOf(row.office)[actor.language] : row.office });
    }
    return row;
  }

  private async supersede(actor: Actor, before: EnteredFact, version: number, reason: string, correctedById: string | null): Promise<void> {
    const by = actor.personName || actor.username;
    const { affected } = await this.database
      .repository(EnteredFact)
      .createQueryBuilder()
      .update()
      .set({ supersededAt: this.clock.instant(), supersededBy: by, supersededReason: reason, correctedById, version: version + 1 })
      .where('id = :id AND court_id = :court AND version = :version AND superseded_at IS NULL', { id: before.id, court: actor.courtId, version })
      .execute();
    if (!affected) {
      const now = await this.database.repository(EnteredFact).findOneByOrFail({ id: before.id });
      throw platformErrors['record.changed']({ who: now.supersededBy ?? now.recordedBy, when: now.supersededAt ?? now.createdAt });
    }
    this.audit.record(actor, { action: correctedById ? 'fact.corrected' : 'fact.voided', subjectKind: 'enteredFact', subjectId: before.id, before: { value: before.value, clause: before.clause, label: before.label, points: before.points?.toFixed(2) ?? null }, reason });
  }
}

function refused(faults: readonly ClaimFault[]): Error {
  const said: Fault[] = faults.map(({ field, what, fix }) => ({ path: field, zh: `${what.zh}${fix.zh}`, en: `${what.en} ${fix.en}` }));
  return enteredFactErrors['enteredFact.faulty']({ count: said.length }, said);
}
