import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { OutletBook } from '../research/outlet-book.js';
import { ResearchObjection } from '../research/research.entities.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

/** Research of the demonstration court beside the pieces themselves: the list of outlets, and an objection that waits for a second look. */
@Injectable()
export class ResearchStory {
  constructor(
    private readonly database: Database,
    private readonly outlets: OutletBook,
  ) {}

  async tell(world: World, { researchStory }: DemonstrationPlan, courtId: string): Promise<void> {
    for (const { code, ...content } of researchStory.outlets)
      await this.outlets.insert(courtId, { code, version: 1, effectiveFrom: '2025-01-01', effectiveUntil: null, source: `示例〔2026〕1号 ${code}`, example: true, content });
    for (const { key, on, objection } of researchStory.pieces) {
      if (!objection) continue;
      const author = world.accounts.find(({ username }) => username === objection.by)!.personId!;
      await this.database.repository(ResearchObjection).insert({
        id: recordId(objection.on, 'research-objection', key), courtId, publicationId: recordId(on, 'research', 'told', key), authorId: author, grounds: objection.grounds, filedOn: objection.on, status: 'open',
        answer: null, answeredById: null, answeredBy: null, answeredOn: null, version: 1,
      });
    }
  }
}
