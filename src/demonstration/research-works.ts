import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';
import { hundredths } from './attribution.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Colleague, Staff } from './staff.js';
import type { ResearchRow } from './world.types.js';

type Level = 'national' | 'province' | 'prefecture' | 'county';

const KINDS = { 'RP-01': 220, 'RP-03': 190, 'RP-08': 90, 'RP-09': 260, 'RP-10': 200, 'RP-06': 30, 'RP-02': 10 };
const LEVELS: Record<Level, number> = { county: 330, prefecture: 360, province: 250, national: 60 };
const OUTLETS: Record<Level, string[]> = {
  national: ['示例司法研究', '示例审判论丛'],
  province: ['示例省法制报', '示例省审判参考'],
  prefecture: ['江城审判（示例）', '江城法学（示例）'],
  county: ['本院信息（示例）', '江城区信息（示例）'],
};
const SUBJECTS = ['民间借贷举证责任', '小额诉讼程序适用', '电子送达', '涉物业纠纷源头治理', '执行和解协议履行', '认罪认罚从宽审查', '行政争议实质化解', '裁判文书说理', '家事案件心理疏导', '建设工程结算争议', '网络查控', '庭审小结'];
const FORMS = ['问题研究', '调查与思考', '的实践与完善', '若干问题探析', '案例评析', '情况分析'];

/** Pieces the people of the court printed, each with its co-authors' shares and points; a few wait or were refused. */
export function researchWorks(plan: DemonstrationPlan, staff: Staff, lastDay: Day): ResearchRow[] {
  const { seed, firstMonth } = plan.caseload;
  const span = daysBetween(firstMonth, lastDay);
  const authors = staff.everybody().filter(({ plan: { posts } }) => posts.some(({ p }) => ['judge', 'divisionChief', 'deputyDivisionChief', 'judgeAssistant', 'vicePresident', 'enforcementOfficer'].includes(p)));
  return authors.flatMap((author) => {
    const draw = new Draw(`${seed}|research|${author.user}`);
    const pieces = Math.max(0, Math.round((draw.int(2, 6) * author.traits.study) / 1000));
    return Array.from({ length: pieces }, (_, piece) => {
      const publishedOn = addDays(firstMonth, draw.int(0, span));
      const together = draw.chance(260) ? draw.pick(authors.filter((other) => other !== author)) : null;
      return printed(plan, author, together, piece, publishedOn, lastDay, draw, staff.courtId);
    }).flat();
  });
}

function printed(plan: DemonstrationPlan, author: Colleague, together: Colleague | null, piece: number, publishedOn: Day, lastDay: Day, draw: Draw, courtId: string): ResearchRow[] {
  const kind = draw.among(KINDS);
  const level = draw.among(LEVELS);
  const table = plan.research.find(({ code }) => code === kind)!.points;
  const entry = table[level] ?? table.province!;
  const full = Math.round(Number(Array.isArray(entry) ? entry.at(-1)! : entry) * 100);
  const formal = kind === 'RP-01' || kind === 'RP-02';
  const refused = formal && draw.chance(50);
  const status = refused ? 'refused' : publishedOn > addMonths(lastDay, -1) && draw.chance(600) ? 'pending' : 'verified';
  const serialNumber = formal ? (level === 'national' || draw.chance(400) ? issn(draw, refused) : `CN ${draw.int(11, 65)}-${draw.int(1000, 1999)}`) : null;
  const title = `${draw.pick(SUBJECTS)}${draw.pick(FORMS)}`;
  const outlet = draw.pick(OUTLETS[level]);
  // Two authors share 60 and 40; the second takes the difference, so that the points add up.
  const first = together ? Math.floor((full * 60 + 50) / 100) : full;
  const row = (person: Colleague, share: string, points: number): ResearchRow => ({
    id: recordId(publishedOn, 'research', author.user, piece, person.user),
    courtId,
    personId: person.id,
    kind,
    level,
    title,
    outlet,
    serialNumber,
    publishedOn,
    share,
    points: hundredths(refused ? 0 : points),
    status,
  });
  return together ? [row(author, '60.00', first), row(together, '40.00', full - first)] : [row(author, '100.00', full)];
}

/** Seven digits and the check digit (modulus 11, X = 10); a wrong one for a refused claim. */
function issn(draw: Draw, wrong: boolean): string {
  const digits = Array.from({ length: 7 }, () => draw.int(0, 9));
  const weighted = digits.reduce((total, digit, index) => total + digit * (8 - index), 0);
  const check = (11 - (weighted % 11) + (wrong ? 3 : 0)) % 11;
  return `ISSN ${digits.slice(0, 4).join('')}-${digits.slice(4).join('')}${check === 10 ? 'X' : check}`;
}
