import type { Day } from '../kernel/day.js';
import type { CountedRecords, RecordRow } from '../platform/facts/counted-facts.js';

/** What the notes beside a publication or review say. */
export interface CountedJudgment extends RecordRow {
  dueOn: Day;
  publishedOn: Day | null;
}

export interface CountedReview extends RecordRow {
  plannedOn: Day;
  submittedOn: Day | null;
  batch: string;
}

export type CountedFinding = RecordRow & { code: string; status: string };

const CASE_COLUMNS = { label: 'c.case_number', caseId: 'c.id', caseNo: 'c.case_number' };
const FINDING_IN_PERIOD = `f.court_id = :court AND f.recorded_on >= :from AND f.recorded_on < :until`;
const ON_TIME = `r.submitted_on IS NOT NULL AND SUBSTR(r.submitted_on, 1, 7) <= r.batch`;

const publication = ({ dueOn, publishedOn }: CountedJudgment) => ({
  zh: publishedOn ? `应于 ${dueOn} 前公示，${publishedOn} 公示` : `应于 ${dueOn} 前公示，尚未公示`,
  en: publishedOn ? `Due by ${dueOn}, published on ${publishedOn}` : `Due by ${dueOn}, not published yet`,
});
const reviewDone = ({ batch, submittedOn }: CountedReview) => ({
  zh: submittedOn ? `${batch} 计划，${submittedOn} 提交` : `${batch} 计划，尚未提交`,
  en: submittedOn ? `Planned for ${batch}, submitted on ${submittedOn}` : `Planned for ${batch}, not submitted yet`,
});
const recorded = ({ code, day, status }: CountedFinding) => ({
  zh: `${code}，${day} 记录${status === 'superseded' ? '，已撤销' : ''}`,
  en: `${code}, recorded on ${day}${status === 'superseded' ? ', withdrawn' : ''}`,
});

/** 裁判文书公示, for the responsible judge. */
export const PUBLICATIONS: CountedRecords<CountedJudgment> = {
  kind: 'judgment',
  from: 'judgment_publication j JOIN court_case c ON c.id = j.case_id',
  where: 'j.court_id = :court AND j.due_on >= :from AND j.due_on < :until AND j.exemption IS NULL',
  columns: { ...CASE_COLUMNS, holder: 'c.responsible_judge_id', id: 'j.id', day: 'j.due_on', dueOn: 'j.due_on', publishedOn: 'j.published_on' },
  measures: [
    { fact: 'publishable', value: '1', kept: 'whole', note: publication },
    { fact: 'publishedOnTime', when: 'j.published_on <= j.due_on', value: '1', kept: 'whole', note: publication },
  ],
};

const REVIEW_COLUMNS = { ...CASE_COLUMNS, holder: 'r.reviewer_id', id: 'r.id', plannedOn: 'r.planned_on', submittedOn: 'r.submitted_on', batch: 'r.batch' };

/** 评查任务, for the reviewer: planned in the period. A blind second review is work of its reviewer like any other. */
export const REVIEWS_PLANNED: CountedRecords<CountedReview> = {
  kind: 'review',
  from: 'case_review r JOIN court_case c ON c.id = r.case_id',
  where: 'r.court_id = :court AND r.planned_on >= :from AND r.planned_on < :until',
  columns: { ...REVIEW_COLUMNS, day: 'r.planned_on' },
  measures: [
    { fact: 'reviewsAssigned', value: '1', kept: 'whole', note: reviewDone },
    { fact: 'reviewsOnTime', when: ON_TIME, value: '1', kept: 'whole', note: reviewDone },
  ],
};

/** Points the reviewer recorded in a review, those withdrawn since included, those replaced by a corrected record not. */
const TAKEN_OFF = `(SELECT COALESCE(SUM(t.points), 0) FROM finding t WHERE t.review_id = r.id AND t.reviewer_id = r.reviewer_id AND t.status <> 'draft' AND t.superseded_by IS NULL)`;

/** 评查任务, for the reviewer: submitted in the period. */
export const REVIEWS_DONE: CountedRecords<CountedReview> = {
  kind: 'review',
  from: 'case_review r JOIN court_case c ON c.id = r.case_id',
  where: `r.court_id = :court AND r.status = 'submitted' AND r.submitted_on >= :from AND r.submitted_on < :until`,
  columns: { ...REVIEW_COLUMNS, day: 'r.submitted_on' },
  measures: [
    { fact: 'reviewsDone', value: '1', kept: 'whole', note: reviewDone },
    { fact: 'pointsTakenOff', value: TAKEN_OFF, kept: 'hundredths', note: reviewDone },
  ],
};

/** 差错, for the reviewer who recorded them: also those withdrawn since, but not those corrected by a newer record. */
export const FINDINGS_RECORDED: CountedRecords<CountedFinding> = {
  kind: 'finding',
  from: 'finding f JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id',
  where: `${FINDING_IN_PERIOD} AND (f.status IN ('submitted', 'provisional', 'settled') OR (f.status = 'superseded' AND f.superseded_by IS NULL))`,
  columns: { ...CASE_COLUMNS, holder: 'f.reviewer_id', id: 'f.id', day: 'f.recorded_on', code: 'k.code', status: 'f.status' },
  measures: [
    { fact: 'findingsRecorded', value: '1', kept: 'whole', note: recorded },
    { fact: 'findingsOverturned', when: `f.status = 'superseded'`, value: '1', kept: 'whole', note: recorded },
  ],
};

const DIVISION_COLUMNS = { ...CASE_COLUMNS, holder: 'c.division_id', id: 'c.id' };

/** 庭的评查面: cases of the division with a review submitted in the period, each once. */
export const DIVISION_REVIEWED: CountedRecords = {
  kind: 'case',
  from: `(SELECT r.case_id AS case_id, MIN(r.submitted_on) AS day FROM case_review r
          WHERE r.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until GROUP BY r.case_id) r
         JOIN court_case c ON c.id = r.case_id`,
  where: 'c.court_id = :court',
  columns: { ...DIVISION_COLUMNS, day: 'r.day' },
  measures: [{ fact: 'divisionReviewed', value: '1', kept: 'whole', note: ({ day }) => ({ zh: `评查 ${day} 提交`, en: `Review submitted on ${day}` }) }],
};

/** 庭的差错面: cases of the division with a finding recorded in the period, each once for either severity. */
export const DIVISION_FINDINGS: CountedRecords<RecordRow & { serious: number | string; minor: number | string }> = {
  kind: 'case',
  from: `(SELECT f.case_id AS case_id, MIN(f.recorded_on) AS day, SUM(CASE WHEN f.severity = 'serious' THEN 1 ELSE 0 END) AS serious,
                 SUM(CASE WHEN f.severity = 'minor' THEN 1 ELSE 0 END) AS minor
          FROM finding f WHERE ${FINDING_IN_PERIOD} AND f.status IN ('submitted', 'settled') GROUP BY f.case_id) f
         JOIN court_case c ON c.id = f.case_id`,
  where: 'c.court_id = :court',
  columns: { ...DIVISION_COLUMNS, day: 'f.day', serious: 'f.serious', minor: 'f.minor' },
  measures: [
    { fact: 'divisionSeriousCases', when: 'f.serious > 0', value: '1', kept: 'whole', note: ({ serious }) => ({ zh: `严重差错 ${serious} 项`, en: `${serious} serious finding(s)` }) },
    { fact: 'divisionMinorCases', when: 'f.minor > 0', value: '1', kept: 'whole', note: ({ minor }) => ({ zh: `一般差错 ${minor} 项`, en: `${minor} minor finding(s)` }) },
  ],
};
