import { Injectable } from '@nestjs/common';
import { CourtCase } from '../cases/case.entities.js';
import { CaseFlowCount, CaseFlowExplanation, slotOf, type FlowUnit } from '../cases/flow/case-flow.entities.js';
import { addDays, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { WatchNote } from '../ranking/watch/watch-note.entity.js';
import { recordId } from './record-id.js';
import type { CaseRow, World } from './world.types.js';

const MONTH = { key: '2026-10', until: '2026-11-01' };
const OFFICE = '庄妍';
const COUNTED: Day = '2026-11-03';
const at = (day: Day, minute = 0): string => `${day}T02:${String(minute).padStart(2, '0')}:00.000Z`;
/** Written as nobody else in the register is, so that no other case is taken for theirs. */
const AGAIN = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map((owner) => `江城安居物业服务有限公司 诉 业主${owner}某`);
const WITHIN = 45;

/** What the leaders' pages tell: counts of open cases with a gap explained and one not yet, cases withdrawn and filed again, a sign explained and one answered. */
@Injectable()
export class LeadershipStory {
  constructor(private readonly database: Database) {}

  async tell(world: World, courtId: string): Promise<void> {
    await this.counts(world, courtId);
    await this.filedAgain(world, courtId);
    await this.claims(courtId);
  }

  private async counts(world: World, courtId: string): Promise<void> {
    const open = world.cases.filter((one) => one.courtId === courtId && one.intakeOn < MONTH.until && (one.closedOn === null || one.closedOn >= MONTH.until));
    const division = (name: string): string => world.divisions.find((one) => one.courtId === courtId && one.name === name)!.id;
    const of = (name: string): number => open.filter(({ divisionId }) => divisionId === division(name)).length;
    const source = '司法统计月报（2026年10月）';
    await this.count(courtId, 'division', division('民一庭'), of('民一庭'), source);
    await this.count(courtId, 'division', division('刑庭'), of('刑庭'), source);
    await this.count(courtId, 'division', division('民二庭'), of('民二庭') + 3, source);
    await this.explain(courtId, 'division', division('民二庭'), -3, '3件10月30日已宣判、11月2日才在系统登记结案，统计报表按登记日计为未结。已请民二庭宣判当日登记。');
    await this.count(courtId, 'division', division('柳河人民法庭'), of('柳河人民法庭') - 2, '实地盘点');
    // First entered from a sheet of the day before, then put right: the old count stays.
    await this.count(courtId, 'court', '', open.length + 4, '司法统计月报（10月30日预报）', { day: COUNTED, reason: '预报数不是期末数，改按正式月报。' });
    await this.count(courtId, 'court', '', open.length + 1, source);
    await this.explain(courtId, 'court', '', -1, '民二庭多3件（登记迟延）、柳河人民法庭少2件（正在核对卷宗），相抵后全院差1件。');
  }

  private async count(courtId: string, unitKind: FlowUnit, unitId: string, pending: number, source: string, superseded: { day: Day; reason: string } | null = null): Promise<void> {
    const unit = { unitKind, unitId, period: MONTH.key };
    const countedOn = superseded ? '2026-11-02' : COUNTED;
    await this.database.repository(CaseFlowCount).insert({
      id: recordId(countedOn, 'case-flow-count', unitKind, unitId), courtId, ...unit, slot: superseded ? null : slotOf(unit), pending, countedOn, source, recordedBy: OFFICE, recordedAt: at(countedOn),
      supersededBy: superseded ? OFFICE : null, supersededAt: superseded ? at(superseded.day, 5) : null, supersededReason: superseded?.reason ?? null,
    });
  }

  private async explain(courtId: string, unitKind: FlowUnit, unitId: string, gap: number, words: string): Promise<void> {
    const unit = { unitKind, unitId, period: MONTH.key };
    await this.database.repository(CaseFlowExplanation).insert({ id: recordId(COUNTED, 'case-flow-explanation', unitKind, unitId), courtId, ...unit, slot: slotOf(unit), gap, words, recordedBy: OFFICE, recordedAt: at('2026-11-04'), supersededBy: null, supersededAt: null, supersededReason: null });
  }

  /** A judge whose withdrawn cases were filed again by the same parties: only the names in the register change, no score rests on them. */
  private async filedAgain(world: World, courtId: string): Promise<void> {
    const civil = world.cases.filter((one) => one.courtId === courtId && one.nature === 'civil' && one.intakeOn >= '2026-01-01');
    const withdrawn = civil.filter(({ closingManner, closedOn, responsibleJudgeId }) => closingManner === 'withdrawn' && closedOn !== null && closedOn < '2026-10-01' && responsibleJudgeId !== null);
    const taken = new Set<string>();
    const judges = [...new Set(withdrawn.map(({ responsibleJudgeId }) => responsibleJudgeId!))].sort();
    for (const judge of judges) {
      const pairs = withdrawn.filter(({ responsibleJudgeId }) => responsibleJudgeId === judge).flatMap((one): [CaseRow, CaseRow][] => {
        const again = civil.find(({ id, cause, intakeOn }) => id !== one.id && !taken.has(id) && cause === one.cause && intakeOn > one.closedOn! && intakeOn <= addDays(one.closedOn!, WITHIN));
        if (again) taken.add(again.id);
        return again ? [[one, again]] : [];
      });
      if (pairs.length < AGAIN.length) continue;
      for (const [index, parties] of AGAIN.entries()) for (const { id } of pairs[index]!) await this.database.repository(CourtCase).update({ id }, { parties });
      await this.note(courtId, `refiled|${judge}|2026`, 'person', world.people.find(({ id }) => id === judge)!.name, '2026-11-12', '8件都是同一物业公司对不同业主起诉，业主先行缴费撤诉，后又拖欠另一年度物业费，重新起诉的是新的欠费期间。');
      return;
    }
  }

  private async claims(courtId: string): Promise<void> {
    const [most] = await this.database.rows<{ judge: string }>(
      `SELECT a.judge_id AS judge FROM difficult_application a WHERE a.court_id = :courtId AND a.applied_on >= '2026-01-01' AND a.status <> 'withdrawn' GROUP BY a.judge_id ORDER BY COUNT(*) DESC, a.judge_id LIMIT 1`,
      { courtId },
    );
    if (most) await this.note(courtId, `claimConcentration|${most.judge}|2026`, 'office', OFFICE, '2026-11-10', '该法官是专业化合议庭成员，上半年集中承办涉众案件；已提醒各庭符合条件的案件都可以申报。');
  }

  private async note(courtId: string, sign: string, side: WatchNote['side'], recordedBy: string, day: Day, words: string): Promise<void> {
    await this.database.repository(WatchNote).insert({ id: recordId(day, 'watch-note', sign, side), courtId, sign, side, slot: `${sign}|${side}`, words, recordedBy, recordedAt: at(day), supersededBy: null, supersededAt: null, supersededReason: null });
  }
}
