import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';
import type { RankingView } from '../ranking/dto/ranking.dto.js';
import { withApplication } from './application.js';
import { cliErrors } from './cli.errors.js';

/** The court named by its code, or the only one there is. */
export async function courtId(app: NestFastifyApplication, code: string | undefined): Promise<string> {
  const [{ Database }, { Court }] = await Promise.all([import('../platform/database/database.js'), import('../court/court.entities.js')]);
  const courts = await app.get(Database).repository(Court).find({ order: { code: 'ASC' } });
  const fitting = code === undefined ? courts : courts.filter((court) => court.code === code);
  const judged = fitting.length > 1 ? await withCases(app, fitting.map((court) => court.id)) : fitting.map((court) => court.id);
  if (judged.length !== 1) throw cliErrors['cli.whichCourt']({ codes: courts.map((court) => `${court.code} ${court.name}`).join('，') });
  return judged[0]!;
}

/** A superior court that only reads published figures has no cases of its own. */
async function withCases(app: NestFastifyApplication, ids: string[]): Promise<string[]> {
  const { Database } = await import('../platform/database/database.js');
  const rows = await app.get(Database).rows<{ id: string }>('SELECT c.id AS "id" FROM court c WHERE c.id IN (:...ids) AND EXISTS (SELECT 1 FROM court_case k WHERE k.court_id = c.id)', { ids });
  return rows.map((row) => row.id);
}

export function wholeRanking(court: string | undefined, group: string, period: string): Promise<RankingView> {
  return withApplication(async (app) => {
    const { RankingsService } = await import('../ranking/rankings.service.js');
    return app.get(RankingsService).whole(await courtId(app, court), group, period);
  });
}

export function wholeSheet(court: string | undefined, person: string, period: string): Promise<ScoreSheetView> {
  return withApplication(async (app) => {
    const { ScoresService } = await import('../ranking/scores.service.js');
    const id = await courtId(app, court);
    return app.get(ScoresService).sheet(id, await personId(app, id, person), period);
  });
}

async function personId(app: NestFastifyApplication, court: string, asked: string): Promise<string> {
  const [{ Database }, { Person }] = await Promise.all([import('../platform/database/database.js'), import('../court/court.entities.js')]);
  const people = await app.get(Database).repository(Person).find({ where: [{ courtId: court, id: asked }, { courtId: court, name: asked }] });
  if (people.length !== 1) throw cliErrors['cli.whichPerson']({ asked, found: people.length });
  return people[0]!.id;
}
