import { scryptSync } from 'node:crypto';
import type { CaseNature, DataScope } from '../../src/kernel/actor.js';
import { Decimal } from '../../src/kernel/exact.js';
import { CaseDocument, CaseParticipant, CourtCase } from '../../src/cases/case.entities.js';
import { Court, Division, Person, PostHolding, type Post } from '../../src/court/court.entities.js';
import { AuditTrail } from '../../src/platform/audit/audit-trail.js';
import { Database } from '../../src/platform/database/database.js';
import { UserAccount } from '../../src/platform/identity/identity.entities.js';
import { GrantsService } from '../../src/platform/identity/grants.service.js';
import { machineActor } from '../../src/platform/identity/machine-actor.js';
import { newId } from '../../src/platform/ids.js';
import type { RoleName } from '../../src/platform/permissions/permissions.js';
import type { AppUnderTest } from '../support/app.js';

export type Agent = ReturnType<AppUnderTest['agent']>;

export const PASSWORD = 'plain-2468-words';

/** A stored password carries its own cost: hundreds of test accounts are let in at a fraction of what a real one takes. */
const CHEAP = { N: 1024, r: 8, p: 1 };
const CHEAP_HASH = ['scrypt', CHEAP.N, CHEAP.r, CHEAP.p, Buffer.alloc(16).toString('base64'), scryptSync(PASSWORD, Buffer.alloc(16), 32, CHEAP).toString('base64')].join('$');

interface Grant {
  role: RoleName;
  scope: DataScope;
  divisionId?: string;
  natures?: CaseNature[];
}

/** How many courts a running application holds so far: sign-in names are its own, not a court's. */
const foundedOn = new WeakMap<AppUnderTest, number>();

/** Two divisions and as many people as a test asks for, written straight into the database under test. */
export class SmallCourt {
  readonly courtId = newId();
  readonly first = newId();
  readonly second = newId();
  readonly office = newId();
  private readonly database: Database;

  private constructor(private readonly on: AppUnderTest, private readonly number: number) {
    this.database = on.app.get(Database);
  }

  static async found(on: AppUnderTest): Promise<SmallCourt> {
    const number = (foundedOn.get(on) ?? 0) + 1;
    foundedOn.set(on, number);
    const court = new SmallCourt(on, number);
    const { courtId } = court;
    await court.database.repository(Court).insert({ id: courtId, code: `苏${courtId.slice(-6)}`, name: '示例法院', nameEn: 'Example court', level: 'basic', parentId: null, example: true });
    const unit = { courtId, kind: 'division' as const, parentId: null, validFrom: '2020-01-01', validUntil: null };
    await court.database.repository(Division).insert([
      { ...unit, id: court.first, name: '民事审判第一庭', nameEn: 'First Civil Division', position: 1 },
      { ...unit, id: court.second, name: '刑事审判庭', nameEn: 'Criminal Division', position: 2 },
      { ...unit, id: court.office, kind: 'office', name: '审管办', nameEn: 'Trial Management Office', position: 3 },
    ]);
    return court;
  }

  /** What no use case writes: straight into the database, and into the trail as every change is. */
  async change(work: () => Promise<unknown>): Promise<void> {
    await this.database.transaction(async () => {
      await work();
      this.on.app.get(AuditTrail).record(machineActor(this.courtId), { action: 'test.changed', subjectKind: 'court', subjectId: this.courtId });
    });
  }

  async person(name: string, divisionId: string, post: Post = 'judge', nature: CaseNature | null = 'civil'): Promise<string> {
    const id = newId();
    await this.database.repository(Person).insert({ id, courtId: this.courtId, name, pinyin: '', employeeNumber: null });
    await this.database.repository(PostHolding).insert({
      id: newId(), courtId: this.courtId, personId: id, divisionId, post, nature, rank: null, kind: 'main', dutyFactor: new Decimal(1),
      validFrom: '2024-01-01', validUntil: null, supersededAt: null, supersededReason: null,
    });
    return id;
  }

  async account(username: string, grants: Grant[], personId: string | null = null, mustChangePassword = false): Promise<string> {
    const account = { id: newId(), courtId: this.courtId, personId, username: this.signInName(username), displayName: username, mustChangePassword, passwordHash: CHEAP_HASH, failedAttempts: 0, lockedUntil: null, disabledAt: null, createdAt: '2026-01-01T00:00:00.000Z' };
    await this.database.repository(UserAccount).insert(account);
    for (const { role, scope, divisionId = null, natures = null } of grants)
      await this.on.app.get(GrantsService).grantRole({
        courtId: this.courtId, userId: account.id, role, scope, divisionId, natures, validFrom: '2024-01-01', validUntil: null, reason: 'test',
      });
    return account.id;
  }

  async signedIn(username: string, grants: Grant[], personId: string | null = null): Promise<Agent> {
    await this.account(username, grants, personId);
    return this.signIn(username);
  }

  async signIn(username: string): Promise<Agent> {
    const agent = this.on.agent();
    await agent.post('/api/session').send({ username: this.signInName(username), password: PASSWORD }).expect(200);
    return agent;
  }

  /** Courts after the first in one application tell their people apart from those of the courts before. */
  signInName(username: string): string {
    return `${username.trim().toLowerCase()}${this.number === 1 ? '' : `.${this.number}`}`;
  }

  /** A closed case of the first division, with one judgment if words are given. */
  async closedCase(people: { judge: string; clerk?: string; presiding?: string; panel?: string[] }, text?: string): Promise<{ caseId: string; documentId: string }> {
    const [caseId, documentId, at] = [newId(), newId(), '2026-10-20T00:00:00.000Z'];
    const { courtId } = this;
    await this.database.repository(CourtCase).insert({
      id: caseId, courtId, caseNumber: `（2026）苏0102民初${caseId.slice(-8)}号`, year: 2026, typeCode: '民初', serial: 1, nature: 'civil', cause: '民间借贷纠纷', weight: new Decimal(1),
      intakeOn: '2026-03-02', closedOn: '2026-08-20', divisionId: this.first, responsibleJudgeId: people.judge, clerkId: people.clerk ?? null, createdAt: at, updatedAt: at,
    });
    for (const personId of people.panel ?? []) await this.database.repository(CaseParticipant).insert({ id: newId(), courtId, caseId, personId, role: 'panelMember' });
    if (people.presiding) await this.database.repository(CaseParticipant).insert({ id: newId(), courtId, caseId, personId: people.presiding, role: 'presidingJudge' });
    if (text !== undefined) await this.judgment(caseId, documentId, text);
    return { caseId, documentId };
  }

  async judgment(caseId: string, documentId: string, text = ''): Promise<void> {
    await this.database.repository(CaseDocument).insert({
      id: documentId, courtId: this.courtId, caseId, kind: 'judgment', title: '民事判决书', version: 1, mediaType: 'text/plain', digest: 'd'.repeat(64), size: text.length, text, fileDigest: null,
      createdAt: '2026-10-20T00:00:00.000Z', supersededBy: null,
    });
  }
}
