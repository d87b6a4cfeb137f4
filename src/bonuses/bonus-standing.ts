import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Unsettled } from '../ranking/closing/unsettled-results.js';
import { FrozenStandings } from '../ranking/frozen-standings.js';
import { BonusConfirmation, type BonusRound } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { bonusNumber } from './bonus-words.js';

/** What was corrected after a round was approved. */
export interface CorrectedSince {
  /** 更正〔2026〕第2号, …: those that changed one of its groups. */
  corrections: string[];
  /** Group → digest of the results in force. */
  digests: Record<string, string>;
  /** A decision to let the amounts stand covers these very results. */
  confirmed: boolean;
}

type Rested = Pick<BonusRound, 'id' | 'courtId' | 'period' | 'groups' | 'status'>;

/** Whether the results a round rests on still hold: contested, under correction, or corrected since it was approved. */
@Injectable()
export class BonusStanding {
  constructor(
    private readonly database: Database,
    private readonly standings: FrozenStandings,
  ) {}

  unsettled(round: Rested): Promise<Unsettled[]> {
    return this.standings.unsettled(round.courtId, round.period, keysOf(round));
  }

  /** @throws period.unsettled */
  mustBeSettled(round: Rested): Promise<void> {
    return this.standings.mustBeSettled(round.courtId, round.period, keysOf(round));
  }

  /** @throws period.unsettled; bonus.correctedSince where results were corrected after its approval and nobody has decided that the amounts stand */
  async mustBePayable(round: BonusRound): Promise<void> {
    await this.mustBeSettled(round);
    const since = await this.correctedSince(round);
    if (since && !since.confirmed) throw bonusErrors['bonus.correctedSince']({ number: bonusNumber(round), period: round.period, known: since.corrections.join('、') || '—' });
  }

  /** `null` while it is not approved (a draft follows the results by itself), or where nothing changed. */
  async correctedSince({ id, courtId, period, groups, status }: Rested): Promise<CorrectedSince | null> {
    if (status !== 'approved' && status !== 'paid') return null;
    const now = await this.standings.digests(courtId, period);
    if (groups.every(({ key, digest }) => now.get(key) === digest)) return null;
    const digests = Object.fromEntries(groups.map(({ key }) => [key, now.get(key) ?? '']));
    const confirmed = (await this.confirmations(id)).some((one) => groups.every(({ key }) => one.digests[key] === digests[key]));
    return { corrections: await this.standings.corrections(courtId, period, groups.map(({ key }) => key)), digests, confirmed };
  }

  confirmations(roundId: string): Promise<BonusConfirmation[]> {
    return this.database.repository(BonusConfirmation).find({ where: { roundId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  }
}

function keysOf({ groups }: Rested): string[] {
  return groups.map(({ key }) => key);
}
