import { Injectable } from '@nestjs/common';
import { CASE_NATURES } from '../kernel/actor.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { Sentence } from '../kernel/domain-error.js';
import { CaseFacts } from '../cases/case-facts.js';
import { lastDayOf, ServiceRecord, type ServedMember } from '../court/service-record.js';
import { DECLARED_FACTS } from '../evaluation/declared-facts.js';
import { evaluationErrors } from '../evaluation/evaluation.errors.js';
import { FactsGatherer } from '../evaluation/facts-gatherer.js';
import { SchemeChecks } from '../evaluation/scheme-checks.js';
import { readAdopted } from '../evaluation/scheme-text.js';
import type { SchemeVersion } from '../evaluation/scheme-version.entity.js';
import { choose, SchemesService } from '../evaluation/schemes.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { combinePeriods, shorterPeriods } from '../rules/scheme/combine-periods.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import { prepareScheme, scorePerson } from '../rules/scheme/evaluate.js';
import type { PersonFacts, Piece } from '../rules/scheme/facts.js';
import { factsNeeded } from '../rules/scheme/facts-needed.js';
import type { ScoreSheet } from '../rules/scheme/score-sheet.js';
import type { PeriodFacts, SchemeOf } from './group-sheets.js';
import { LiveGroups, type LiveGroup, type WorkedOut } from './live-groups.js';
import { workOut, type GroupFacts, type GroupResult } from './group-result.js';
import { efficiencyPiece, ownScorePiece, sheetFactsOf } from './sheet-facts.js';

/** 同岗同位: post × case nature. `judge:civil`; a post without natures has its own name alone. */
export interface PeopleGroup {
  key: string;
  post: string;
  nature: string | null;
  title: Sentence;
  members: ServedMember[];
}

export interface PeerGroup extends PeopleGroup {
  scheme: SchemeVersion;
}

export interface EvaluatedGroup {
  group: PeerGroup;
  input: GroupFacts;
  result: GroupResult;
}

/** Group and period → what it came to. */
export type Beside = Map<string, Promise<EvaluatedGroup>>;

/** Who is compared with whom, and what comes of it. */
@Injectable()
export class PeerGroupsService {
  constructor(
    private readonly service: ServiceRecord,
    private readonly schemes: SchemesService,
    private readonly gatherer: FactsGatherer,
    private readonly cases: CaseFacts,
    private readonly checks: SchemeChecks,
    private readonly live: LiveGroups,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Every group that has members and a scheme in force on the period's last day, in a fixed order. A judge whose post
   * names no nature stands in the group of each nature in which a case was closed, with the cases of that nature.
   */
  async groups(courtId: string, period: EvaluationPeriod): Promise<PeerGroup[]> {
    const schemes = await this.schemes.allInForce(courtId, lastDayOf(period));
    return (await this.people(courtId, period)).flatMap((group) => {
      const scheme = choose(schemes, group.post, group.nature);
      return scheme ? [{ ...group, scheme }] : [];
    });
  }

  /** Who would be compared with whom, whether or not a scheme governs them; in a fixed order. */
  async people(courtId: string, period: EvaluationPeriod): Promise<PeopleGroup[]> {
    const byKey = new Map<string, ServedMember[]>();
    const members = await this.service.members(courtId, period);
    const hearingAll = members.filter((member) => member.post === 'judge' && member.nature === null).map((member) => member.personId);
    const heard = await this.cases.naturesHeard(courtId, period, hearingAll);
    for (const member of members) {
      const natures = heard.get(member.personId)?.filter((nature) => NATURES.includes(nature)) ?? [member.nature];
      for (const key of natures.map((nature) => groupKey(member.post, nature))) byKey.set(key, [...(byKey.get(key) ?? []), member]);
    }
    return [...byKey]
      .map(([key, own]) => ({ key, ...readKey(key), title: groupTitle(readKey(key).post, readKey(key).nature), members: own }))
      .sort((x, y) => ORDER.indexOf(x.nature ?? '') - ORDER.indexOf(y.nature ?? '') || (x.key < y.key ? -1 : 1));
  }

  /** @throws scheme.noneInForce when nobody is in that group or no scheme governs it */
  async group(courtId: string, key: string, period: EvaluationPeriod): Promise<PeerGroup> {
    const found = (await this.groups(courtId, period)).find((group) => group.key === key);
    if (!found) throw evaluationErrors['scheme.noneInForce']({ group: key, day: lastDayOf(period) });
    return found;
  }

  /**
   * As it stands now. Inside a transaction it is worked out afresh, since that transaction's own changes count already.
   * @param toldOf whose facts are wanted with every record a page shows; the others' hold only what is scored
   * @param beside what was worked out in the same look at a court inside a transaction: the sheets of judges are asked for by every group of chiefs
   */
  async evaluate(courtId: string, group: PeerGroup, period: EvaluationPeriod, toldOf: string | null = null, beside: Beside = new Map()): Promise<EvaluatedGroup> {
    const whole = async (toldFor: 'page' | 'score'): Promise<WorkedOut> => {
      const { input, scheme, schemeOf } = await this.factsUnder(courtId, group, period, group.scheme, toldFor, beside);
      return { input, scheme, result: workOut(input, schemeOf) };
    };
    if (this.database.inTransaction) {
      const key = `${group.key} ${period.key}`;
      const worked = beside.get(key) ?? whole('page').then((one) => ({ group, ...one }));
      beside.set(key, worked);
      return worked;
    }
    const { input, result } = await this.live.workedOut(await this.liveGroup(courtId, group, period, () => whole('score')));
    return { group, result, input: toldOf === null ? input : { ...(await this.toldOf(courtId, group, input, toldOf)), group: group.key } };
  }

  /** The same facts, with one member's told in full. */
  private async toldOf(courtId: string, group: PeerGroup, part: PeriodFacts, personId: string): Promise<PeriodFacts> {
    const shorter = part.shorter && (await Promise.all(part.shorter.map((one) => this.toldOf(courtId, group, one, personId))));
    const members = part.members.filter((member) => member.personId === personId);
    const [told] = await this.gather(courtId, parsePeriod(part.period)!, members, this.schemeOf(group.scheme, part), group.nature, 'page');
    return { ...part, ...(shorter ? { shorter } : {}), facts: part.facts.map((facts) => (facts.personId === personId ? told! : facts)) };
  }

  private async liveGroup(courtId: string, group: PeerGroup, period: EvaluationPeriod, whole: () => Promise<WorkedOut>): Promise<LiveGroup> {
    const parameters = await this.checks.parametersOf(courtId, readAdopted(group.scheme.document), lastDayOf(period));
    return {
      courtId,
      period,
      key: JSON.stringify([group.key, group.scheme.digest, parameters, group.members, ...(sheetFactsOf(this.schemeOf(group.scheme, { period: period.key, parameters })).size ? await this.judgesKeys(courtId, period) : [])]),
      readsOthers: (scheme) => {
        const asked = new Set(factsNeeded(scheme));
        return scheme.facts.ofUnit.size > 0 || sheetFactsOf(scheme).size > 0 || DECLARED_FACTS.some(({ name, per }) => per === 'unit' && asked.has(name));
      },
      whole,
      factsOf: (people, scheme) => this.gather(courtId, period, group.members.filter(({ personId }) => people.has(personId)), scheme, group.nature, 'score'),
    };
  }

  /** What the sheets of judges depend on beside facts. */
  private async judgesKeys(courtId: string, period: EvaluationPeriod): Promise<unknown[]> {
    const judges = (await this.groups(courtId, period)).filter(({ post }) => post === JUDGE);
    return Promise.all(judges.map(async ({ key, scheme, members }) => [key, scheme.digest, await this.checks.parametersOf(courtId, readAdopted(scheme.document), lastDayOf(period)), members]));
  }

  /**
   * What a group's result under a version would rest on: facts, and the court's numbers on the period's last day; of a combined period, those of the shorter ones too.
   * @param only whose facts are asked for, in shorter periods too; without it, everybody's
   */
  async factsUnder(courtId: string, { members, ...named }: PeopleGroup, period: EvaluationPeriod, version: Pick<SchemeVersion, 'document' | 'digest'>, toldFor: 'page' | 'score' = 'page', beside: Beside = new Map(), only: ReadonlySet<string> | null = null): Promise<{ input: GroupFacts; scheme: CompiledScheme; schemeOf: SchemeOf }> {
    const schemeOf: SchemeOf = (part) => this.schemeOf(version, part);
    const group: PeopleGroup = { ...named, members: asked(members, only) };
    const { facts, scheme } = await this.factsOf(courtId, group, period, version, toldFor, beside);
    const keys = shorterPeriods(scheme, period.key);
    const input: GroupFacts = { ...facts, group: group.key, ...(keys ? { shorter: await this.shorterFacts(courtId, group, period, version, keys, toldFor, beside, only) } : {}) };
    return { input, scheme, schemeOf };
  }

  /** A shorter period that has not begun has no sheet; nor has one in which nobody stood in the group. */
  private async shorterFacts(courtId: string, group: PeopleGroup, whole: EvaluationPeriod, version: Pick<SchemeVersion, 'document' | 'digest'>, keys: readonly string[], toldFor: 'page' | 'score', beside: Beside, only: ReadonlySet<string> | null): Promise<PeriodFacts[]> {
    const today = this.clock.today();
    const parts: PeriodFacts[] = [];
    for (const period of keys.map((key) => parsePeriod(key)!).filter(({ from }) => from <= today)) {
      const standing = period.key === whole.key ? group : (await this.people(courtId, period)).find(({ key }) => key === group.key);
      const own = standing && { ...standing, members: asked(standing.members, only) };
      if (!own?.members.length) continue;
      const { facts, scheme } = await this.factsOf(courtId, own, period, version, toldFor, beside);
      const inner = period.key === whole.key ? null : shorterPeriods(scheme, period.key);
      parts.push({ ...facts, ...(inner ? { shorter: await this.shorterFacts(courtId, own, period, version, inner, toldFor, beside, only) } : {}) });
    }
    return parts;
  }

  private async factsOf(courtId: string, { members, nature }: PeopleGroup, period: EvaluationPeriod, version: Pick<SchemeVersion, 'document' | 'digest'>, toldFor: 'page' | 'score', beside: Beside): Promise<{ facts: PeriodFacts; scheme: CompiledScheme }> {
    const day = lastDayOf(period);
    const parameters = await this.checks.parametersOf(courtId, readAdopted(version.document), day);
    const scheme = this.checks.compile(version, day, parameters);
    const facts = await this.gather(courtId, period, members, scheme, nature, toldFor, beside);
    const units = await this.gatherer.gatherUnits(courtId, period, members, scheme);
    return { scheme, facts: { period: period.key, members, facts, ...(Object.keys(parameters).length ? { parameters } : {}), ...(units.length ? { units } : {}) } };
  }

  private async gather(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], scheme: CompiledScheme, nature: string | null, toldFor: 'page' | 'score', beside: Beside = new Map()): Promise<PersonFacts[]> {
    const facts = await this.gatherer.gather(courtId, period, members, scheme, nature, toldFor);
    const asked = sheetFactsOf(scheme);
    if (!asked.size || !members.length) return facts;
    // A judge's own scheme takes nothing from the sheets of judges: it would ask itself.
    const judges = members.some(({ post }) => post === JUDGE) ? [] : (await this.groups(courtId, period)).filter(({ post }) => post === JUDGE);
    const evaluated = new Map<string, Promise<EvaluatedGroup>>();
    const sheetsOf = (group: PeerGroup): Promise<EvaluatedGroup> => {
      const known = evaluated.get(group.key) ?? this.evaluate(courtId, group, period, null, beside);
      evaluated.set(group.key, known);
      return known;
    };
    for (const own of facts) {
      const member = members.find(({ personId }) => personId === own.personId)!;
      if (asked.has('ownJudgeScore')) {
        const group = judges.find((one) => one.nature === member.nature);
        const sheet = group && (await this.sheetBeside(courtId, (await sheetsOf(group)).input, group, member));
        own.pieces['ownJudgeScore'] = sheet ? ownScorePiece(sheet, period.key) : [];
      }
      if (asked.has('divisionEfficiency')) own.pieces['divisionEfficiency'] = await this.efficiencyOf(judges, member.divisionId, sheetsOf);
    }
    return facts;
  }

  /** One piece for each judge of the division, in the order of the groups and of the people. */
  private async efficiencyOf(judges: readonly PeerGroup[], divisionId: string, sheetsOf: (group: PeerGroup) => Promise<EvaluatedGroup>): Promise<Piece[]> {
    const pieces: Piece[] = [];
    for (const group of judges) {
      const own = group.members.filter((member) => member.divisionId === divisionId);
      if (!own.length) continue;
      const { sheets } = (await sheetsOf(group)).result;
      for (const { personId, name } of own) pieces.push(...efficiencyPiece(sheets.find((sheet) => sheet.personId === personId)!, name));
    }
    return pieces;
  }

  /** What somebody outside the group would score beside its members, whose means stay as they are; `null` without service. */
  private async sheetBeside(courtId: string, part: PeriodFacts, group: PeerGroup, member: ServedMember): Promise<ScoreSheet | null> {
    const scheme = this.schemeOf(group.scheme, part);
    if (!part.shorter) {
      const [facts] = await this.gatherer.gather(courtId, parsePeriod(part.period)!, [member], scheme, group.nature, 'score');
      return scorePerson(prepareScheme(scheme, part.facts, part.units), facts!);
    }
    const sheets = [];
    for (const inner of part.shorter) {
      const then = (await this.service.members(courtId, parsePeriod(inner.period)!)).find(({ personId }) => personId === member.personId);
      const sheet = then && (await this.sheetBeside(courtId, inner, group, then));
      if (sheet) sheets.push({ period: inner.period, sheet });
    }
    return sheets.length ? combinePeriods(scheme, part.period, sheets) : null;
  }

  /** The scheme a group's result was worked out with: the version's text with the values of that period. */
  schemeOf(version: Pick<SchemeVersion, 'document' | 'digest'>, { period, parameters }: Pick<GroupFacts, 'period' | 'parameters'>): CompiledScheme {
    return this.checks.compile(version, lastDayOf(parsePeriod(period)!), parameters);
  }
}

function asked(members: readonly ServedMember[], only: ReadonlySet<string> | null): ServedMember[] {
  return members.filter(({ personId }) => !only || only.has(personId));
}

const JUDGE = 'judge';

const ORDER = ['civil', 'criminal', 'administrative', 'enforcement', ''];

const NATURES: readonly string[] = CASE_NATURES;

export function readKey(key: string): { post: string; nature: string | null } {
  const [post, nature] = key.split(':') as [string, string | undefined];
  return { post, nature: nature ?? null };
}

export function groupKey(post: string, nature: string | null): string {
  return nature ? `${post}:${nature}` : post;
}

const POST_TITLES: Readonly<Record<string, Sentence>> = {
  judge: { zh: '员额法官', en: 'judges' },
  divisionChief: { zh: '庭长', en: 'division chiefs' },
  deputyDivisionChief: { zh: '副庭长', en: 'deputy division chiefs' },
  judgeAssistant: { zh: '法官助理', en: 'judge assistants' },
  clerk: { zh: '书记员', en: 'clerks' },
  enforcementOfficer: { zh: '执行员', en: 'enforcement officers' },
  qualityReviewer: { zh: '质量评查员', en: 'quality reviewers' },
};

const NATURE_TITLES: Readonly<Record<string, Sentence>> = {
  civil: { zh: '民商事', en: 'Civil' },
  criminal: { zh: '刑事', en: 'Criminal' },
  administrative: { zh: '行政', en: 'Administrative' },
  enforcement: { zh: '执行', en: 'Enforcement' },
};

export function groupTitle(post: string, nature: string | null): Sentence {
  const of = POST_TITLES[post] ?? { zh: post, en: post };
  const kind = nature ? (NATURE_TITLES[nature] ?? { zh: nature, en: nature }) : null;
  return kind ? { zh: `${kind.zh}·${of.zh}`, en: `${kind.en} ${of.en}` } : of;
}
