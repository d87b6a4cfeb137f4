import { Injectable } from '@nestjs/common';
import type { Actor, CaseNature } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { require } from '../platform/permissions/data-scope.js';
import { AssignmentSettings } from './assignment-settings.js';
import type { CandidateRow } from './dto/settings.dto.js';
import { JudgesOnDuty, type JudgeOnDuty } from './judges-on-duty.js';
import { two } from './run-views.js';

/** Who could be given a case of a nature today. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly clock: Clock,
    private readonly settings: AssignmentSettings,
    private readonly judges: JudgesOnDuty,
  ) {}

  async list(actor: Actor, nature: CaseNature): Promise<CandidateRow[]> {
    require(actor, 'assignment.read');
    const settings = await this.settings.inForce(actor.courtId, this.clock.today());
    const load = (value: number) => (settings.loadIn === 'cases' ? String(value) : two(value));
    return (await this.judges.of(actor.courtId, nature, this.clock.today(), settings)).map((one) => ({
      judgeId: one.judgeId,
      name: one.name,
      unitId: one.unitId,
      unit: one.unit,
      post: one.post,
      backlog: load(one.backlog),
      capacity: two(one.capacity),
      relative: one.capacity === 0 ? '—' : two(one.backlog / one.capacity),
      pendingCap: one.pendingCap === null ? null : load(one.pendingCap),
      specialisms: one.specialisms,
      available: one.available,
      notes: one.notes,
    }));
  }

  /** The judge of that nature today, or what is wrong with the choice. */
  async chosen(courtId: string, nature: string, judgeId: string, path: string, faults: Fault[]): Promise<JudgeOnDuty | null> {
    const today = this.clock.today();
    const settings = await this.settings.inForce(courtId, today);
    const found = (await this.judges.of(courtId, nature as CaseNature, today, settings)).find((one) => one.judgeId === judgeId);
    if (!found) faults.push({ path, zh: '此人不是本院办理此类案件的法官。请从列表中选择。', en: 'That person takes no cases of this nature in this court. Choose from the list.' });
    else if (!found.available) faults.push({ path, zh: `${found.name}现在不在岗（${found.awayReason ?? ''}）。请另选一人。`, en: `${found.name} is away now. Choose somebody else.` });
    return found ?? null;
  }
}
