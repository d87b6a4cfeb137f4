import type { ScoresView } from '../../src/quality-review/forms/dto/forms.dto.js';
import type { HearingView } from '../../src/quality-review/forms/dto/hearings.dto.js';
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

/** Everything looked at: nothing lost but what is named, each point of the summation at its second step. */
export async function markHearing(agent: Agent, id: string, lost: Record<string, string> = {}, submit = true): Promise<void> {
  const { own } = (await agent.get(`/api/hearings/${id}`).expect(200)).body as HearingView;
  const values = Object.fromEntries(own!.forms.map(({ form, parts }) => [form, Object.fromEntries(parts.map((part) => [part.code, Object.fromEntries(part.items.map(({ code }) => [code, lost[code] ?? (part.scale ? part.scale[1]! : '0')]))]))]));
  const { body } = await agent.put(`/api/hearings/${id}/marks`).send({ values, comment: '', version: own!.version }).expect(200);
  if (submit) await agent.post(`/api/hearings/${id}/submit`).send({ version: body.own.version }).expect(200);
}
