import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';
import { DIVISION_CASE_FACTS } from './counted-cases.js';
import { FURTHER_CASE_FACT_DEFINITIONS } from './further-case-fact-definitions.js';

const CASES = { zh: '件', en: 'cases' };
const DAYS = { zh: '天', en: 'days' };
const WEIGHT = { zh: '权重（1.00＝一件普通民事案件）', en: 'weight (1.00 = one ordinary civil case)' };
const MONEY = { zh: '元', en: 'yuan' };
const BY_CLOSING = { zh: '按结案日期', en: 'by the day of closing' };

type Count = Pick<FactDefinition, 'name' | 'title' | 'meaning' | 'cannotShow'> & Partial<FactDefinition>;

/** Most facts of the register: one figure of a person, counted over cases closed in the period. */
function closedCases(fact: Count): FactDefinition {
  return { shape: 'number', unit: CASES, per: 'person', dated: BY_CLOSING, ...fact };
}

/** 承办人的结案、上诉、未结案件。 */
const OF_JUDGES: readonly FactDefinition[] = [
  closedCases({
    name: 'closed',
    title: { zh: '结案数', en: 'Cases closed' },
    meaning: {
      zh: '本人承办、结案日期在考核期内的案件，每件计 1。参与合议不在内；执行员、书记员跟案不在内。须按性质分组考核时，只数该性质的案件。',
      en: 'Cases the person answered for that were closed within the period, each counted once. Sitting on a panel, keeping the record or carrying out enforcement does not count. Where a group is compared in one nature, only cases of that nature.',
    },
    cannotShow: {
      zh: '看不出案件难易，也看不出分到多少案件；没有办案指标，数量本身不是目标。',
      en: 'Neither how hard the cases were nor how many were assigned. There is no quota; the number is no aim in itself.',
    },
  }),
  closedCases({
    name: 'closedWeighted',
    unit: WEIGHT,
    title: { zh: '加权结案量', en: 'Weighted closings' },
    meaning: {
      zh: '“结案数”中每件案件的权重之和。权重按立案时有效的案由基数、程序和浮动系数得出，记在案件上。',
      en: 'The sum of the weights of the cases counted in “cases closed”. A weight comes from the table in force at filing (cause, procedure, floating factors) and is kept with the case.',
    },
    cannotShow: {
      zh: '权重按案由和程序估定，看不出个案的真实难度；立案后新增的鉴定、反诉等须有人登记才会改变权重。',
      en: 'A weight is an estimate by cause and procedure, not how hard one case really was; an appraisal or counterclaim that came later changes it only once somebody records it.',
    },
  }),
  {
    name: 'panelWeighted',
    shape: 'number',
    unit: WEIGHT,
    per: 'person',
    title: { zh: '参与合议加权量', en: 'Weighted panel work' },
    meaning: {
      zh: '以审判长或合议庭成员身份参加、考核期内结案的案件的权重之和；同一案件任两种身份只计一次，本人承办的不计。',
      en: 'Weights of cases closed in the period on whose panel the person sat or presided, each case once even with two seats, and never one’s own cases.',
    },
    cannotShow: {
      zh: '看不出阅卷是否充分、意见是否独立；独任审理多的人机会较少。',
      en: 'Not how well the file was read or how independent the opinion was; who mostly sits alone has fewer chances.',
    },
    dated: BY_CLOSING,
  },
  closedCases({
    name: 'closedInLimit',
    title: { zh: '法定期限内结案数', en: 'Closed within the statutory limit' },
    meaning: {
      zh: '“结案数”中结案日期不晚于审限届满日的案件；届满日已计入依法批准的延长和扣除。登记簿上没有审限的案件视为期限内。',
      en: 'Of “cases closed”, those closed no later than the last day of the limit, which includes approved extensions and deductions. A case without a recorded limit counts as in time.',
    },
    cannotShow: {
      zh: '看不出延长、扣除是否必要；只看已结案件，未结的超期案件见“超审限未结”。',
      en: 'Not whether an extension or deduction was needed; only closed cases are seen, open ones over the limit stand under “open over the limit”.',
    },
  }),
  closedCases({
    name: 'netDays',
    unit: DAYS,
    title: { zh: '净办理天数合计', en: 'Net days, total' },
    meaning: {
      zh: '“结案数”中每件案件从收案日到结案日的天数减去扣除天数，再相加。除以结案数即平均办理天数。',
      en: 'For each case in “cases closed”: days from intake to closing less deducted days; summed. Divided by cases closed it is the mean time to close.',
    },
    cannotShow: {
      zh: '总数受个别长期案件影响大；快不等于好。',
      en: 'A total is pulled by single long cases, and quick is not the same as good.',
    },
  }),
  closedCases({
    name: 'firstInstanceClosed',
    title: { zh: '可上诉的一审结案数', en: 'First-instance closings open to appeal' },
    meaning: {
      zh: '“结案数”中登记为可以上诉的一审结案；调解、撤诉、一审终审的不计。',
      en: 'Of “cases closed”, first-instance closings recorded as open to appeal; settled, withdrawn and final ones are left out.',
    },
    cannotShow: { zh: '是否可以上诉以登记为准，登记错误时随之出错。', en: 'Whether a case was open to appeal is what the register says, mistakes included.' },
  }),
  {
    name: 'appealed',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '上诉案件数', en: 'Cases appealed' },
    meaning: {
      zh: '本人承办、上诉日期在考核期内的案件；一案有几次上诉只计一次，撤回上诉的仍计。',
      en: 'Cases the person answered for in which an appeal was lodged within the period; once for each case however many appealed, also when the appeal was later withdrawn.',
    },
    cannotShow: {
      zh: '当事人上诉不等于裁判有错；上诉的案件可能是上一期结的，与本期结案数相除只是近似。',
      en: 'An appeal is no error. The case may have been closed in an earlier period, so dividing by this period’s closings is an approximation.',
    },
    dated: { zh: '按上诉日期', en: 'by the day the appeal was lodged' },
  },
  {
    name: 'attributable',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '归责成立的改判、发回案件数', en: 'Changed or remanded with fault found' },
    meaning: {
      zh: '本人承办、二审或再审结果日期在考核期内，且评查认定可归责的案件；一案只计一次。尚未认定或认定不可归责的不计。',
      en: 'Cases the person answered for, decided above within the period, in which review found the change or remand attributable; once for each case. Undecided and not-attributable ones are left out.',
    },
    cannotShow: {
      zh: '看不出错在承办人还是合议庭；新证据、法律变化引起的改判须有人认定才会排除。',
      en: 'Not whether the responsible judge or the panel erred; a change for new evidence or new law is left out only once somebody has found so.',
    },
    dated: { zh: '按上级裁判日期', en: 'by the day of the decision above' },
  },
  {
    name: 'objectionsUpheld',
    shape: 'number',
    unit: { zh: '件', en: 'objections' },
    per: 'person',
    title: { zh: '执行异议成立数', en: 'Enforcement objections upheld' },
    meaning: {
      zh: '本人承办的执行案件中，裁定日期在考核期内、结果为成立或部分成立的执行异议、案外人异议和复议，每件计 1；撤回和未裁定的不计。',
      en: 'Objections to enforcement (by a party, by an outsider, or on review) in the person’s cases, ruled on within the period and upheld in whole or in part, each once; withdrawn and pending ones are left out.',
    },
    cannotShow: {
      zh: '没有登记的异议看不出来；成立不一定是本人的错，也可能是查控信息有误。',
      en: 'An objection nobody recorded does not show; upheld need not mean the person erred, the property data may have been wrong.',
    },
    dated: { zh: '按裁定日期', en: 'by the day of the ruling' },
  },
  closedCases({
    name: 'mediated',
    title: { zh: '调解结案数', en: 'Closed by settlement' },
    meaning: { zh: '“结案数”中结案方式为调解的案件。', en: 'Of “cases closed”, those whose manner of closing is settlement.' },
    cannotShow: { zh: '看不出调解是否自愿、是否履行；久调不决看“净办理天数”。', en: 'Not whether the settlement was free or was performed; settling that drags on shows in the net days.' },
  }),
  closedCases({
    name: 'withdrawn',
    title: { zh: '撤诉结案数', en: 'Closed by withdrawal' },
    meaning: { zh: '“结案数”中结案方式为撤诉的案件。', en: 'Of “cases closed”, those whose manner of closing is withdrawal.' },
    cannotShow: { zh: '看不出撤诉是否因为和解；撤诉后又起诉的看不出来。', en: 'Not whether the parties had settled, nor whether the claim was filed again.' },
  }),
  closedCases({
    name: 'claimed',
    unit: MONEY,
    title: { zh: '申请执行标的额', en: 'Amount claimed in enforcement' },
    meaning: { zh: '“结案数”中执行案件登记的申请执行标的额之和；没有登记金额的按 0 计。', en: 'Of “cases closed”, amounts claimed in the enforcement cases; a case without an amount counts 0.' },
    cannotShow: { zh: '行为执行、探望等没有金额的案件看不出来。', en: 'Enforcement of acts, which has no amount, is invisible.' },
  }),
  closedCases({
    name: 'realised',
    unit: MONEY,
    title: { zh: '执行到位金额', en: 'Amount realised in enforcement' },
    meaning: { zh: '“结案数”中执行案件登记的到位金额之和；没有登记的按 0 计。', en: 'Of “cases closed”, amounts realised in the enforcement cases; a case without an amount counts 0.' },
    cannotShow: { zh: '被执行人确无财产与工作不力分不开；终本后恢复执行到位的计入恢复案件。', en: 'It cannot tell a debtor without means from poor work; what comes in after a resumption counts in the resumed case.' },
  }),
  closedCases({
    name: 'fullyRealised',
    title: { zh: '全额实现案件数', en: 'Cases fully realised' },
    meaning: {
      zh: '“结案数”中申请标的额大于 0 且到位金额不低于标的额的执行案件。',
      en: 'Of “cases closed”, enforcement cases whose amount realised reaches the amount claimed, where more than 0 was claimed.',
    },
    cannotShow: { zh: '当事人让步后履行完毕的，按原标的额看是未全额。', en: 'Where the creditor gave way, a finished case still reads as not full against the original amount.' },
  }),
  {
    name: 'pendingOver365',
    shape: 'events',
    unit: CASES,
    per: 'person',
    title: { zh: '长期未结案件', en: 'Cases open over 365 days' },
    meaning: {
      zh: '观察日（考核期最后一日；考核期未满时为当日）收案已超过 365 日而未结的本人承办案件，逐件列出。扣除天数不减。',
      en: 'Cases the person answers for that were taken in more than 365 days before the day looked at (the period’s last day, or today while it runs) and are still open, one by one. Deducted days are not taken off.',
    },
    cannotShow: { zh: '看不出拖延是谁的原因：中止、鉴定、等待另案同样会列出。', en: 'Not whose delay it is: a stay, an appraisal or waiting for another case is listed all the same.' },
    dated: { zh: '按考核期最后一日的状态', en: 'as things stand on the period’s last day' },
  },
  {
    name: 'closedByMonth',
    shape: 'pieces',
    unit: CASES,
    per: 'person',
    title: { zh: '各月结案数', en: 'Closings by month' },
    meaning: {
      zh: '任职月份逐月的结案数，没有结案的月份记 0；不在任而有结案的月份也列出。',
      en: 'Cases closed in each month served, 0 where none was; a month not served is listed if something was closed in it all the same.',
    },
    cannotShow: { zh: '看不出不均衡的原因：收案本身就有淡旺季。', en: 'Not why the months differ: intake has seasons of its own.' },
    dated: BY_CLOSING,
  },
];

const OF_PERSONS: readonly FactDefinition[] = [...OF_JUDGES, ...FURTHER_CASE_FACT_DEFINITIONS];

/** The same figure of a whole division: cases by the unit on the register, whoever answers for them. */
function ofDivision(fact: FactDefinition): FactDefinition[] {
  const name = DIVISION_CASE_FACTS[fact.name];
  if (!name) return [];
  return [
    {
      ...fact,
      name,
      per: 'unit',
      title: { zh: `全庭${fact.title.zh}`, en: `${fact.title.en} (division)` },
      meaning: {
        zh: `登记的承办部门为本庭（人民法庭）的案件，不论承办人是谁、不分性质；其余算法与“${fact.title.zh}”相同。`,
        en: `Cases whose division or tribunal on the register is this one, whoever answers for them and of whatever nature; otherwise counted as “${fact.title.en}”.`,
      },
    },
  ];
}

/** 案件登记簿能给出的事实：数的是什么、不数什么、看不出什么。 */
export const CASE_FACT_DEFINITIONS: readonly FactDefinition[] = [...OF_PERSONS, ...OF_PERSONS.flatMap(ofDivision)];
