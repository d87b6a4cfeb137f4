import { Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day } from '../kernel/day.js';
import { Decimal } from '../kernel/exact.js';
import { EnteredFact } from '../evaluation/entered-fact.entity.js';
import { RatingForm, RatingTask } from '../evaluation/rating.entities.js';
import { Database } from '../platform/database/database.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { AccountRow, World } from './world.types.js';

const YEAR = '2026';
const FIRST_MONTH = '2026-01-01';
const SOURCE = '示例〔2026〕1号 第12节';
const ARCHIVE_DAYS = 90;
const NODES_SAMPLED = 30;
const ROWS_AT_ONCE = 400;
const OFFICE = 'zhuangyan';
const DISCIPLINE = 'cuizheng';

interface Survey {
  fact: string;
  raterGroup: string;
  rated: string;
  minimumForms: number;
  forms: number;
  /** Whose forms are asked for: leaders of the court, or people of the rated person's own unit in these posts. */
  raters: 'leaders' | readonly string[];
  marks: [number, number];
}

const SURVEYS: readonly Survey[] = [
  { fact: 'leaderForms', raterGroup: '院领导', rated: 'divisionChief', minimumForms: 1, forms: 3, raters: 'leaders', marks: [84, 96] },
  { fact: 'memberForms', raterGroup: '本庭人员', rated: 'divisionChief', minimumForms: 1, forms: 3, raters: ['judge', 'judgeAssistant', 'clerk'], marks: [80, 98] },
  { fact: 'assistanceForms', raterGroup: '庭长、分管院长和本庭人员', rated: 'deputyDivisionChief', minimumForms: 3, forms: 4, raters: ['divisionChief', 'judge', 'clerk'], marks: [82, 97] },
  { fact: 'attitudeForms', raterGroup: '所服务的法官', rated: 'clerk', minimumForms: 1, forms: 2, raters: ['judge', 'divisionChief'], marks: [78, 99] },
  { fact: 'reportForms', raterGroup: '分管院长和各庭庭长', rated: 'qualityReviewer', minimumForms: 3, forms: 4, raters: 'leaders', marks: [80, 96] },
];

/** What is recorded one by one where it happened, and as “none” where not. */
const HAPPENED: readonly { fact: string; post: string; clause: string; told: readonly { user: string; day: Day; label: string }[] }[] = [
  { fact: 'latePapers', post: 'qualityReviewer', clause: '第12.3节 复议答复配合', told: [{ user: 'fangmin', day: '2026-09-11', label: '复议答复所需的评查底稿迟交两个工作日' }] },
  { fact: 'recusalBreaches', post: 'qualityReviewer', clause: '第12.3节 回避、保密', told: [] },
  { fact: 'latePayments', post: 'enforcementOfficer', clause: '第12.5节 案款发放', told: [{ user: 'xiongfei', day: '2026-05-19', label: '执行案款到账后超过三十日发放' }, { user: 'tonghui', day: '2026-10-14', label: '执行案款到账后超过三十日发放' }] },
];

type Pair = { raterId: string; ratedId: string };
type Months = { from: Day; until: Day; key: string }[];

/** What the schemes of chiefs, clerks, officers and reviewers take from ratings and from records an office keeps by hand. */
@Injectable()
export class PostsStory {
  constructor(private readonly database: Database) {}

  async tell(world: World, courtId: string): Promise<void> {
    const months: Months = [];
    for (let from = FIRST_MONTH; from <= world.lastDay; from = addMonths(from, 1)) months.push({ from, until: addMonths(from, 1), key: from.slice(0, 7) });
    await this.ratings(world, courtId, months);
    const entered = [...this.counts(world, courtId, months), ...this.events(world, courtId, months), this.noDiscipline(world, courtId)];
    await this.put(EnteredFact, entered);
  }

  private async ratings(world: World, courtId: string, months: Months): Promise<void> {
    const [tasks, forms]: [RatingTask[], RatingForm[]] = [[], []];
    const manager = named(world, DISCIPLINE).displayName;
    for (const { from, until, key } of months) {
      const closedOn = earlier(addDays(until, 4), addDays(world.lastDay, -1));
      for (const survey of SURVEYS) {
        const { fact, raterGroup, minimumForms } = survey;
        const id = recordId(closedOn, 'rating-task', fact, key);
        const at = `${closedOn}T08:00:00.000Z`;
        tasks.push({
          id, courtId, fact, period: key, periodFrom: from, periodUntil: until, raterGroup, minimumForms, outOf: new Decimal(100), dueOn: closedOn, source: SOURCE, status: 'closed',
          createdBy: manager, createdAt: `${addDays(closedOn, -6)}T01:00:00.000Z`, closedBy: manager, closedAt: at, closeReason: null, version: 2,
        });
        const draw = new Draw(`rating|${fact}|${key}`);
        for (const pair of pairsOf(world, courtId, survey, key)) {
          const mark = new Decimal(draw.int(...survey.marks));
          forms.push({ ...pair, id: recordId(closedOn, 'rating-form', id, pair.raterId, pair.ratedId), courtId, taskId: id, mark, reason: null, submittedAt: `${addDays(closedOn, -draw.int(1, 5))}T03:00:00.000Z`, version: 2 });
        }
      }
    }
    await this.put(RatingTask, tasks);
    await this.put(RatingForm, forms);
  }

  /** Files by the register (90 days after closing), nodes by sampling. */
  private counts(world: World, courtId: string, months: Months): EnteredFact[] {
    const closed = new Map<string, number>();
    for (const { clerkId, closedOn } of world.cases) {
      if (!clerkId || !closedOn) continue;
      const key = `${clerkId} ${addDays(closedOn, ARCHIVE_DAYS).slice(0, 7)}`;
      closed.set(key, (closed.get(key) ?? 0) + 1);
    }
    const facts: EnteredFact[] = [];
    for (const { from, until, key } of months) {
      const on = earlier(addDays(until, 3), addDays(world.lastDay, -1));
      const number = (post: World['posts'][number], fact: string, value: number, evidence: string): void => {
        facts.push({ ...this.blank(world, courtId, OFFICE, on, { from, until, key }, fact, 'number', post.personId), divisionId: post.divisionId, value: String(value), evidence });
      };
      for (const post of holders(world, courtId, 'clerk')) {
        const draw = new Draw(`clerk|${post.personId}|${key}`);
        const due = closed.get(`${post.personId} ${key}`) ?? 0;
        number(post, 'filesDue', due, `${key} 归档台账`);
        number(post, 'filesInTime', Math.max(0, due - (draw.chance(350) ? draw.int(1, 2) : 0)), `${key} 归档台账`);
        number(post, 'nodesSampled', NODES_SAMPLED, `${key} 节点信息抽查表`);
        number(post, 'nodesWrong', draw.chance(450) ? draw.int(1, 3) : 0, `${key} 节点信息抽查表`);
      }
      for (const post of holders(world, courtId, 'enforcementOfficer')) {
        const draw = new Draw(`officer|${post.personId}|${key}`);
        const due = draw.int(24, 40);
        number(post, 'nodesDue', due, `${key} 执行流程节点统计`);
        number(post, 'nodesInTime', due - draw.int(0, 3), `${key} 执行流程节点统计`);
      }
    }
    return facts;
  }

  /** One record “none” for everybody in a month without any; else each person's own. */
  private events(world: World, courtId: string, months: Months): EnteredFact[] {
    return HAPPENED.flatMap(({ fact, post, clause, told }) =>
      months.flatMap((month): EnteredFact[] => {
        const on = earlier(addDays(month.until, 3), addDays(world.lastDay, -1));
        const within = told.filter(({ day }) => day >= month.from && day < month.until);
        const blank = (personId: string | null): EnteredFact => this.blank(world, courtId, OFFICE, on, month, fact, 'events', personId);
        if (!within.length) return [{ ...blank(null), none: true, evidence: `${month.key} 台账` }];
        return holders(world, courtId, post).flatMap(({ personId, divisionId }): EnteredFact[] => {
          const own = within.filter(({ user }) => named(world, user).personId === personId);
          if (!own.length) return [{ ...blank(personId), divisionId, none: true, evidence: `${month.key} 台账` }];
          return own.map(({ day, label }) => ({ ...blank(personId), divisionId, day, label, clause, evidence: `${month.key} 台账` }));
        });
      }),
    );
  }

  private noDiscipline(world: World, courtId: string): EnteredFact {
    const year = { from: FIRST_MONTH, until: addMonths(FIRST_MONTH, 12), key: YEAR };
    return { ...this.blank(world, courtId, DISCIPLINE, addDays(world.lastDay, -2), year, 'disciplineCases', 'events', null), none: true, evidence: '政工监察办台账，截至登记之日' };
  }

  private blank(world: World, courtId: string, office: string, on: Day, { from, until, key }: Months[number], fact: string, shape: EnteredFact['shape'], personId: string | null): EnteredFact {
    const { id: recordedById, displayName: recordedBy } = named(world, office);
    return {
      id: recordId(on, 'entered-fact', fact, key, personId ?? 'all'), courtId, fact, shape, personId, divisionId: null, period: key, periodFrom: from, periodUntil: until, value: null, weight: null, points: null,
      clause: null, label: null, day: null, approvedBy: null, evidence: null, files: [], none: false, recordedById, recordedBy, office: office === OFFICE ? 'trialManagement' : 'politicalSupervision',
      createdAt: `${on}T02:00:00.000Z`, correctsId: null, correctedById: null, supersededAt: null, supersededBy: null, supersededReason: null, version: 1,
    };
  }

  private async put(entity: typeof EnteredFact | typeof RatingTask | typeof RatingForm, rows: readonly object[]): Promise<void> {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await this.database.repository(entity).insert(rows.slice(from, from + ROWS_AT_ONCE));
  }
}

/** Each rated person gets as many raters as the survey asks for, another set each month. */
function pairsOf(world: World, courtId: string, { rated, raters, forms }: Survey, month: string): Pair[] {
  const leaders = [...holders(world, courtId, 'courtPresident'), ...holders(world, courtId, 'vicePresident')];
  return holders(world, courtId, rated).flatMap(({ personId: ratedId, divisionId }) => {
    const asked = raters === 'leaders' ? leaders : raters.flatMap((post) => holders(world, courtId, post).filter((row) => row.divisionId === divisionId));
    const shift = Number(month.slice(5));
    const chosen = asked.map((_, index) => asked[(index + shift) % asked.length]!).slice(0, forms);
    return chosen.filter(({ personId }) => personId !== ratedId).map(({ personId }) => ({ raterId: personId, ratedId }));
  });
}

function holders({ posts }: World, courtId: string, post: string): World['posts'] {
  return posts.filter((row) => row.courtId === courtId && row.post === post && row.validUntil === null);
}

function named({ accounts }: World, username: string): AccountRow {
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`config/demonstration/court.yaml: nobody signs in as ${username}`);
  return account;
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
