import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { lastDayOf } from '../../court/service-record.js';
import { Decimal } from '../../kernel/exact.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import type { GroupResult } from '../../peer-comparison/group-result.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { Database } from '../../platform/database/database.js';
import { dayInProse } from '../../platform/pdf/pdf-page.js';
import { BulletinKinds, type BulletinData, type BulletinKind, type BulletinTable } from '../../quality-review/bulletins/bulletin-kinds.js';
import type { BulletinSection, NamedFigure } from '../../rules/bulletin-text.js';
import { correctionNumber } from '../../rules/period-closing.js';
import { leastPublished, LEAST_SIZE } from '../../peer-comparison/audience-settings.js';
import { rankingErrors } from '../ranking.errors.js';
import { SnapshotsService } from '../snapshots.service.js';
import { PeriodCorrection } from './closing.entities.js';
import { ClosingLog } from './closing-log.js';
import { periodInProse } from './closing-words.js';

/** 业绩考评结果通报: group figures of a frozen period, nobody named; every figure is that of a snapshot under its digest. */
@Injectable()
export class ResultsBulletin implements BulletinKind, OnModuleInit {
  readonly kind = 'results';
  readonly name = { zh: '业绩考评结果', en: 'results of the evaluation' };
  /** 统一扎口 */
  readonly keeper = 'ranking.publish';

  constructor(
    private readonly database: Database,
    private readonly kinds: BulletinKinds,
    private readonly snapshots: SnapshotsService,
    private readonly log: ClosingLog,
    private readonly parameters: CourtParameters,
  ) {}

  onModuleInit(): void {
    this.kinds.add(this);
  }

  /** Nothing is told in a bulletin that its notice has not told before. */
  async ready(courtId: string, period: EvaluationPeriod): Promise<void> {
    if ((await this.snapshots.state(courtId, period))?.status !== 'published') throw rankingErrors['period.noBulletinYet']({ period: period.key });
  }

  title({ key }: EvaluationPeriod): string {
    return `关于${periodInProse(key)}法官业绩考评结果的通报`;
  }

  async data(courtId: string, period: EvaluationPeriod): Promise<BulletinData> {
    const snapshots = await this.snapshots.snapshotsOf(courtId, period);
    const { approval, noticeFrom, noticeUntil } = await this.log.read(courtId, period);
    const least = leastPublished((await this.parameters.inForce(courtId, LEAST_SIZE, lastDayOf(period)))?.value);
    const groups = snapshots.map((snapshot, index) => ({ snapshot, index: index + 1, result: largeEnough(JSON.parse(snapshot.result) as GroupResult, least), title: groupTitle(readKey(snapshot.peerGroup).post, readKey(snapshot.peerGroup).nature) }));
    const people = groups.reduce((sum, { result }) => sum + result.description.size, 0);
    const figures: NamedFigure[] = [
      { key: 'people', label: { zh: '参加排名人数', en: 'people ranked' }, text: String(people) },
      { key: 'groups', label: { zh: '同岗组数', en: 'peer groups' }, text: String(groups.length) },
      { key: 'decision', label: { zh: '审议决定', en: 'decision of the committee' }, text: approval?.decisionNumber ?? '—' },
      { key: 'noticeFrom', label: { zh: '公示开始', en: 'notice from' }, text: noticeFrom ? dayInProse(noticeFrom) : '—' },
      { key: 'noticeUntil', label: { zh: '公示期满', en: 'notice until' }, text: noticeUntil ? dayInProse(noticeUntil) : '—' },
      ...groups.flatMap(({ index, result: { description }, title }): NamedFigure[] => [
        { key: `g${index}.size`, label: { zh: `${title.zh}人数`, en: `${title.en}: people` }, text: String(description.size) },
        { key: `g${index}.mean`, label: { zh: `${title.zh}平均分`, en: `${title.en}: mean` }, text: description.mean ?? '—' },
        { key: `g${index}.median`, label: { zh: `${title.zh}中位分`, en: `${title.en}: median` }, text: description.median ?? '—' },
      ]),
    ];
    return {
      figures,
      tables: {
        groups: { title: '各同岗组得分', head: ['同岗组', '人数', '平均分', '中位分', '最高分', '最低分'], rows: groups.map(({ title, result: { description: d } }) => [title.zh, String(d.size), d.mean ?? '—', d.median ?? '—', d.highest ?? '—', d.lowest ?? '—']), widths: ['*', 'auto', 'auto', 'auto', 'auto', 'auto'] },
        grades: gradeTable(groups),
        digests: { title: '冻结摘要（SHA-256）', head: ['同岗组', '摘要'], rows: groups.map(({ title, snapshot }) => [title.zh, snapshot.digest]), widths: [110, '*'] },
      },
      basis: Object.fromEntries(groups.map(({ snapshot }) => [snapshot.peerGroup, [snapshot.digest]])),
    };
  }

  async correctedSince(courtId: string, { key: period }: EvaluationPeriod, basis: BulletinData['basis']): Promise<string[]> {
    const issued = await this.database.repository(PeriodCorrection).find({ where: { courtId, period, status: 'issued' }, order: { year: 'ASC', number: 'ASC' } });
    const since = new Map(Object.entries(basis).map(([group, [digest]]) => [group, digest]));
    return issued.flatMap(({ groups, year, number }) => {
      const followed = groups.filter(({ group, before }) => since.get(group) === before);
      for (const { group, after } of followed) since.set(group, after ?? undefined);
      return followed.length ? [correctionNumber(year!, number!)] : [];
    });
  }

  draft({ tables }: BulletinData, period: EvaluationPeriod): BulletinSection[] {
    return [
      { key: 'basic', heading: '一、基本情况', body: `${periodInProse(period.key)}业绩考评已经法官考评委员会审议（{{decision}}），结果已冻结，自{{noticeFrom}}至{{noticeUntil}}公示。参加排名{{people}}人，分{{groups}}个同岗组，只在相同职务、相同岗位之间比较。\n{{table:groups}}` },
      ...(tables.grades?.rows.length ? [{ key: 'grades', heading: '二、等次', body: '{{table:grades}}' }] : []),
      { key: 'rights', heading: tables.grades?.rows.length ? '三、查询与更正' : '二、查询与更正', body: '各人得分、名次和每一得分项的依据在“我的得分”中查询。结果冻结后不再变动；确有错误的，以编号更正公布。' },
      { key: 'annex', heading: '附件　冻结摘要', body: '{{table:digests}}' },
    ];
  }
}

/** Of a group below the court's least size the size only, as in a ranking: the highest of one or two would be somebody's own score. */
function largeEnough(result: GroupResult, least: number): GroupResult {
  return result.description.size >= least ? result : { ...result, description: { ...result.description, mean: null, median: null, highest: null, lowest: null } };
}

/** How many of each grade in each group, the grade of the highest totals first; a veto lowers a grade and says nothing of its place. */
function gradeTable(groups: readonly { title: { zh: string }; result: GroupResult }[]): BulletinTable {
  const of = ({ outcome }: GroupResult): { key: string; title: string; total: Decimal }[] =>
    (outcome?.members ?? []).flatMap(({ grade, total, vetoes }) => (grade ? [{ key: grade.key, title: grade.title.zh, total: new Decimal(vetoes.length ? -1 : total) }] : []));
  const best = new Map<string, { title: string; total: Decimal }>();
  for (const { key, title, total } of groups.flatMap(({ result }) => of(result))) best.set(key, { title, total: Decimal.max(total, best.get(key)?.total ?? -1) });
  const grades = [...best].sort(([a, one], [b, other]) => other.total.cmp(one.total) || (a < b ? -1 : 1));
  return {
    title: '各等次人数', head: ['同岗组', ...grades.map(([, { title }]) => title)], widths: ['*', ...grades.map(() => 62)],
    rows: groups.filter(({ result }) => of(result).length).map(({ title, result }) => [title.zh, ...grades.map(([key]) => String(of(result).filter((grade) => grade.key === key).length))]),
  };
}
