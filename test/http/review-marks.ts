import type { ScoresView } from '../../src/quality-review/forms/dto/forms.dto.js';
import type { Agent } from './small-court.js';

/** Looks at every item of every form of a review and takes nothing off but what is named (`F-DOC.facts.D11`). */
export async function scoreAll(desk: Agent, reviewId: string, lost: Record<string, string> = {}): Promise<ScoresView> {
  let { scores } = (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body as { scores: ScoresView };
  for (const { form, version, parts, notApplicable } of scores.forms) {
    if (notApplicable !== null) continue;
    const values = Object.fromEntries(parts.map(({ code: part, items }) => [part, Object.fromEntries(items.map(({ code }) => [code, lost[`${form}.${part}.${code}`] ?? '0']))]));
    scores = (await desk.put(`/api/reviews/${reviewId}/scores`).send({ form, values, version }).expect(200)).body as ScoresView;
  }
  return scores;
}
