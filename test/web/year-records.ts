import type { Asking, DemonstrationCourt } from './court.js';

const USERS: Record<string, string> = { 周宁: 'zhouning', 方敏: 'fangmin', 钟岩: 'zhongyan', 沈默: 'shenmo', 何静: 'hejing' };

interface Request {
  id: string;
  status: string;
  version: number;
  grounds: string[];
  members: { name: string; voted: boolean }[];
}

/** Requests of the autumn: accepted, put to the vote, answered. */
export async function answerRequests(court: DemonstrationCourt): Promise<void> {
  const office = await court.ask('yanming');
  const { items } = await office<{ items: { id: string }[] }>('GET', '/api/reconsiderations?status=unanswered');
  for (const { id } of items) await settle(court, office, id, 'refused');
}

async function settle(court: DemonstrationCourt, office: Asking, id: string, vote: 'upheld' | 'refused'): Promise<void> {
  const path = `/api/reconsiderations/${id}`;
  const seen = await office<Request>('GET', path);
  if (seen.status === 'filed') await office('POST', `${path}/accept`, { version: seen.version });
  const { members, grounds } = await office<Request>('GET', path);
  for (const { name } of members.filter(({ voted }) => !voted)) await (await court.ask(USERS[name]!))('POST', `${path}/votes`, { vote, reason: '已核对卷宗和裁判文书全文。' });
  const presiding = await court.ask(USERS[members[0]!.name]!);
  const { version } = await presiding<Request>('GET', path);
  await presiding('POST', `${path}/reply`, { version, answers: grounds.map(() => '经核对卷宗和裁判文书全文，按多数意见答复如上。'), clause: '《考核办法（示例）》第12条第1项' });
}

/** A serious finding counts once the committee has confirmed it. */
export async function decideFindings(court: DemonstrationCourt): Promise<void> {
  const member = await court.ask('liangzheng');
  const { items } = await member<{ items: { id: string }[] }>('GET', '/api/findings?status=provisional');
  for (const { id } of items) {
    const { finding } = await member<{ finding: { version: number } }>('GET', `/api/findings/${id}`);
    await member('POST', `/api/findings/${id}/decision`, { version: finding.version, outcome: 'confirmed', reasons: '评查意见有判决书原文为据。', resolution: '质评委〔2026〕第40号' });
  }
}

interface Person {
  personId: string;
  name: string;
}

const inGroup = async (office: Asking, group: string): Promise<Person[]> => (await office<{ standings: Person[] }>('GET', `/api/rankings/${encodeURIComponent(group)}/2026-11`)).standings;

/** December's sheet: two numbers of every officer, four of every clerk, and what did not happen to anybody. */
export async function factsOfDecember(court: DemonstrationCourt): Promise<string> {
  const office = await court.ask('cuizheng');
  const rows = (people: readonly Person[], facts: readonly [string, number][]): string[] => people.flatMap(({ name }) => facts.map(([fact, value]) => `${fact},${name},2026-12,${value},12月台账`));
  return [
    '事实,人员,考核期,值,依据',
    ...rows(await inGroup(office, 'clerk'), [['filesDue', 12], ['filesInTime', 11], ['nodesSampled', 30], ['nodesWrong', 1]]),
    ...rows(await inGroup(office, 'enforcementOfficer:enforcement'), [['nodesDue', 30], ['nodesInTime', 29]]),
    ...['latePayments', 'latePapers', 'recusalBreaches'].map((fact) => `${fact},,2026-12,本期没有,12月台账`),
  ].join('\n');
}

/** December's forms on clerks and reviewers: asked for, handed in, closed. */
export async function rateDecember(court: DemonstrationCourt): Promise<void> {
  const office = await court.ask('cuizheng');
  for (const [fact, group, users, minimumForms] of [['attitudeForms', 'clerk', ['panyi'], 1], ['reportForms', 'qualityReviewer', ['guguoping', 'chenzhiyuan', 'liangzheng'], 3]] as const) {
    const raters = await Promise.all(users.map((user) => court.ask(user)));
    const raterIds = await Promise.all(raters.map(async (rater) => (await rater<{ personId: string }>('GET', '/api/session')).personId));
    const ratedIds = (await inGroup(office, group)).map(({ personId }) => personId);
    const task = await office<{ id: string; version: number }>('POST', '/api/rating-tasks', { fact, period: '2026-12', raterGroup: '院领导和庭长', raterIds, ratedIds, minimumForms, outOf: '100', dueOn: '2027-01-15', source: '示例〔2026〕1号 第12节' });
    for (const rater of raters) for (const { id, version } of await rater<{ id: string; version: number }[]>('GET', '/api/rating-forms/owed')) await rater('PUT', `/api/rating-forms/${id}`, { mark: '91', version });
    await office('POST', `/api/rating-tasks/${task.id}/close`, { version: task.version });
  }
}

/** Somebody contests the dearest finding of the year, and the panel finds it unfounded. */
export async function contestAndUphold(court: DemonstrationCourt, user: string, period: string): Promise<void> {
  const judge = await court.ask(user);
  const { components } = await judge<{ components: { leaves: { lines: { eventId: string | null; points: string; source: { kind: string } | null }[] }[] }[] }>('GET', `/api/scores/me?period=${period}`);
  const lines = components.flatMap(({ leaves }) => leaves.flatMap((leaf) => leaf.lines)).filter(({ source }) => source?.kind === 'finding').sort((a, b) => Number(a.points) - Number(b.points));
  const { id } = await judge<{ id: string }>('POST', '/api/reconsiderations', { period, record: lines[0]!.eventId, ground: 'fact', ask: 'withdraw', grounds: ['判决书对该处已有完整的认定和理由，评查只摘引了其中一句。'] });
  await settle(court, await court.ask('yanming'), id, 'upheld');
}
