import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';
import { points } from '../kernel/exact.js';
import { authorShares, pointsByShare } from '../rules/research-points.js';
import { postings } from '../rules/research-postings.js';
import type { KindPoints, ResearchLevel } from '../rules/research-table.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { OutletPlan } from './research-plan.js';
import type { Colleague, Staff } from './staff.js';
import type { ResearchAuthorRow, ResearchRow } from './world.types.js';

const KINDS = { 'RP-01': 220, 'RP-03': 190, 'RP-08': 90, 'RP-09': 260, 'RP-10': 200, 'RP-06': 30, 'RP-02': 10 };
const LEVELS: Record<ResearchLevel, number> = { county: 330, prefecture: 360, province: 250, national: 60 };
const SUBJECTS = ['民间借贷举证责任', '小额诉讼程序适用', '电子送达', '涉物业纠纷源头治理', '执行和解协议履行', '认罪认罚从宽审查', '行政争议实质化解', '裁判文书说理', '家事案件心理疏导', '建设工程结算争议', '网络查控', '庭审小结'];
const FORMS = ['问题研究', '调查与思考', '的实践与完善', '若干问题探析', '案例评析', '情况分析'];
const AUTHORS = ['judge', 'divisionChief', 'deputyDivisionChief', 'judgeAssistant', 'vicePresident', 'enforcementOfficer'];

export interface ResearchWorks {
  research: ResearchRow[];
  researchAuthors: ResearchAuthorRow[];
}

/** Somebody who signed a piece; a name alone is of another house. */
type Signed = Pick<Colleague, 'id' | 'name'> | { id: null; name: string };

type Told = Pick<ResearchRow, 'kind' | 'level' | 'award' | 'title' | 'outlet' | 'serialNumber' | 'publishedOn' | 'event' | 'reprintOfId' | 'status' | 'reason'> & { id: string; authors: Signed[] };

/** Pieces the people of the court printed, drawn and told, each with its authors' shares; what is one work counts once, by the rule everybody gets. */
export function researchWorks(plan: DemonstrationPlan, staff: Staff, lastDay: Day): ResearchWorks {
  const { seed, firstMonth } = plan.caseload;
  const span = daysBetween(firstMonth, lastDay);
  const everybody = staff.everybody();
  const authors = everybody.filter(({ plan: { posts } }) => posts.some(({ p }) => AUTHORS.includes(p)));
  const drawn = authors.flatMap((author) => {
    const draw = new Draw(`${seed}|research|${author.user}`);
    const pieces = Math.max(0, Math.round((draw.int(2, 6) * author.traits.study) / 1000));
    return Array.from({ length: pieces }, (_, piece) => {
      const publishedOn = addDays(firstMonth, draw.int(0, span));
      const together = draw.chance(260) ? draw.pick(authors.filter((other) => other !== author)) : null;
      return printed(plan, together ? [author, together] : [author], recordId(publishedOn, 'research', author.user, piece), publishedOn, lastDay, draw);
    });
  });
  const idOf = (key: string): string => {
    const found = plan.researchStory.pieces.find((piece) => piece.key === key)!;
    return recordId(found.on, 'research', 'told', key);
  };
  const told = plan.researchStory.pieces.map((piece): Told => ({
    id: idOf(piece.key), kind: piece.kind, level: piece.level, award: null, title: piece.title, outlet: piece.outlet, serialNumber: piece.serial ?? null, publishedOn: piece.on, event: piece.event ?? null,
    reprintOfId: piece.reprintOf ? idOf(piece.reprintOf) : null, status: piece.status, reason: piece.reason ?? null,
    authors: piece.authors.map((user) => (user.startsWith('~') ? { id: null, name: user.slice(1) } : everybody.find((one) => one.user === user)!)),
  }));
  return counted([...drawn, ...told].map((piece) => rowsOf(piece, plan, staff, lastDay)));
}

function printed(plan: DemonstrationPlan, authors: Colleague[], id: string, publishedOn: Day, lastDay: Day, draw: Draw): Told {
  const kind = draw.among(KINDS);
  const drawnLevel = draw.among(LEVELS);
  const table = plan.research.find(({ code }) => code === kind)!.points;
  const level = table[drawnLevel] === null ? 'province' : drawnLevel;
  const formal = kind === 'RP-01' || kind === 'RP-02';
  const returned = formal && draw.chance(50);
  const outlet = draw.pick(plan.researchStory.outlets.filter((one) => one.level === level && (!formal || kind !== 'RP-02' || one.core === 'true')));
  const serialNumber = formal ? (returned ? wrongIssn(draw) : numberOf(outlet)) : kind === 'RP-06' || kind === 'RP-08' ? `示例证字〔${publishedOn.slice(0, 4)}〕${draw.int(1, 90)}号` : null;
  return {
    id, kind, level, award: kind === 'RP-06' ? 3 : null, title: `${draw.pick(SUBJECTS)}${draw.pick(FORMS)}`, outlet: outlet.name, serialNumber, publishedOn, event: null, reprintOfId: null, authors,
    status: returned ? 'returned' : publishedOn > addMonths(lastDay, -1) && draw.chance(600) ? 'pending' : 'verified', reason: returned ? '刊号校验位不符，请对照刊物核对后更正。' : null,
  };
}

function rowsOf({ authors, ...piece }: Told, plan: DemonstrationPlan, staff: Staff, lastDay: Day): { row: ResearchRow; authors: ResearchAuthorRow[] } {
  // A paper without a number counts as news of its level.
  const countedAs = (piece.kind === 'RP-01' || piece.kind === 'RP-02') && piece.serialNumber === null ? 'RP-09' : piece.kind;
  const set = (plan.research.find(({ code }) => code === countedAs)!.points as KindPoints)[piece.level]!;
  const worth = points(typeof set === 'string' ? set : set[piece.award! - 1]!);
  const shares = authorShares(authors.length, plan.researchShares);
  const parts = pointsByShare(worth, shares);
  const own = authors.find(({ id }) => id !== null)!;
  const office = staff.everybody().find(({ user }) => user === plan.researchStory.office)!;
  const decided = piece.status === 'pending' ? null : earlier(addDays(piece.publishedOn, 12), lastDay);
  const { courtId } = staff;
  return {
    row: {
      ...piece, courtId, shareReason: null, countedAs, worth, supersedesId: null, registeredById: own.id!, registeredBy: own.name, registeredAt: `${earlier(addDays(piece.publishedOn, 5), lastDay)}T02:00:00.000Z`,
      decidedById: decided && recordId(plan.court.defaultFrom, 'account', office.user), decidedBy: decided && office.name, decidedAt: decided && `${decided}T03:00:00.000Z`, version: decided ? 2 : 1,
    },
    authors: authors.map(({ id: personId, name }, index) => ({
      id: recordId(piece.publishedOn, 'research-author', piece.id, index), courtId, publicationId: piece.id, place: index + 1, personId, name, divisionId: personId && divisionOn(staff, personId, piece.publishedOn), share: shares[index]!, worth: parts[index]!, points: '0.00',
    })),
  };
}

/** What each verified part puts into its period: one work once, at its highest. */
function counted(works: { row: ResearchRow; authors: ResearchAuthorRow[] }[]): ResearchWorks {
  const verified = works.filter(({ row }) => row.status === 'verified');
  const people = new Set(verified.flatMap(({ authors }) => authors.flatMap(({ personId }) => personId ?? [])));
  for (const person of people) {
    const own = verified.flatMap(({ row, authors }) => authors.flatMap((author) => (author.personId === person ? [{ row, author }] : [])));
    const posted = postings(own.map(({ row, author }) => ({ id: row.id, publishedOn: row.publishedOn, title: row.title, kind: row.countedAs, worth: author.worth, reprintOf: row.reprintOfId, event: row.event })), []);
    for (const { row, author } of own) author.points = posted.find(({ id }) => id === row.id)!.points;
  }
  return { research: works.map(({ row }) => row), researchAuthors: works.flatMap(({ authors }) => authors) };
}

function divisionOn({ posts }: Staff, personId: string, day: Day): string | null {
  return posts.find((post) => post.personId === personId && post.kind === 'main' && post.validFrom <= day && (post.validUntil === null || day < post.validUntil))?.divisionId ?? null;
}

function numberOf({ issn, cn }: OutletPlan): string | null {
  return issn || cn || null;
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

/** Seven digits and another than their check digit (modulus 11, X = 10): what a returned claim bears. */
function wrongIssn(draw: Draw): string {
  const digits = Array.from({ length: 7 }, () => draw.int(0, 9));
  const weighted = digits.reduce((total, digit, index) => total + digit * (8 - index), 0);
  const check = (11 - (weighted % 11) + 3) % 11;
  return `ISSN ${digits.slice(0, 4).join('')}-${digits.slice(4).join('')}${check === 10 ? 'X' : check}`;
}
