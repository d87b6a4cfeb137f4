import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const CASES = { zh: '件', en: 'cases' };
const MARKS = { zh: '分', en: 'points' };
const RATIO = { zh: '比值', en: 'ratio' };
const FINDINGS = { zh: '项', en: 'findings' };
const BY_SUBMISSION = { zh: '按评查提交日期', en: 'by the day the review was submitted' };
const BY_RECORDING = { zh: '按差错记录日期', en: 'by the day the finding was recorded' };
const BY_ASSESSMENT = { zh: '按考评日期', en: 'by the day of the assessment' };
const BY_DUE_DAY = { zh: '按应公示日期', en: 'by the day publication was due' };

function findingsList(name: string, zh: string, en: string): FactDefinition {
  return {
    name,
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: `${zh}差错`, en: `Findings on ${en}` },
    meaning: {
      zh: `考核期内记录、本人承担份额、条目首先适用于${zh}的差错，严重、一般都列，带本人份额；每项差错只在一类里。`,
      en: `Findings recorded in the period of which the person bears a share and whose clause applies first of all to ${en}, serious and minor alike; each finding stands in one such list only.`,
    },
    cannotShow: { zh: '没查到不等于没有；归入哪一类由条目表决定。', en: 'Not found is not the same as not there; which list a finding stands in is the catalogue’s choice.' },
    dated: BY_RECORDING,
  };
}

type Dated = FactDefinition['dated'];

function signedList(name: string, zh: string, en: string): FactDefinition {
  return {
    name,
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: `签署后查出的${zh}差错`, en: `Findings after own signature, ${en}` },
    meaning: { zh: `考核期内记录、在本人把关或审阅签署过的文书文本上查出的${zh}差错，逐项列出；签署后被退回的不计，本人起草签字的不计。`, en: `Findings (${en}) recorded in the period on a text the person had signed for another’s work, one by one; a signature taken away by sending the text back does not count, nor does the author’s own.` },
    cannotShow: { zh: '看不出把关时改正了多少差错。', en: 'Not how many slips were caught and put right before signing.' },
    dated: BY_RECORDING,
  };
}

function ofTerminations(name: string, zh: string, en: string, meansZh: string, meansEn: string): FactDefinition {
  return {
    name, shape: 'number', unit: CASES, per: 'person', title: { zh, en }, meaning: { zh: meansZh, en: meansEn },
    cannotShow: { zh: '只看评查到的案件。', en: 'Only cases reviewed.' }, dated: BY_SUBMISSION,
  };
}

function reviewerCount(name: string, zh: string, en: string, meansZh: string, meansEn: string, dated: Dated): FactDefinition {
  const unit = name.startsWith('findings') ? FINDINGS : CASES;
  return {
    name,
    shape: 'number',
    unit,
    per: 'person',
    title: { zh, en },
    meaning: { zh: meansZh, en: meansEn },
    cannotShow: { zh: '看不出评查是否仔细，也看不出漏掉了什么；漏评要靠盲评复查。', en: 'Neither how carefully the review was done nor what it missed; that takes a blind second review.' },
    dated,
  };
}

function doubleReview(name: string, unit: FactDefinition['unit'], zh: string, en: string, meansZh: string, meansEn: string): FactDefinition {
  return {
    name,
    shape: 'number',
    unit,
    per: 'person',
    title: { zh, en },
    meaning: { zh: meansZh, en: meansEn },
    cannotShow: { zh: '只看抽到盲评复查的案件；两人都漏掉的看不出来，一致也不等于正确。', en: 'Only cases drawn for a blind second review; what both missed does not show, and agreement is not yet right.' },
    dated: { zh: '按盲评复查提交日期，考核期末前十二个月', en: 'by the day the second review was submitted, twelve months up to the period’s end' },
  };
}

function ofDivision(name: string, unit: FactDefinition['unit'], zh: string, en: string, meansZh: string, meansEn: string, dated: Dated): FactDefinition {
  return {
    name,
    shape: 'number',
    unit,
    per: 'unit',
    title: { zh, en },
    meaning: { zh: meansZh, en: meansEn },
    cannotShow: { zh: '抽查多少、查得多细都会影响；看不出是谁的责任。', en: 'It moves with how much and how closely is reviewed, and does not say whose doing it is.' },
    dated,
  };
}

/** 评查、庭审考评、文书公示能给出的事实。 */
export const QUALITY_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'reviewed',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '被评查案件数', en: 'Cases reviewed' },
    meaning: {
      zh: '评查在考核期内提交的案件：本人承办的，以及评查中本人对某项差错承担份额的；一案几次评查只计一次。',
      en: 'Cases with a review submitted in the period: those the person answered for, and those in which the person bears a share of a finding. Once for each case, however many reviews.',
    },
    cannotShow: { zh: '看不出评查是否仔细；抽到多少件不由本人决定。', en: 'Not how carefully the review was done; how many are drawn is not up to the person.' },
    dated: BY_SUBMISSION,
  },
  {
    name: 'minorCases',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '有一般差错的案件数', en: 'Cases with a minor finding' },
    meaning: {
      zh: '考核期内记录了一般差错、且本人承担份额的案件，一案只计一次；草稿和已撤销、被更正的差错不计。',
      en: 'Cases with a minor finding recorded in the period of which the person bears a share, each once; drafts and superseded findings are left out.',
    },
    cannotShow: { zh: '一件里有十处差错也只计一件；查得多的期数更高。', en: 'Ten findings in one case still count one; a period with more reviewing shows more.' },
    dated: BY_RECORDING,
  },
  {
    name: 'excellentDocuments',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '优秀文书数', en: 'Excellent documents' },
    meaning: {
      zh: '本人承办、评查在考核期内提交，且文书评查得分（F-DOC，满分 100）不低于 90 分的案件；几次评查取最高分。',
      en: 'Cases the person answered for, with a review submitted in the period whose document mark (F-DOC, out of 100) is at least 90; the best of several reviews.',
    },
    cannotShow: { zh: '简单案件的文书更容易得高分；评查员宽严不一。', en: 'Documents in simple cases score more easily, and reviewers differ in severity.' },
    dated: BY_SUBMISSION,
  },
  {
    name: 'publishable',
    shape: 'number',
    unit: { zh: '份', en: 'documents' },
    per: 'person',
    title: { zh: '应公示文书数', en: 'Judgments due for publication' },
    meaning: {
      zh: '本人承办案件中应公示日期在考核期内的裁判文书；登记了不公示理由的除外。',
      en: 'Judgments of the person’s cases that were due on the court network within the period; those exempted with a reason are left out.',
    },
    cannotShow: { zh: '看不出不公示的理由是否成立。', en: 'Not whether an exemption was justified.' },
    dated: BY_DUE_DAY,
  },
  {
    name: 'publishedOnTime',
    shape: 'number',
    unit: { zh: '份', en: 'documents' },
    per: 'person',
    title: { zh: '按期公示文书数', en: 'Judgments published in time' },
    meaning: { zh: '“应公示文书数”中公示日期不晚于应公示日期的。', en: 'Of the judgments due, those published on or before the day due.' },
    cannotShow: { zh: '公示不等于质量好；上传的版本是否正确看不出来。', en: 'Publication says nothing of quality, nor whether the right version was put up.' },
    dated: BY_DUE_DAY,
  },
  {
    name: 'seriousFindings',
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: '严重差错', en: 'Serious findings' },
    meaning: {
      zh: '考核期内记录、经质量评查委员会确认、本人承担份额的严重差错，逐项列出，带本人份额；草稿、暂定和已撤销、被更正的不计。',
      en: 'Serious findings recorded in the period and confirmed by the quality review committee of which the person bears a share, one by one with the share; drafts, provisional and superseded findings are left out.',
    },
    cannotShow: { zh: '没查到不等于没有；委员会确认前的暂定差错不在其中，确认后计入记录当日所在的考核期。', en: 'Not found is not the same as not there; provisional ones are not among them, and count in the period of their recording once confirmed.' },
    dated: BY_RECORDING,
  },
  {
    name: 'minorFindings',
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: '一般差错', en: 'Minor findings' },
    meaning: {
      zh: '考核期内记录、本人承担份额的一般差错，逐项列出，带本人份额；草稿和已撤销、被更正的不计。',
      en: 'Minor findings recorded in the period of which the person bears a share, one by one with the share; drafts and superseded findings are left out.',
    },
    cannotShow: { zh: '没查到不等于没有；查得多的期数更多。', en: 'Not found is not the same as not there; a period with more reviewing shows more.' },
    dated: BY_RECORDING,
  },
  {
    name: 'ownCaseScore',
    shape: 'pieces',
    unit: MARKS,
    per: 'person',
    title: { zh: '每案评查得分（按份额）', en: 'Score of each reviewed case, by share' },
    meaning: {
      zh: '“被评查案件数”中每案一分：本案得分，但每项扣分都乘以本人份额——差错按本人扣分记入所在部分（扣完为止），各表按权重合计，不适用的表其权重按比例分给其他各表，不低于 0。评查表上没有对应差错的另扣由承办人承担，庭审失分由被考评的法官承担。评查表启用前提交的，为 100 减去本人扣分。',
      en: 'One mark for each case in “cases reviewed”: the case score with every deduction multiplied by the person’s share. A finding takes the own points off its part, down to zero; forms count by weight, one that does not apply giving its weight to the others in proportion; not below 0. What was marked off beside the findings is the responsible judge’s, what a hearing fell short of the assessed judge’s. For a review from before the forms, 100 less the own points.',
    },
    cannotShow: {
      zh: '件数少时一件案件就能左右平均分；份额由责任矩阵和评查意见决定。评查表上的另扣没有写明是谁的责任，一律算承办人的；承办人以外的法官被考评庭审的失分不计入任何人的此项。同一次庭审、同一份文书的得分在审判技能中另有反映。一案几次评查的，另扣和庭审以最后一次为准。',
      en: 'With few cases one decides the mean; shares follow the responsibility matrix and the review’s finding. Marks beside the findings name nobody and are all taken for the responsible judge’s; a hearing of another judge than the responsible one lowers nobody’s mark here. The same hearing and document also show under trial skills. Of several reviews of one case, the last one’s marks and hearing stand.',
    },
    dated: BY_SUBMISSION,
  },
  {
    name: 'hearingScores',
    shape: 'pieces',
    unit: MARKS,
    per: 'person',
    title: { zh: '庭审考评得分', en: 'Hearing marks' },
    meaning: { zh: '考核期内每次庭审考评（F-HRG，满分 100）的得分，一次一分。', en: 'The mark of each hearing assessed in the period (F-HRG, out of 100), one for each.' },
    cannotShow: { zh: '选中的庭审未必有代表性；有人旁听时表现会不同。', en: 'The hearing chosen need not be typical, and people behave differently when watched.' },
    dated: BY_ASSESSMENT,
  },
  {
    name: 'summationScores',
    shape: 'pieces',
    unit: MARKS,
    per: 'person',
    title: { zh: '庭审小结得分', en: 'Hearing summation marks' },
    meaning: { zh: '考核期内每次庭审小结（F-SUM，满分 100）的得分；不能作小结的庭审没有此分，不计。', en: 'The mark of each hearing summation in the period (F-SUM, out of 100); a hearing in which none was possible has no mark and is left out.' },
    cannotShow: { zh: '看不出判后是否改变了小结时的认定。', en: 'Not whether the judgment later departed from the summation.' },
    dated: BY_ASSESSMENT,
  },
  {
    name: 'seriousCases',
    shape: 'number',
    unit: CASES,
    per: 'person',
    title: { zh: '有严重差错的案件数', en: 'Cases with a serious finding' },
    meaning: {
      zh: '考核期内记录了严重差错、且本人承担份额的案件，一案只计一次；草稿和已撤销、被更正的差错不计。',
      en: 'Cases with a serious finding recorded in the period of which the person bears a share, each once; drafts and superseded findings are left out.',
    },
    cannotShow: { zh: '没查到不等于没有；份额大小看不出来。', en: 'Not found is not the same as not there, and the size of the share does not show.' },
    dated: BY_RECORDING,
  },
  ...[
    findingsList('documentFindings', '文书', 'documents'),
    findingsList('hearingFindings', '庭审（含庭审笔录）', 'hearings and their record'),
    findingsList('procedureFindings', '程序（含送达、告知）', 'procedure, with service and notice'),
    findingsList('fileFindings', '卷宗', 'the case file'),
    findingsList('substantiveFindings', '实体', 'the substance'),
  ],
  {
    name: 'passedFindings',
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: '把关、审阅未发现的差错', en: 'Findings passed by own signature' },
    meaning: {
      zh: '考核期内记录、本人以庭长、副庭长、分管院长、院长身份承担份额的差错，逐项列出，带本人份额。',
      en: 'Findings recorded in the period of which the person bears a share as division chief, deputy, vice-president or president, one by one with the share.',
    },
    cannotShow: { zh: '看不出把关时改正了多少差错。', en: 'Not how many slips were caught and put right before signing.' },
    dated: BY_RECORDING,
  },
  {
    name: 'ownFindings',
    shape: 'events',
    unit: FINDINGS,
    per: 'person',
    title: { zh: '本人承担份额的差错', en: 'Findings with an own share' },
    meaning: { zh: '考核期内记录、本人承担份额的全部差错，严重、一般都列，带分值和本人份额。', en: 'Every finding recorded in the period of which the person bears a share, serious and minor alike, with its points and the share.' },
    cannotShow: { zh: '只看评查到的案件；没查到不等于没有。', en: 'Only cases reviewed; not found is not the same as not there.' },
    dated: BY_RECORDING,
  },
  ...[signedList('signedMinorFindings', '一般', 'minor'), signedList('signedSeriousFindings', '严重', 'serious')],
  {
    name: 'fileScores',
    shape: 'pieces',
    unit: MARKS,
    per: 'person',
    title: { zh: '程序与卷宗评查得分', en: 'Marks for procedure and file' },
    meaning: { zh: '考核期内提交的评查中，本人任书记员的案件程序与卷宗评查表的得分（满分 100），每件一分。', en: 'Mark out of 100 of the procedure and file form in reviews submitted within the period of cases whose clerk the person is, one a review.' },
    cannotShow: { zh: '只看评查到的案卷；表内有的差错不是书记员造成的。', en: 'Only files reviewed; some faults on the form are not the clerk’s.' },
    dated: BY_SUBMISSION,
  },
  ...[
    ofTerminations('terminationsReviewed', '评查过的终本案件', 'Terminations reviewed', '本人任执行员、以终结本次执行程序结案、考核期内提交评查的案件，每件计 1。', 'Cases closed by termination with the person as officer and a review submitted within the period, each once.'),
    ofTerminations('terminationsQualified', '合格的终本案件', 'Proper terminations', '“评查过的终本案件”中没有严重差错的。', 'Of the terminations reviewed, those without a serious finding.'),
  ],
  ...[
    reviewerCount('reviewsAssigned', '评查任务数', 'Reviews assigned', '计划日期在考核期内、分给本人的评查，每件计 1。', 'Reviews given to the person with a planned day in the period, each once.', { zh: '按计划日期', en: 'by the planned day' }),
    reviewerCount(
      'reviewsOnTime', '按期完成的评查数', 'Reviews finished in time', '“评查任务数”中在计划当月内（不晚于批次月份）提交的。', 'Of the reviews assigned, those submitted no later than the month they were planned for.', { zh: '按计划日期', en: 'by the planned day' },
    ),
    reviewerCount('reviewsDone', '完成的评查数', 'Reviews finished', '本人在考核期内提交的评查，不论何时计划。', 'Reviews the person submitted within the period, whenever planned.', BY_SUBMISSION),
    reviewerCount(
      'findingsRecorded', '记录的差错数', 'Findings recorded as reviewer', '本人在考核期内记录并提交的差错，含后来被撤销的；被更正记录替代的旧记录不计。',
      'Findings the person recorded in the period and submitted, also those withdrawn since; an old record replaced by a corrected one is left out.', BY_RECORDING,
    ),
    reviewerCount(
      'findingsOverturned', '被撤销的差错数', 'Findings withdrawn', '“记录的差错数”中后来被撤销、没有更正记录替代的。', 'Of the findings recorded, those withdrawn since and not replaced by a corrected record.', BY_RECORDING,
    ),
  ],
  {
    ...reviewerCount('pointsTakenOff', '评查扣分合计', 'Points taken off as reviewer', '“完成的评查数”中本人记录的扣分合计，含后来被撤销的；被更正的按更正后的分。', 'Points the person recorded in the reviews finished, those withdrawn since included; a corrected finding with its new points.', BY_SUBMISSION),
    unit: MARKS,
    cannotShow: { zh: '案件难易不同；要在同类同月案件中与同事相比，见“双评与一致性”。', en: 'Cases differ; compare within like cases on the page of double reviews.' },
  },
  ...[
    doubleReview('doubleReviewFound', FINDINGS, '双评案件中本人发现的差错', 'Found by own first review', '考核期末前十二个月内完成盲评复查、由本人初评的案件中，本人发现且成立的差错。', 'Of the cases of own first reviews repeated blind in the twelve months up to the period’s end, the findings of the person that stand.'),
    doubleReview('doubleReviewThere', FINDINGS, '双评案件中两人发现的差错', 'Found by either review', '同一批案件中本人或盲评复查任一方发现且成立的差错；两人发现的同一处只计一次（同一条目、引文重叠或同一位置）。', 'In the same cases, findings that stand of either review; what both found (same clause, overlapping words or same place) counts once.'),
    doubleReview('agreementBeyondChance', RATIO, '与同案评查员一致超出偶然的部分', 'Agreement beyond chance', '同一期间本人参加的双评案件中，差错等级（无、一般、严重）相同的比例减去偶然相同的比例；件数不足本院规定（review.pairsMin）的为 0。除以“可超出偶然的部分”即 Cohen κ。', 'In the double reviews of the same months the person took part in, the share of cases with the same gravest defect less the share expected by chance; 0 with fewer cases than review.pairsMin. Divided by the part possible it is Cohen’s κ.'),
    doubleReview('agreementPossible', RATIO, '一致可超出偶然的部分', 'Agreement possible beyond chance', '1 减去偶然相同的比例；件数不足本院规定（review.pairsMin）的为 0，此时不评价。', '1 less the share expected by chance; 0 with fewer cases than review.pairsMin, when there is no verdict.'),
  ],
  ...[
    ofDivision('divisionReviewed', CASES, '全庭被评查案件数', 'Cases reviewed (division)', '登记的承办部门为本庭、评查在考核期内提交的案件，一案只计一次。', 'Cases of the division with a review submitted in the period, each once.', BY_SUBMISSION),
    ofDivision('divisionSeriousCases', CASES, '全庭有严重差错的案件数', 'Cases with a serious finding (division)', '本庭案件中考核期内记录了严重差错的，一案只计一次；不论责任人是谁，认定不归责的也计。', 'Cases of the division with a serious finding recorded in the period, each once, whoever answers for it, not-attributable ones included.', BY_RECORDING),
    ofDivision('divisionMinorCases', CASES, '全庭有一般差错的案件数', 'Cases with a minor finding (division)', '本庭案件中考核期内记录了一般差错的，一案只计一次；不论责任人是谁。', 'Cases of the division with a minor finding recorded in the period, each once, whoever answers for it.', BY_RECORDING),
    ofDivision('divisionPublishable', { zh: '份', en: 'documents' }, '全庭应公示文书数', 'Judgments due for publication (division)', '本庭案件中应公示日期在考核期内、没有不公示理由的裁判文书。', 'Judgments of the division’s cases due for publication in the period and not exempted.', BY_DUE_DAY),
    ofDivision('divisionPublishedOnTime', { zh: '份', en: 'documents' }, '全庭按期公示文书数', 'Judgments published in time (division)', '“全庭应公示文书数”中公示日期不晚于应公示日期的。', 'Of the division’s judgments due, those published on or before the day due.', BY_DUE_DAY),
  ],
];
