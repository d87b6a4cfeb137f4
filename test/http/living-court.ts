import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { Actor, CaseNature, DataScope } from '../../src/kernel/actor.js';
import type { Day } from '../../src/kernel/day.js';
import { CaseRecordingService } from '../../src/cases/case-recording.service.js';
import { CourtCase } from '../../src/cases/case.entities.js';
import { AppointedBody, Appointment, CourtParameter } from '../../src/court/court.entities.js';
import { CatalogueRow } from '../../src/court/catalogues/catalogue.entities.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';
import { EnteredFactsService } from '../../src/evaluation/entered-facts.service.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { AuditTrail } from '../../src/platform/audit/audit-trail.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { RoleName } from '../../src/platform/permissions/permissions.js';
import { ReviewForm, ReviewFormSetting } from '../../src/quality-review/forms/form.entities.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { CaseReview, DefectClause, ResponsibilityRule } from '../../src/quality-review/review.entities.js';
import type { AppUnderTest } from '../support/app.js';
import { ClosingOffices } from './closing-offices.js';
import { adoptText, OWN_FACTS_SCHEME } from './own-facts-scheme.js';
import { SmallCourt } from './small-court.js';

/** What every court of these stories starts with: shipped once, then copied row by row. */
const SHIPPED = [SchemeVersion, DefectClause, ResponsibilityRule, ReviewForm, ReviewFormSetting, CatalogueRow, CourtParameter];

const PARAMETERS: Record<string, string> = {
  'research.required': JSON.stringify([{ posts: ['judge', 'divisionChief'], ranks: [], pointsPerYear: '12.00' }]),
  'chief.seriousCeiling': '0.50', 'chief.minorCeiling': '8.00', 'chief.complaintCeiling': '0.30', 'review.detectionMin': '75.00',
  'reconsideration.requestDays': '10', 'reconsideration.replyDays': '15', 'reconsideration.panelSize': '3', 'finding.commentDays': '5', 'finding.rectificationDays': '15',
};

/** The scheme of own facts without its ratings, which nobody gives in these stories. */
const ENTERED_ONLY = OWN_FACTS_SCHEME.replace(/\n  - key: rated[\s\S]*$/, '\n').replace('fullMark: 20.00', 'fullMark: 50.00').replace(/\n {2}- \{ name: colleagues.*/, '');

/** Of the shipped scheme of chiefs what rests on the sheets of judges and on figures of the division; what people rate or an office enters is left out. */
function chiefScheme(): string {
  const marks: Record<string, number> = { ownWork: 40, serious: 20, minor: 10, efficiency: 30 };
  const scheme = parse(readFileSync('config/schemes/division-chief.v1.yaml', 'utf8')) as { facts?: unknown; outcome?: unknown; nodes: { key: string; fullMark: number }[]; effectiveFrom: string; parameters: { key: string }[] };
  const { facts: _facts, outcome: _outcome, nodes, parameters, ...rest } = scheme;
  const kept = nodes.filter(({ key }) => key in marks).map((node) => ({ ...node, fullMark: marks[node.key] }));
  return stringify({ ...rest, parameters: parameters.filter(({ key }) => key !== 'chief.complaintCeiling'), nodes: kept, effectiveFrom: '2025-01-01' });
}

/** Of a shipped scheme what the register and reviews count; what people rate or an office enters is left out. */
function counted(file: string, marks: Record<string, number>): string {
  const { facts: _facts, parameters, nodes, ...rest } = parse(readFileSync(`config/schemes/${file}`, 'utf8')) as { facts?: unknown; parameters?: { key: string }[]; nodes: { key: string; fullMark: number; rule: object }[]; effectiveFrom: string };
  const kept = nodes.filter(({ key }) => key in marks).map((node) => ({ ...node, fullMark: marks[node.key] }));
  const asked = parameters?.filter(({ key }) => JSON.stringify(kept).includes(key));
  return stringify({ ...rest, ...(asked?.length ? { parameters: asked } : {}), nodes: kept, effectiveFrom: '2025-01-01' });
}

/** Clerks by the files kept and the cases followed; reviewers by what double reviews say of them. */
const COUNTED: Record<string, string> = {
  clerk: counted('clerk.v1.yaml', { files: 60, workload: 40 }),
  qualityReviewer: counted('quality-reviewer.v1.yaml', { detection: 40, accuracy: 30, agreement: 20, scale: 10 }),
};

/** Of the judges after the first three. */
const OTHER_NATURES: Record<number, { nature: CaseNature; typeCode: string }> = { 3: { nature: 'enforcement', typeCode: '执' }, 4: { nature: 'administrative', typeCode: '行初' } };

/** A small court in which something happens: judges with closed cases, two reviewers, a panel, a committee, the offices. */
export class LivingCourt {
  readonly judges: string[] = [];
  /** Of the first division, with a case of the own. */
  chief = '';
  readonly reviewers: string[] = [];
  readonly panel: string[] = [];
  readonly committee: string[] = [];
  clerk = '';
  /** By code. */
  clauses: Record<string, DefectClause> = {};

  private offering: ClosingOffices | null = null;

  private constructor(
    readonly on: AppUnderTest,
    readonly court: SmallCourt,
  ) {}

  get courtId(): string {
    return this.court.courtId;
  }

  get database(): Database {
    return this.service(Database);
  }

  service<T>(type: abstract new (...given: never[]) => T): T {
    return this.on.app.get<T>(type as never, { strict: false });
  }

  /** Installs what is shipped, and sets the court's numbers; others are copied from it. */
  static async install(on: AppUnderTest): Promise<LivingCourt> {
    const living = new LivingCourt(on, await SmallCourt.found(on));
    await living.service(CatalogueInstaller).installCatalogue(living.courtId);
    await living.service(SchemesService).installShippedSchemes(living.courtId);
    // One group whose sheets rest on what offices enter by hand.
    await living.database.repository(SchemeVersion).delete({ courtId: living.courtId, post: 'judge', nature: 'administrative' });
    await adoptText(living.database, living.courtId, ENTERED_ONLY, 'administrative');
    await adoptText(living.database, living.courtId, chiefScheme(), null, 'divisionChief');
    for (const [post, document] of Object.entries(COUNTED)) {
      await living.database.repository(SchemeVersion).delete({ courtId: living.courtId, post });
      await adoptText(living.database, living.courtId, document, null, post);
    }
    for (const [name, value] of Object.entries(PARAMETERS))
      await living.database.repository(CourtParameter).insert({ id: newId(), courtId: living.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    return living;
  }

  /** A court of its own like the first one, with its people and the cases closed before the story begins. */
  static async like(first: LivingCourt): Promise<LivingCourt> {
    const living = new LivingCourt(first.on, await SmallCourt.found(first.on));
    living.at('2026-08-25');
    const { court, courtId, database } = living;
    for (const entity of SHIPPED) {
      const rows = await database.repository<{ id: string }>(entity).findBy({ courtId: first.courtId } as object);
      await database.repository<{ id: string }>(entity).insert(rows.map((row) => ({ ...row, id: newId(), courtId })));
    }
    living.clauses = Object.fromEntries((await database.repository(DefectClause).findBy({ courtId })).map((clause) => [clause.code, clause]));
    for (const [name, unit] of [['王敏', court.first], ['何静', court.first], ['李芳', court.second]] as const) living.judges.push(await court.person(name, unit));
    living.judges.push(await court.person('赵强', court.second, 'judge', 'enforcement'), await court.person('周正', court.second, 'judge', 'administrative'));
    living.chief = await court.person('庭长', court.first, 'divisionChief');
    living.clerk = await court.person('褚云', court.first, 'clerk', null);
    for (const name of ['评查甲', '评查乙']) living.reviewers.push(await court.person(name, court.office, 'qualityReviewer', null));
    for (const name of ['组员甲', '组员乙', '组员丙', '组员丁']) living.panel.push(await court.person(name, court.office, 'officeStaff', null));
    for (const name of ['委员甲', '委员乙', '委员丙']) living.committee.push(await court.person(name, court.office, 'officeStaff', null));
    living.offering = await ClosingOffices.of(living.on, court);
    await living.seat('reviewGroup', [...living.reviewers, ...living.panel]);
    await living.seat('qualityReviewCommittee', living.committee);
    for (const [index, judge] of living.judges.entries())
      for (const serial of [1, 2]) {
        const { caseId } = await court.closedCase({ judge, clerk: living.clerk });
        // Closed in the evaluated month already.
        await database.repository(CourtCase).update(caseId, { intakeOn: '2026-05-06', closedOn: '2026-08-12', procedure: '简易程序', closingManner: 'judgment', serial: index * 10 + serial, ...(OTHER_NATURES[index] ?? {}), caseNumber: `（2026）苏0102${OTHER_NATURES[index]?.typeCode ?? '民初'}${index * 10 + serial}号` });
        if (index < 3) await living.review(caseId, living.reviewers[serial % 2]!);
      }
    const own = await court.closedCase({ judge: living.chief, clerk: living.clerk });
    await database.repository(CourtCase).update(own.caseId, { intakeOn: '2026-05-06', closedOn: '2026-08-12', procedure: '简易程序', closingManner: 'judgment', serial: 90, caseNumber: '（2026）苏0102民初90号' });
    await living.review(own.caseId, living.reviewers[0]!);
    for (const period of ['2026-07', '2026-08', '2026'])
      await living.service(EnteredFactsService).record(living.actor('politicalSupervision'), { fact: 'trainingDays', personId: living.judges[4], period, value: '3', evidence: '培训证书' });
    const file = await living.service(EnteredFactsService).keepFile(living.actor('politicalSupervision'), Buffer.from('证明'), '证明.txt', 'text/plain');
    const praise = { fact: 'praise', personId: living.judges[4], evidence: '政治部〔2026〕7号', files: [{ digest: file.digest, name: file.name }] };
    await living.service(EnteredFactsService).record(living.actor('politicalSupervision'), { ...praise, period: '2026-07', none: true });
    await living.service(EnteredFactsService).record(living.actor('politicalSupervision'), { ...praise, period: '2026-08', day: '2026-08-03', points: '1', clause: '第3条', label: '区级表扬' });
    return living;
  }

  /** Who closes its periods. */
  get offices(): ClosingOffices {
    return this.offering!;
  }

  /** Planned for a reviewer; blind if it is the second one of a case. */
  async review(caseId: string, reviewerId: string, secondOfId: string | null = null): Promise<string> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.repository(CaseReview).insert({ id, courtId: this.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-08', reviewerId, status: 'pending', plannedOn: '2026-08-20', secondOfId, version: 1 });
      this.service(AuditTrail).record(this.actor('trialManagement'), { action: 'review.planned', subjectKind: 'review', subjectId: id, after: { reviewerId } });
    });
    return id;
  }

  private async seat(kind: 'reviewGroup' | 'qualityReviewCommittee', people: readonly string[]): Promise<void> {
    const bodyId = newId();
    await this.database.repository(AppointedBody).insert({ id: bodyId, courtId: this.courtId, kind, name: kind, nameEn: kind, nature: kind === 'reviewGroup' ? 'civil' : null });
    await this.database.repository(Appointment).insert(people.map((personId) => ({ id: newId(), courtId: this.courtId, bodyId, personId, capacity: 'member' as const, validFrom: '2024-01-01', validUntil: null })));
  }

  /** Somebody acting in a role, as the session would have read it. */
  actor(role: RoleName, personId: string | null = null, scope: DataScope = 'court', natures: CaseNature[] | null = null): Actor {
    return {
      userId: newId(), username: role, personId, personName: role, courtId: this.courtId, language: 'zh', ip: 'test', requestId: 'test',
      grants: [{ role, scope, courtId: this.courtId, divisionIds: [], natures }],
    };
  }

  at(day: Day): void {
    jest.spyOn(this.service(Clock), 'now').mockReturnValue(new Date(`${day}T02:00:00.000Z`));
  }

  registrar(): CaseRecordingService {
    return this.service(CaseRecordingService);
  }
}
