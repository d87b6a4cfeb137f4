import { Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day } from '../kernel/day.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { machineActor } from '../platform/identity/machine-actor.js';
import { Bulletin, BulletinCorrigendum, BulletinStep } from '../quality-review/bulletins/bulletin.entities.js';
import { BulletinContent, sha256 } from '../quality-review/bulletins/bulletin-content.js';
import { BulletinKinds } from '../quality-review/bulletins/bulletin-kinds.js';
import { Briefing, BriefingMeasure } from '../quality-review/patterns/briefing.entities.js';
import { bulletinNumber } from '../rules/bulletin.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

const PEOPLE = { writer: 'zhuangyan', checker: 'yanming', signer: 'chenzhiyuan' } as const;
/** Data months of the bulletins told: all but the last are published, the last is a draft with a number typed by hand. */
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
const at = (day: Day, minute: number): string => `${day}T02:${String(minute).padStart(2, '0')}:00.000Z`;

interface MeasureTold {
  words: string;
  user: string;
  due: Day;
  done?: { day: Day; words: string };
}

/** One briefing long closed, one with a measure overdue, one just held. */
const BRIEFINGS: { heldOn: Day; occasion: string; clauses: number; units: string[]; material: string; measures: MeasureTold[]; closed?: { day: Day; words: string } }[] = [
  {
    heldOn: '2026-05-08', occasion: '第一季度审判质量讲评会', clauses: 1, units: ['民一庭', '民二庭', '城东人民法庭', '柳河人民法庭'], material: '通报一季度评查情况，逐案讲评当事人信息书写和文书校核中的差错，要求文书签发前由法官助理按清单校核。',
    measures: [{ words: '制定文书校核清单并在民事各庭试行', user: 'zhaoqiang', due: '2026-05-29', done: { day: '2026-05-27', words: '清单已印发，民一庭、民二庭自6月起使用。' } }],
    closed: { day: '2026-06-12', words: '清单已在民事各庭使用，列入常规评查内容。' },
  },
  {
    heldOn: '2026-09-04', occasion: '8月审判质量讲评会', clauses: 2, units: ['民一庭', '民二庭', '柳河人民法庭'], material: '讲评近三个月反复出现的差错，选取三份文书逐段讲解。',
    measures: [
      { words: '各庭对未结案件逐案自查，自查结果报审管办', user: 'panyi', due: '2026-09-25', done: { day: '2026-09-24', words: '自查未结案件，已补正并报审管办。' } },
      { words: '柳河人民法庭组织一次庭内专题讲评', user: 'miaoqing', due: '2026-11-13' },
    ],
  },
  { heldOn: '2026-11-06', occasion: '10月审判质量讲评会', clauses: 2, units: ['民一庭', '民二庭', '城东人民法庭'], material: '通报10月评查情况，布置年底前的专项整改。', measures: [{ words: '年底前对已结案件的送达和归档材料复查一遍', user: 'zhaoqiang', due: '2026-12-18' }] },
];

/** 讲评与通报 of the demonstration court, written from the reviews it was loaded with. */
@Injectable()
export class BulletinStory {
  constructor(
    private readonly database: Database,
    private readonly kinds: BulletinKinds,
    private readonly content: BulletinContent,
    private readonly calendar: CourtCalendar,
    private readonly audit: AuditTrail,
  ) {}

  async tell(world: World, courtId: string): Promise<void> {
    await this.briefings(world, courtId);
    for (const [index, month] of MONTHS.entries()) await this.bulletin(world, courtId, month, index + 1, index === MONTHS.length - 1);
  }

  private async briefings(world: World, courtId: string): Promise<void> {
    const chairId = personOf(world, PEOPLE.signer).id;
    for (const { heldOn, occasion, clauses, units, material, measures, closed } of BRIEFINGS) {
      const id = recordId(heldOn, 'briefing', occasion);
      const divisionIds = units.map((name) => world.divisions.find((one) => one.courtId === courtId && one.name === name)!.id);
      await this.database.repository(Briefing).insert({
        id, courtId, heldOn, occasion, chairId, clauses: frequentClauses(world, divisionIds, heldOn, clauses), divisionIds, material, status: closed ? 'closed' : 'open', closedOn: closed?.day ?? null, closedBy: closed ? personOf(world, PEOPLE.signer).name : null, closingWords: closed?.words ?? null, createdAt: at(heldOn, 30), version: closed ? 2 : 1,
      });
      await this.database.repository(BriefingMeasure).insert(
        measures.map(({ words, user, due, done }, index) => ({
          id: recordId(heldOn, 'briefing-measure', occasion, index), courtId, briefingId: id, words, personId: personOf(world, user).id, dueOn: due, doneOn: done?.day ?? null, doneBy: done ? personOf(world, user).name : null, doneWords: done?.words ?? null, version: done ? 2 : 1,
        })),
      );
    }
  }

  private async bulletin(world: World, courtId: string, month: string, number: number, draft: boolean): Promise<void> {
    const [kind, period] = [this.kinds.of('review'), this.content.periodOf(month)];
    const next = addMonths(period.from, 1);
    const [written, checked, signed, published] = [3, 4, 5, 6].map((days) => this.calendar.after(addDays(next, -1), days)) as [Day, Day, Day, Day];
    const id = recordId(written, 'bulletin', month);
    const [writer, checker, signer] = [personOf(world, PEOPLE.writer), personOf(world, PEOPLE.checker), personOf(world, PEOPLE.signer)];
    const sections = kind.draft(await kind.data(courtId, period, true), period);
    if (draft) sections.find(({ key }) => key === 'demands')!.body += '\n上期通报的差错已补正，其中一般差错31条由各庭自行补正，限于11月底前完成复查。';
    const bulletin = Object.assign(new Bulletin(), {
      id, courtId, kind: 'review', period: month, title: kind.title(period), status: draft ? 'draft' : 'published', anonymous: true, sections, sources: [], year: null, number: null, writtenBy: [writer.id], checkedBy: draft ? null : checker.id,
      signedBy: null, signedAt: null, publishedOn: null, frozen: null, digest: null, createdAt: at(written, 0), version: draft ? 2 : 5,
    });
    const steps: [string, Day, number, { id: string; name: string }][] = [['draft', written, 0, writer], ...(draft ? [] : ([['send', written, 20, writer], ['check', checked, 0, checker], ['sign', signed, 0, signer], ['publish', published, 0, writer]] as [string, Day, number, { id: string; name: string }][]))];
    if (!draft) {
      const { title, shown, data } = await this.content.compose(bulletin);
      const frozen = JSON.stringify({ court: await this.content.courtOf(courtId), kind: 'review', period: month, number: bulletinNumber(2026, number), title, anonymous: true, signedBy: signer.name, signedOn: signed, redHead: null, shown, figures: data.figures.map(({ key, label, text }) => ({ key, label, text })), basis: data.basis });
      Object.assign(bulletin, { year: 2026, number, signedBy: signer.name, signedAt: at(signed, 0), publishedOn: published, frozen, digest: sha256(frozen) });
      this.audit.record(machineActor(courtId), { action: 'bulletin.signed', subjectKind: 'bulletin', subjectId: id, after: { number: bulletinNumber(2026, number), digest: bulletin.digest } });
    }
    await this.database.repository(Bulletin).insert(bulletin);
    await this.database.repository(BulletinStep).insert(steps.map(([action, day, minute, person]) => ({ id: recordId(day, 'bulletin-step', month, action), courtId, bulletinId: id, action, at: at(day, minute), personId: person.id, actorName: person.name, words: null })));
    if (month === '2026-08') await this.database.repository(BulletinCorrigendum).insert({ id: recordId(published, 'corrigendum', month), courtId, bulletinId: id, number: 1, words: '“五、整改要求”中“在下一期通报中说明”应为“在第四季度通报中说明”。数字无误。', signedBy: signer.name, at: at(addDays(published, 5), 0) });
  }
}

function personOf(world: World, user: string): World['people'][number] {
  const account = world.accounts.find(({ username }) => username === user);
  return world.people.find(({ id }) => id === account?.personId)!;
}

/** The clauses found most in these divisions in the three months before. */
function frequentClauses(world: World, divisionIds: readonly string[], heldOn: Day, most: number): string[] {
  const divisions = new Map(world.cases.map(({ id, divisionId }) => [id, divisionId]));
  const codes = new Map(world.clauses.map(({ id, code }) => [id, code]));
  const counts = new Map<string, number>();
  for (const { caseId, clauseId, status, recordedOn } of world.findings) {
    if (!divisionIds.includes(divisions.get(caseId) ?? '') || recordedOn >= heldOn || recordedOn < addMonths(heldOn, -3) || (status !== 'submitted' && status !== 'settled')) continue;
    counts.set(codes.get(clauseId)!, (counts.get(codes.get(clauseId)!) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([code]) => code);
}
