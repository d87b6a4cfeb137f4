import { Inject, Injectable } from '@nestjs/common';
import { Court } from '../court/court.entities.js';
import { OTHER_POSTS, SchemesService } from '../evaluation/schemes.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { AccountsService } from '../platform/identity/accounts.service.js';
import { GrantsService } from '../platform/identity/grants.service.js';
import type { RoleName } from '../platform/permissions/permissions.js';
import { CatalogueInstaller } from '../quality-review/install-catalogue.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { catalogueRows } from './appointments.js';
import { BulletinStory } from './bulletin-story.js';
import { FindingStory } from './finding-story.js';
import { ClosingStory } from './closing-story.js';
import { CompetitionStory } from './competition-story.js';
import { ConductStory } from './conduct-story.js';
import { DifficultStory } from './difficult-story.js';
import { readDemonstrationPlan } from './read-plan.js';
import { FormsStory } from './forms-story.js';
import { LeadershipStory } from './leadership-story.js';
import { OfficeStory } from './office-story.js';
import { ReviewTriggers } from '../quality-review/planning/triggers.service.js';
import { PlanningStory } from './planning-story.js';
import { ResearchStory } from './research-story.js';
import { ReconsiderationStory } from './reconsideration-story.js';
import { PostsStory } from './posts-story.js';
import { ReceptionStory } from './reception-story.js';
import { SchemeStory } from './scheme-story.js';
import { SignOffStory } from './sign-off-story.js';
import { WorldLoader, type FirstSignIn, type LoadProgress } from './world-loader.js';
import { buildWorld } from './world.js';

export interface FirstStartResult {
  demonstration: boolean;
  signIns: FirstSignIn[];
}

/** The machine's own administrators; two for security, because a grant needs a second person. */
const ADMINISTRATORS: { username: string; displayName: string; role: RoleName }[] = [
  { username: 'system', displayName: '系统管理员', role: 'systemAdministrator' },
  { username: 'security1', displayName: '安全管理员一', role: 'securityAdministrator' },
  { username: 'security2', displayName: '安全管理员二', role: 'securityAdministrator' },
  { username: 'audit', displayName: '审计管理员', role: 'auditAdministrator' },
];

/** What happens once, when the database holds no court yet: the demonstration court, or an empty one with its administrators. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly loader: WorldLoader,
    private readonly catalogue: CatalogueInstaller,
    private readonly schemes: SchemesService,
    private readonly accounts: AccountsService,
    private readonly grants: GrantsService,
    private readonly reconsiderations: ReconsiderationStory,
    private readonly scoredForms: FormsStory,
    private readonly signOffs: SignOffStory,
    private readonly office: OfficeStory,
    private readonly bulletins: BulletinStory,
    private readonly closed: ClosingStory,
    private readonly competitions: CompetitionStory,
    private readonly findings: FindingStory,
    private readonly planning: PlanningStory,
    private readonly triggers: ReviewTriggers,
    private readonly difficultCases: DifficultStory,
    private readonly leadership: LeadershipStory,
    private readonly receptions: ReceptionStory,
    private readonly posts: PostsStory,
    private readonly secondVersions: SchemeStory,
    private readonly conduct: ConductStory,
    private readonly research: ResearchStory,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns `null` when the database has been started before. */
  async run(report: LoadProgress): Promise<FirstStartResult | null> {
    if (await this.database.repository(Court).count()) return null;
    return this.settings.empty ? this.emptyCourt() : this.demonstration(report);
  }

  private async demonstration(report: LoadProgress): Promise<FirstStartResult> {
    const plan = readDemonstrationPlan(this.settings.configFolder);
    const world = buildWorld(plan);
    const court = world.courts.find(({ code }) => code === plan.court.court)!;
    const signIns = await this.loader.load(world, report, async (known) => {
      await this.catalogue.installCatalogue(court.id);
      await this.scoredForms.tell(world, plan, court.id);
      await this.schemes.installShippedSchemes(court.id, OTHER_POSTS);
      await this.installSchemes(court.id);
      await this.receptions.tell(world, court.id);
      await this.posts.tell(world, court.id);
      await this.secondVersions.tell(court.id);
      await this.signOffs.tell(world, plan);
      await this.office.tell(world);
      await this.findings.tell(world);
      await this.planning.tell(world, court.id);
      await this.difficultCases.tell(world, plan);
      await this.conduct.tell(world);
      await this.research.tell(world, plan, court.id);
      await this.reconsiderations.tell(world, plan);
      await this.leadership.tell(world, court.id);
      await this.bulletins.tell(world, court.id);
      await this.competitions.tell(world, court.id);
      await this.closed.tell(world, court.id, known);
    });
    return { demonstration: true, signIns };
  }

  /** The court's own name, clauses and numbers are still to be set; what is shipped comes in marked 示例. */
  private async emptyCourt(): Promise<FirstStartResult> {
    const { code, name, nameEn } = this.settings.newCourt;
    const courtId = newId();
    return this.database.transaction(async () => {
      await this.database.repository(Court).insert({ id: courtId, code, name, nameEn, level: 'basic', parentId: null, example: false });
      await this.catalogue.installCatalogue(courtId);
      await this.triggers.install(courtId);
      // When and by which rule cases are assigned, and what is a reasonable figure, has no example that may pass for the court's own decision.
      const { parameters } = catalogueRows(readDemonstrationPlan(this.settings.configFolder), courtId);
      await this.loader.loadParameters(parameters.filter(({ name }) => !name.startsWith('assignment.') && !name.startsWith('reference.')));
      await this.installSchemes(courtId);
      const signIns: FirstSignIn[] = [];
      for (const { username, displayName, role } of ADMINISTRATORS) {
        const { account, password } = await this.accounts.createAccount({ courtId, personId: null, username, displayName, mustChangePassword: true });
        const validFrom = this.clock.today();
        await this.grants.grantRole({ courtId, userId: account.id, role, scope: 'court', divisionId: null, natures: null, validFrom, validUntil: null, reason: '首次启动' });
        signIns.push({ username, displayName, password, roles: [role] });
      }
      return { demonstration: false, signIns };
    });
  }

  private async installSchemes(courtId: string): Promise<void> {
    await this.schemes.installShippedSchemes(courtId);
    await this.schemes.installExampleDrafts(courtId);
  }
}
