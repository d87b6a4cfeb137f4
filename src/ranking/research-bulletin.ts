import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points, sum } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import { Division, Person } from '../court/court.entities.js';
import { lastDayOf } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { BulletinKinds, type BulletinData, type BulletinKind } from '../quality-review/bulletins/bulletin-kinds.js';
import { ProgressService, type DivisionProgress } from '../research/progress.service.js';
import { strikeOut, type BulletinSection, type NamedFigure } from '../rules/bulletin-text.js';
import { leastPublished, LEAST_SIZE } from '../peer-comparison/audience-settings.js';

interface Counted {
  id: string;
  divisionId: string | null;
  status: string;
  points: number | string;
  version: number | string;
}

const NOTHING: DivisionProgress = { people: 0, required: '0.00', earned: '0.00', reached: 0 };

/** 调研通报: a quarter's publications by division, nobody named, and no progress of a division smaller than the court's least size; a piece of two divisions is one of each and one of the court. */
@Injectable()
export class ResearchBulletin implements BulletinKind, OnModuleInit {
  readonly kind = 'research';
  readonly name = { zh: '调研成果通报', en: 'Research bulletin' };
  readonly periods = 'quarter';

  constructor(
    private readonly kinds: BulletinKinds,
    private readonly database: Database,
    private readonly progress: ProgressService,
    private readonly parameters: CourtParameters,
  ) {}

  onModuleInit(): void {
    this.kinds.add(this);
  }

  title({ key }: EvaluationPeriod): string {
    return `关于${prose(key)}调研成果情况的通报`;
  }

  async data(courtId: string, period: EvaluationPeriod, anonymous: boolean): Promise<BulletinData> {
    const rows = await this.database.rows<Counted>(
      `SELECT p.id AS "id", a.division_id AS "divisionId", p.status AS "status", a.points AS "points", p.version AS "version" FROM research_publication p JOIN research_author a ON a.publication_id = p.id
       WHERE p.court_id = :courtId AND p.published_on >= :from AND p.published_on < :until AND p.status IN ('verified', 'returned', 'pending') AND a.person_id IS NOT NULL ORDER BY p.published_on, p.id, a.place`,
      { courtId, from: period.from, until: period.until },
    );
    const returned = await this.database.rows<{ id: string; reason: string | null }>(
      `SELECT p.id AS "id", p.reason AS "reason" FROM research_publication p WHERE p.court_id = :courtId AND p.published_on >= :from AND p.published_on < :until AND p.status = 'returned' ORDER BY p.published_on, p.id`,
      { courtId, from: period.from, until: period.until },
    );
    const pairs = await this.database.rows<{ id: string; same: number | boolean }>(
      `SELECT r.id AS "id", r.same AS "same" FROM research_pair r WHERE r.court_id = :courtId AND r.superseded_at IS NULL
       AND EXISTS (SELECT 1 FROM research_publication p WHERE p.id IN (r.one_id, r.other_id) AND p.published_on >= :from AND p.published_on < :until) ORDER BY r.id`,
      { courtId, from: period.from, until: period.until },
    );
    const divisions = await this.database.repository(Division).find({ where: { courtId }, order: { position: 'ASC', id: 'ASC' } });
    const towards = await this.progress.byDivision(courtId, period);
    const least = leastPublished((await this.parameters.inForce(courtId, LEAST_SIZE, lastDayOf(period)))?.value);
    const names = anonymous ? await this.namesOf(courtId) : [];
    const shown = divisions.map((division) => ({ division, rows: rows.filter(({ divisionId }) => divisionId === division.id), way: towards.get(division.id) ?? NOTHING })).filter(({ rows: own, way }) => own.length > 0 || way.people > 0);
    const same = pairs.filter(({ same: one }) => Boolean(Number(one))).length;
    const figures: NamedFigure[] = [
      figure('verified', '核定成果', 'pieces verified', pieces(rows, 'verified')),
      figure('points', '计入分值', 'points counted', pointsOf(rows)),
      figure('pending', '待核成果', 'pieces waiting', pieces(rows, 'pending')),
      figure('returned', '退回成果', 'pieces returned', returned.length),
      figure('same', '认定同一篇', 'found to be one piece', same),
      figure('different', '认定不是同一篇', 'found not to be one piece', pairs.length - same),
      ...shown.flatMap(({ division: { name, nameEn }, rows: own, way }, index) => [
        figure(`d${index + 1}.verified`, `${name}核定成果`, `${nameEn}: pieces verified`, pieces(own, 'verified')),
        figure(`d${index + 1}.points`, `${name}计入分值`, `${nameEn}: points`, pointsOf(own)),
        figure(`d${index + 1}.reached`, `${name}已达到年度要求人数`, `${nameEn}: people who reached the year’s requirement`, way.people < least ? '—' : way.reached),
      ]),
    ];
    return {
      figures,
      tables: {
        divisions: {
          title: '各庭室调研成果', head: ['庭室', '核定（件）', '计入（分）', '年度要求（分）', '年初至今（分）', '已达要求（人）', '有要求（人）', '退回（件）'], widths: ['*', 'auto', 'auto', 'auto', 'auto', 'auto', 'auto', 'auto'],
          rows: shown.map(({ division: { name }, rows: own, way }) => [name, String(pieces(own, 'verified')), pointsOf(own), ...(way.people < least ? ['—', '—', '—'] : [way.required, way.earned, String(way.reached)]), String(way.people), String(pieces(own, 'returned'))]),
        },
        returned: { title: '退回理由', head: ['序号', '理由'], rows: returned.map(({ reason }, index) => [String(index + 1), strikeOut(reason ?? '—', names)]), widths: ['auto', '*'] },
      },
      basis: { publications: [...new Set(rows.map(({ id, version }) => `${id}@${version}`))], pairs: pairs.map(({ id }) => id) },
    };
  }

  /** Longer names first, so that one name inside another is struck out whole. */
  private async namesOf(courtId: string): Promise<string[]> {
    const people = await this.database.repository(Person).find({ where: { courtId }, select: { name: true } });
    return [...new Set(people.map(({ name }) => name))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  draft({ tables }: BulletinData, { key }: EvaluationPeriod): BulletinSection[] {
    return [
      { key: 'basic', heading: '一、基本情况', body: `${prose(key)}发表的成果，已核定{{verified}}件，计入{{points}}分；待核{{pending}}件，退回{{returned}}件。\n{{table:divisions}}\n跨庭室合作的成果在各庭室分别列示，全院不重复计；年初至今按年度要求计算，新闻、信息封顶部分不计。` },
      { key: 'returned', heading: '二、退回情况', body: tables.returned!.rows.length ? '退回的成果可以更正后重新登记，也可以提出异议。\n{{table:returned}}' : '本季度没有退回的成果。' },
      { key: 'pairs', heading: '三、同一篇的认定', body: '核对相似成果，认定同一篇{{same}}对，不是同一篇{{different}}对。同一篇只计分值最高的。' },
      { key: 'demands', heading: '四、有关要求', body: '各庭室应当对照年度要求督促登记，待核的成果由审管办及时核定。' },
    ];
  }
}

function figure(key: string, zh: string, en: string, value: number | string): NamedFigure {
  return { key, label: { zh, en }, text: String(value) };
}

function pieces(rows: readonly Counted[], status: string): number {
  return new Set(rows.filter((row) => row.status === status).map(({ id }) => id)).size;
}

function pointsOf(rows: readonly Counted[]): string {
  return points(sum(rows.filter(({ status }) => status === 'verified').map(({ points: given }) => fromHundredths(given))));
}

/** @example prose('2026Q3') // '2026年第三季度' */
function prose(key: string): string {
  return `${key.slice(0, 4)}年第${'一二三四'[Number(key.slice(5)) - 1]!}季度`;
}
