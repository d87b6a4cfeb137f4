import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SchemeVersion } from '../evaluation/scheme-version.entity.js';
import { digestOf, withVersion } from '../evaluation/scheme-text.js';
import { Database } from '../platform/database/database.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { recordId } from './record-id.js';

const ADOPTED_ON = '2025-12-22';
const FROM = '2026-01-01';

/** The second version of the judges' schemes in the demonstration court: as the first, with points outside the full mark. */
@Injectable()
export class SchemeStory {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>,
  ) {}

  async tell(courtId: string): Promise<void> {
    const extra = readFileSync(join(this.settings.configFolder, 'demonstration', 'extra-points.yaml'), 'utf8');
    const repository = this.database.repository(SchemeVersion);
    for (const first of await repository.findBy({ courtId, post: 'judge', version: '1', status: 'adopted' })) {
      const document = `${withVersion(first.document, 2).replace(/^effectiveFrom: .*$/m, `effectiveFrom: ${FROM}`).trimEnd()}\n${extra}`;
      await repository.update(first.id, { effectiveUntil: FROM });
      await repository.insert({
        ...first, id: recordId(ADOPTED_ON, 'scheme-version', first.schemeId), version: '2', document, digest: digestOf(document), effectiveFrom: FROM, basedOnId: first.id,
        resolution: '示例：考评委〔2025〕7号', createdAt: `${ADOPTED_ON}T02:00:00.000Z`,
      });
    }
  }
}
