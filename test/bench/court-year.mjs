// A court's year of any size, made inside MariaDB by its sequence engine: quick to build, the same every time.

/** One `INSERT … SELECT … FROM seq_1_to_n`; columns by name, each with the SQL that gives it. */
const insert = (table, columns, n) =>
  `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM (SELECT CAST(seq AS SIGNED) AS seq FROM seq_1_to_${n}) AS numbers`;

const day = (offset) => `DATE_FORMAT(DATE_ADD('2025-01-01', INTERVAL (${offset}) DAY), '%Y-%m-%d')`;
const id = (kind, number = 'seq') => `CONCAT('${kind}-', LPAD(${number}, 9, '0'))`;

/**
 * Fills an empty, migrated database with judges of civil cases, `cases` closed over 2025, one after the other as ids are given in time, and `findings` in as many
 * reviewed cases: one in ten serious, every one answered for by the responsible judge.
 * @param forms `{ document, procedure }`: ids of forms all reviews are scored on, a third of the documents with something marked off; none when absent
 */
export async function fillYear(connection, { courtId, judges, cases, findings, forms = null }) {
  const court = `'${courtId}'`;
  const closedOn = day(`FLOOR((seq - 1) * 365 / ${cases})`);
  /** The case a finding is in, spread over the year, and the day it was closed. */
  const ofFinding = `FLOOR(seq * ${cases} / ${findings})`;
  const foundOn = day(`FLOOR((seq - 1) * 365 / ${findings})`);
  const ofAppeal = 'seq * 25';
  const appealedOn = day(`FLOOR((seq * 25 - 1) * 365 / ${cases})`);
  const judgeOf = (number) => `CONCAT('judge-', LPAD(${number} MOD ${judges}, 5, '0'))`;
  const now = `'2025-12-31T00:00:00.000Z'`;
  const judge = judgeOf('seq');
  const run = (table, columns, n) => connection.query(insert(table, columns, n));
  await connection.query('SET SESSION foreign_key_checks = 0, unique_checks = 0');
  await run('division', { id: `CONCAT('division-', seq)`, court_id: court, kind: `'division'`, name: `CONCAT('民', seq, '庭')`, name_en: `CONCAT('Civil ', seq)`, position: 'seq', valid_from: `'2020-01-01'` }, 20);
  await run('person', { id: judge, court_id: court, name: `CONCAT('法官', seq)`, pinyin: `'fg'` }, judges);
  await run(
    'post_holding',
    { id: `CONCAT('post-', seq)`, court_id: court, person_id: judge, division_id: `CONCAT('division-', 1 + seq MOD 20)`, post: `'judge'`, nature: `'civil'`, kind: `'main'`, duty_factor: 100, valid_from: `'2020-01-01'` },
    judges,
  );
  const required = JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12' }]);
  await connection.query(`INSERT INTO court_parameter (id, court_id, name, value, unit, effective_from, source, example, created_at) VALUES ('p', ${court}, 'research.required', ?, 'table', '2020-01-01', '示例', 1, ${now})`, [required]);
  await run(
    'court_case',
    {
      id: id('case'), court_id: court, case_number: `CONCAT('（2025）苏0102民初', seq, '号')`, year: 2025, type_code: `'民初'`, serial: 'seq', nature: `'civil'`, cause: `'民间借贷纠纷'`,
      weight: '60 + (seq * 7) MOD 180', intake_on: day(`FLOOR((seq - 1) * 365 / ${cases}) - 20 - (seq * 31) MOD 150`), closed_on: closedOn, limit_on: day(`FLOOR((seq - 1) * 365 / ${cases}) + (seq * 17) MOD 60 - 3`),
      deducted_days: '(seq * 3) MOD 5', responsible_judge_id: judge, closing_manner: `ELT(1 + seq MOD 4, 'judgment', 'mediated', 'withdrawn', 'ruling')`, appealable: 'seq MOD 2',
      version: 1, created_at: now, updated_at: now,
    },
    cases,
  );
  await run(
    'case_appeal',
    { id: id('appeal'), court_id: court, case_id: id('case', ofAppeal), appealed_on: appealedOn, outcome: `ELT(1 + seq MOD 10, 'changed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'withdrawn')`, decided_on: appealedOn, attributable: 'seq MOD 20 = 0' },
    Math.floor(cases / 25),
  );
  await run(
    'defect_clause',
    {
      id: `CONCAT('clause-', seq)`, court_id: court, code: `CONCAT(IF(seq MOD 10, 'M-C-', 'S-C-'), LPAD(seq, 2, '0'))`, version: 99, severity: `IF(seq MOD 10, 'minor', 'serious')`, label: `CONCAT('差错条目', seq)`, label_en: `CONCAT('Clause ', seq)`,
      pinyin: `'cctm'`, field: `'common'`, applies_to: `'document'`, points_min: 20, points_max: 2000, responsibility_code: `'R01'`, effective_from: `'2020-01-01'`, source: `'示例'`, example: 1,
    },
    40,
  );
  await run(
    'case_review',
    {
      id: id('review'), court_id: court, case_id: id('case', ofFinding), kind: `'routine'`, batch: `SUBSTR(${foundOn}, 1, 7)`, reviewer_id: `'judge-00000'`, status: `'submitted'`, planned_on: foundOn, submitted_on: foundOn,
      document_score: '8000 + (seq * 11) MOD 2000', case_score: 9900, version: 1,
    },
    findings,
  );
  await run(
    'finding',
    {
      id: id('finding'), court_id: court, case_id: id('case', ofFinding), review_id: id('review'), clause_id: `CONCAT('clause-', 1 + seq MOD 40)`, severity: `IF((1 + seq MOD 40) MOD 10, 'minor', 'serious')`, points: '20 + (seq * 3) MOD 180',
      quote: `'依照《中华人民共和国民法典》第五百七十七条之规定'`, quote_prefix: `''`, quote_suffix: `''`, place: `'判决书第33段'`, comment: `'应引用借款合同专章'`, reviewer_id: `'judge-00000'`, status: `'settled'`, recorded_on: foundOn, version: 1,
    },
    findings,
  );
  await run('finding_share', { id: id('share'), court_id: court, finding_id: id('finding'), person_id: judgeOf(ofFinding), post: `'responsibleJudge'`, share: 10_000, points: '20 + (seq * 3) MOD 180' }, findings);
  if (forms) {
    await run('review_result', { id: id('result'), court_id: court, review_id: id('review'), no_defect: 0, finished_at: now, finished_by: `'judge-00000'`, scored_on: foundOn, score: 9900, grade: `'CGR-1'` }, findings);
    for (const [name, { formId, form, entered }] of Object.entries(forms))
      await run(
        'review_form_score',
        { id: id(name), court_id: court, review_id: id('review'), form_id: `'${formId}'`, form: `'${form}'`, entered: `IF(seq MOD 3, '${entered}', '${entered.replace('0.00', '2.00')}')`, scored_by: `'judge-00000'`, scored_at: now, version: 1 },
        findings,
      );
    await connection.query('ANALYZE TABLE review_result, review_form_score');
  }
  await connection.query('ANALYZE TABLE court_case, case_appeal, case_review, finding, finding_share');
}
