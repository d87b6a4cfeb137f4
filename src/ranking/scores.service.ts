import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { previousPeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
import { PeerGroupsService, type PeerGroup } from '../peer-comparison/peer-groups.service.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { ContestedView } from './contested-view.js';
import { GroupSights, isPlaced, WHOLE_SIGHT, type GroupSight } from '../peer-comparison/group-sight.js';
import { rankingErrors } from './ranking.errors.js';
import { readPeriod } from './rankings.service.js';
import { SheetBuilder } from './sheet-builder.js';
import { SnapshotsService } from './snapshots.service.js';
import { withoutRanks } from './without-ranks.js';
import { VisiblePeople } from '../peer-comparison/visible-people.js';

/** 得分单 with everything a judge needs to see why: case, clause, quote, share, and what if it were withdrawn. */
@Injectable()
export class ScoresService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly snapshots: SnapshotsService,
    private readonly groups: PeerGroupsService,
    private readonly sheets: SheetBuilder,
    private readonly contested: ContestedView,
    private readonly visible: VisiblePeople,
    private readonly sights: GroupSights,
  ) {}

  /** @param group key of the peer group, of somebody who stands in several; the first where the person is not in it */
  async mine(actor: Actor, periodKey: string, group = ''): Promise<ScoreSheetView> {
    require(actor, 'score.read');
    if (!actor.personId) throw rankingErrors['score.noPerson']();
    return this.sheet(actor.courtId, actor.personId, periodKey, actor, group);
  }

  /** Opening somebody else's sheet leaves a trace. */
  async ofPerson(actor: Actor, personId: string, periodKey: string, group = ''): Promise<ScoreSheetView> {
    require(actor, 'score.read');
    const period = readPeriod(periodKey);
    const seen = await this.visible.ids(actor, 'score.read', period);
    if (!seen.has(personId)) throw platformErrors['record.notFound']();
    const sheet = await this.sheet(actor.courtId, personId, periodKey, actor, group);
    if (personId !== actor.personId) {
      await this.database.transaction(async () => {
        this.audit.record(actor, { action: 'score.opened', subjectKind: 'person', subjectId: personId, after: { period: period.key } });
      });
    }
    return sheet;
  }

  /** Whether it may be read has been asked above. @param reader is shown an order as the court's settings say; `null`: the machine's own command line */
  async sheet(courtId: string, personId: string, periodKey: string, reader: Actor | null = null, groupKey = ''): Promise<ScoreSheetView> {
    const period = readPeriod(periodKey);
    const groups = (await this.snapshots.groupsOf(courtId, period)).filter((one) => one.members.some((member) => member.personId === personId));
    const found = groups.find(({ key }) => key === groupKey) ?? groups[0];
    const current = found && (await this.snapshots.current(courtId, found, period, personId));
    if (!current) throw rankingErrors['score.notRanked']({ period: period.key });
    const { group, input, status, frozen } = current;
    const sight = reader ? await this.sights.of(courtId, await this.sights.reachOf(reader, period), period, group) : WHOLE_SIGHT;
    const body = await this.sheets.build(courtId, period, { ...current, schemeOf: (part) => this.groups.schemeOf(group.scheme, part) }, personId, sight.described);
    const sheet = { ...body, ...(await this.contested.of(courtId, personId, period, body.components)) };
    return {
      ...(isPlaced(sight, personId) ? withoutMedians(sheet, sight) : withoutRanks(sheet)),
      band: sight.mode === 'interval' || sight.disclosure(personId) === 'none' ? null : (sight.bandOf(body.total)?.title ?? null),
      tooSmall: sight.tooSmall,
      peerGroups: groups.map(({ key, title }) => ({ key, title })),
      status,
      digest: frozen?.digest ?? null,
      scheme: {
        id: group.scheme.id,
        version: group.scheme.version,
        title: { zh: group.scheme.title, en: group.scheme.titleEn },
        effectiveFrom: group.scheme.effectiveFrom,
        example: group.scheme.example,
        digest: group.scheme.digest,
      },
      change: await this.change(courtId, personId, period, body.total, group.key, reader),
      parameters: Object.entries(input.parameters ?? {}).map(([key, set]) => ({ key, ...set })),
      asOf: frozen?.at ?? this.clock.instant(),
    };
  }

  /** It tells what the total was: nothing of a period whose sheet the reader may not open, as of somebody who came into the division since. */
  private async change(courtId: string, personId: string, period: EvaluationPeriod, total: string, groupKey: string, reader: Actor | null): Promise<string | null> {
    if (reader && reader.personId !== personId && !(await this.visible.ids(reader, 'score.read', previousPeriod(period))).has(personId)) return null;
    const stoodIn = ({ members }: PeerGroup): boolean => members.some((member) => member.personId === personId);
    const before = (await this.snapshots.before(courtId, period, (group) => group.key === groupKey && stoodIn(group))) ?? (await this.snapshots.before(courtId, period, stoodIn));
    const standing = before?.result.standings.find((one) => one.personId === personId);
    return standing ? points(new Decimal(total).minus(standing.total)) : null;
  }
}

/** A median is a place in an order: an indicator in interval mode has none. */
function withoutMedians<T extends Pick<ScoreSheetView, 'components'>>(sheet: T, sight: GroupSight): T {
  return { ...sheet, components: sheet.components.map((component) => (sight.modeOf(component.key) === 'interval' ? { ...component, peerMedian: null } : component)) };
}
