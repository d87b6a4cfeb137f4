import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

type Words = { zh: string; en: string };

const CASES = { zh: '件', en: 'cases' };
const DAYS = { zh: '天', en: 'days' };
const WEIGHT = { zh: '权重（1.00＝一件普通民事案件）', en: 'weight (1.00 = one ordinary civil case)' };
const MONEY = { zh: '元', en: 'yuan' };
const BY_CLOSING = { zh: '按结案日期', en: 'by the day of closing' };
const BY_INTAKE = { zh: '按收案日期', en: 'by the day of intake' };
const AT_END = { zh: '按考核期最后一日的状态（考核期未满时为当日）', en: 'as things stand on the period’s last day, or today while it runs' };
const BY_DECISION = { zh: '按上级裁判日期', en: 'by the day of the decision above' };

function number(name: string, unit: Words, dated: Words, title: Words, meaning: Words, cannotShow: Words): FactDefinition {
  return { name, shape: 'number', unit, per: 'person', title, meaning, cannotShow, dated };
}

const INTAKE_LIMITS = { zh: '收案多少由分案决定，不由本人决定；不作指标。', en: 'How much comes in is the assignment’s doing, not the person’s; no target.' };
const NOT_WHOSE_DELAY = { zh: '看不出拖延是谁的原因：中止、鉴定、等待另案同样计入。', en: 'Not whose delay it is: a stay, an appraisal or waiting for another case counts all the same.' };
const REGISTER_LIMITS = { zh: '只看登记的结案方式，登记有误时随之出错。', en: 'Only the manner of closing on the register is seen, mistakes included.' };
const NOT_FAULT = { zh: '不等于有错：新证据、法律变化、当事人处分权利都可能引起；是否归责另行认定。', en: 'Not a fault by itself: new evidence, new law or the parties’ own choices may be behind it; fault is found separately.' };
const FOLLOWED = { zh: '跟案多少由承办人和分案决定，看不出做得好坏。', en: 'How many cases are followed depends on the judges and the assignment, and says nothing of how well it was done.' };

/** 登记簿的其余事实：收案、旧存、未结、结案方式、改判发回，以及书记员、执行员的跟案。 */
export const FURTHER_CASE_FACT_DEFINITIONS: readonly FactDefinition[] = [
  number('received', CASES, BY_INTAKE, { zh: '新收案件数', en: 'Cases received' },
    { zh: '现由本人承办、收案日期在考核期内的案件，不论结否。', en: 'Cases taken in within the period for which the person now answers, open or closed.' }, INTAKE_LIMITS),
  number('receivedWeighted', WEIGHT, BY_INTAKE, { zh: '新收案件加权量', en: 'Weighted intake' },
    { zh: '“新收案件数”中每件案件的权重之和。', en: 'The sum of the weights of the cases counted in “cases received”.' }, INTAKE_LIMITS),
  number('opening', CASES, { zh: '按考核期首日的状态', en: 'as things stood when the period began' }, { zh: '旧存案件数', en: 'Opening backlog' },
    { zh: '收案日期早于考核期首日、至首日尚未结案的本人承办案件。结案率＝结案数÷（旧存＋新收）。', en: 'The person’s cases taken in before the period and still open when it began. Closed ÷ (opening + received) is the closing rate.' },
    { zh: '按现在的承办人计算；期中移交的案件随承办人走。', en: 'Counted for whoever answers for the case now; a case handed over moves with it.' }),
  number('pending', CASES, AT_END, { zh: '未结案件数', en: 'Cases open' },
    { zh: '观察日终了时收案而未结的本人承办案件。', en: 'The person’s cases taken in by the end of the day looked at and not closed then.' },
    { zh: '只是一天的存量，看不出是新收还是久存。', en: 'One day’s stock: it does not tell fresh cases from old ones.' }),
  number('pendingWeighted', WEIGHT, AT_END, { zh: '未结案件加权量', en: 'Weighted open cases' },
    { zh: '“未结案件数”中每件案件的权重之和。', en: 'The sum of the weights of the cases counted in “cases open”.' }, { zh: '权重是估定的，看不出还剩多少工作。', en: 'Weights are estimates and do not say how much work is left.' }),
  number('openOverYear', CASES, AT_END, { zh: '超12个月未结案件数', en: 'Cases open over twelve months' },
    { zh: '“未结案件数”中收案已超过 365 日的案件；扣除天数不减。与“长期未结案件”为同一批案件。', en: 'Of “cases open”, those taken in more than 365 days before; deducted days are not taken off. The same cases as in “cases open over 365 days”.' }, NOT_WHOSE_DELAY),
  number('openOverLimit', CASES, AT_END, { zh: '超审限未结案件数', en: 'Cases open over the limit' },
    { zh: '“未结案件数”中审限届满日（已计延长、扣除）早于观察日的案件；登记簿上没有审限的不计。', en: 'Of “cases open”, those whose limit (extensions and deductions counted) ended before the day looked at; cases without a recorded limit are left out.' }, NOT_WHOSE_DELAY),
  number('closedLate', CASES, BY_CLOSING, { zh: '超审限结案数', en: 'Closed over the limit' },
    { zh: '“结案数”中结案日期晚于审限届满日的案件；与“法定期限内结案数”合计等于结案数。', en: 'Of “cases closed”, those closed after the last day of the limit; with those closed in time they make up all closed.' }, NOT_WHOSE_DELAY),
  number('daysToClose', DAYS, BY_CLOSING, { zh: '办理天数合计', en: 'Days to close, total' },
    { zh: '“结案数”中每件案件从收案日到结案日的天数之和，不减扣除天数。', en: 'Days from intake to closing of the cases counted in “cases closed”, summed; deducted days stay in.' },
    { zh: '公告、鉴定等法定可扣除的时间也算在内；须扣除的看“净办理天数合计”。', en: 'Time that the law takes off, as for public notice or appraisal, stays in; see net days.' }),
  number('closedOverYear', CASES, BY_CLOSING, { zh: '办理超过365日的结案数', en: 'Closed after more than 365 days' },
    { zh: '“结案数”中从收案到结案超过 365 日的案件；扣除天数不减。', en: 'Of “cases closed”, those that took more than 365 days from intake; deducted days are not taken off.' },
    { zh: '办结老案会使本数上升，不应因此回避老案。', en: 'Closing old cases raises it, which is no reason to leave them.' }),
  number('extendedClosed', CASES, BY_CLOSING, { zh: '有延长的结案数', en: 'Closed after an extension' },
    { zh: '“结案数”中登记过审限延长的案件；一案延长几次只计一次。', en: 'Of “cases closed”, those with an extension of the limit on record, once however many.' },
    { zh: '看不出延长是否必要。', en: 'Not whether the extension was needed.' }),
  number('enforcementClosed', CASES, BY_CLOSING, { zh: '执行结案数', en: 'Enforcement cases closed' },
    { zh: '“结案数”中性质为执行的案件，作执行各项比率的分母。', en: 'Of “cases closed”, those of enforcement: what the enforcement rates are divided by.' }, REGISTER_LIMITS),
  number('enforced', CASES, BY_CLOSING, { zh: '执行完毕案件数', en: 'Enforced in full' },
    { zh: '“执行结案数”中结案方式为执行完毕的案件。', en: 'Of enforcement cases closed, those closed as enforced in full.' }, REGISTER_LIMITS),
  number('terminated', CASES, BY_CLOSING, { zh: '终本案件数', en: 'Enforcement terminated for now' },
    { zh: '“执行结案数”中结案方式为终结本次执行程序的案件。', en: 'Of enforcement cases closed, those in which enforcement was terminated for now.' },
    { zh: '看不出终本是否合格；合格与否由评查认定后填报。', en: 'Not whether the termination was proper; a review finds that and it is entered.' }),
  number('changed', CASES, BY_DECISION, { zh: '被改判案件数', en: 'Changed on appeal' },
    { zh: '本人承办、上级裁判日期在考核期内、结果为改判或部分改判的案件，一案只计一次，不论是否归责。', en: 'The person’s cases decided above within the period and changed in whole or in part, once each, whether or not anybody was at fault.' }, NOT_FAULT),
  number('remanded', CASES, BY_DECISION, { zh: '被发回案件数', en: 'Remanded on appeal' },
    { zh: '本人承办、上级裁判日期在考核期内、结果为发回重审的案件，一案只计一次，不论是否归责。', en: 'The person’s cases remanded from above within the period, once each, whether or not anybody was at fault.' }, NOT_FAULT),
  number('affirmed', CASES, BY_DECISION, { zh: '被维持案件数', en: 'Affirmed on appeal' },
    { zh: '本人承办、上级裁判日期在考核期内、结果为维持的案件，一案只计一次。', en: 'The person’s cases affirmed above within the period, once each.' },
    { zh: '维持不等于没有瑕疵；撤回上诉的不在内。', en: 'Affirmed is not flawless; withdrawn appeals are left out.' }),
  number('objectionsDecided', { zh: '件', en: 'objections' }, { zh: '按裁定日期', en: 'by the day of the ruling' }, { zh: '执行异议裁定数', en: 'Enforcement objections ruled on' },
    { zh: '本人承办的执行案件中，裁定日期在考核期内的执行异议、案外人异议和复议，不论结果；撤回的不计。', en: 'Objections to enforcement in the person’s cases ruled on within the period, whatever the outcome; withdrawn ones are left out.' },
    { zh: '没有登记的异议看不出来。', en: 'An objection nobody recorded does not show.' }),
  number('panelClosed', CASES, BY_CLOSING, { zh: '参与合议结案数', en: 'Panel cases closed' },
    { zh: '以审判长或合议庭成员身份参加、考核期内结案的案件数；同一案件只计一次，本人承办的不计。', en: 'Cases closed in the period on whose panel the person sat or presided, once each, never one’s own.' },
    { zh: '看不出阅卷是否充分、意见是否独立。', en: 'Not how well the file was read or how independent the opinion was.' }),
  number('clerkClosed', CASES, BY_CLOSING, { zh: '书记员跟案结案数', en: 'Cases followed as clerk' },
    { zh: '登记的书记员为本人、考核期内结案的案件。', en: 'Cases closed in the period whose clerk on the register is the person.' }, FOLLOWED),
  number('clerkClosedWeighted', WEIGHT, BY_CLOSING, { zh: '书记员跟案加权量', en: 'Weighted cases followed as clerk' },
    { zh: '“书记员跟案结案数”中每件案件的权重之和。', en: 'The sum of the weights of the cases followed as clerk.' }, FOLLOWED),
  number('officerClosed', CASES, BY_CLOSING, { zh: '执行员办理结案数', en: 'Cases closed as enforcement officer' },
    { zh: '登记的执行员为本人、考核期内结案的案件。', en: 'Cases closed in the period whose enforcement officer on the register is the person.' }, FOLLOWED),
  number('officerClosedWeighted', WEIGHT, BY_CLOSING, { zh: '执行员办理加权量', en: 'Weighted cases closed as enforcement officer' },
    { zh: '“执行员办理结案数”中每件案件的权重之和。', en: 'The sum of the weights of the cases closed as enforcement officer.' }, FOLLOWED),
  number('officerClosedInLimit', CASES, BY_CLOSING, { zh: '执行员期限内执结数', en: 'Closed in limit as enforcement officer' },
    { zh: '“执行员办理结案数”中结案日期不晚于期限届满日的案件；没有期限的视为期限内。', en: 'Of the officer’s cases closed, those closed no later than the last day of the limit; without a recorded limit, in time.' }, NOT_WHOSE_DELAY),
  number('officerNetDays', DAYS, BY_CLOSING, { zh: '执行员净办理天数合计', en: 'Net days as enforcement officer, total' },
    { zh: '“执行员办理结案数”中每件从收案到结案的天数减去扣除天数之和。', en: 'Days from intake to closing less deducted days of the officer’s cases closed, summed.' }, { zh: '快不等于好；总数受个别案件影响大。', en: 'Quick is not the same as good, and single cases pull the total.' }),
  number('officerClaimed', MONEY, BY_CLOSING, { zh: '执行员案件申请标的额', en: 'Amount claimed, officer’s cases' },
    { zh: '“执行员办理结案数”中执行案件登记的申请执行标的额之和；没有登记金额的按 0 计。', en: 'Amounts claimed in the officer’s enforcement cases closed; a case without an amount counts 0.' }, { zh: '行为执行等没有金额的案件看不出来。', en: 'Enforcement of acts, which has no amount, is invisible.' }),
  number('officerRealised', MONEY, BY_CLOSING, { zh: '执行员案件到位金额', en: 'Amount realised, officer’s cases' },
    { zh: '“执行员办理结案数”中执行案件登记的到位金额之和；没有登记的按 0 计。', en: 'Amounts realised in the officer’s enforcement cases closed; a case without an amount counts 0.' }, { zh: '被执行人确无财产与工作不力分不开。', en: 'It cannot tell a debtor without means from poor work.' }),
  number('officerFullyRealised', CASES, BY_CLOSING, { zh: '执行员全额实现案件数', en: 'Cases fully realised as enforcement officer' },
    { zh: '“执行员办理结案数”中申请标的额大于 0 且到位金额不低于标的额的执行案件。', en: 'Of the officer’s enforcement cases closed, those realised to the amount claimed, where more than 0 was claimed.' }, { zh: '当事人让步后履行完毕的看是未全额。', en: 'Where the creditor gave way, a finished case still reads as not full.' }),
  number('officerEnforced', CASES, BY_CLOSING, { zh: '执行员执行完毕案件数', en: 'Enforced in full as enforcement officer' },
    { zh: '“执行员办理结案数”中结案方式为执行完毕的案件。', en: 'Of the officer’s cases closed, those closed as enforced in full.' }, REGISTER_LIMITS),
  number('officerTerminated', CASES, BY_CLOSING, { zh: '执行员终本案件数', en: 'Terminated for now as enforcement officer' },
    { zh: '“执行员办理结案数”中结案方式为终结本次执行程序的案件。', en: 'Of the officer’s cases closed, those in which enforcement was terminated for now.' }, { zh: '看不出终本是否合格。', en: 'Not whether the termination was proper.' }),
];
