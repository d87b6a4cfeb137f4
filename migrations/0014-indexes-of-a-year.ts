import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `DROP INDEX "ix_court_case_counted"`,
  `CREATE INDEX "ix_court_case_by_judge" ON "court_case" ("court_id", "responsible_judge_id", "closed_on", "nature", "weight", "intake_on", "limit_on", "deducted_days", "appealable", "closing_manner", "claimed", "realised")`,
  `DROP INDEX "ix_court_case_judge_closed"`,
  `DROP INDEX "ix_case_review_submitted"`,
  `DROP INDEX "ix_finding_recorded"`,
  `CREATE INDEX "ix_case_review_counted" ON "case_review" ("court_id", "submitted_on", "status", "second_of_id", "case_id", "document_score")`,
  `CREATE INDEX "ix_finding_counted" ON "finding" ("court_id", "recorded_on", "status", "severity", "counted", "case_id", "review_id")`,
  `CREATE INDEX "ix_finding_share_counted" ON "finding_share" ("finding_id", "person_id", "share", "points")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "ix_finding_share_counted"`,
  `DROP INDEX "ix_finding_counted"`,
  `DROP INDEX "ix_case_review_counted"`,
  `CREATE INDEX "ix_finding_recorded" ON "finding" ("court_id", "recorded_on")`,
  `CREATE INDEX "ix_case_review_submitted" ON "case_review" ("court_id", "submitted_on")`,
  `CREATE INDEX "ix_court_case_judge_closed" ON "court_case" ("court_id", "responsible_judge_id", "closed_on")`,
  `DROP INDEX "ix_court_case_by_judge"`,
  `CREATE INDEX "ix_court_case_counted" ON "court_case" ("court_id", "closed_on", "responsible_judge_id", "nature", "weight", "intake_on", "limit_on", "deducted_days", "appealable", "closing_manner", "claimed", "realised")`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `DROP INDEX \`ix_court_case_counted\` ON \`court_case\``,
  `CREATE INDEX \`ix_court_case_by_judge\` ON \`court_case\` (\`court_id\`, \`responsible_judge_id\`, \`closed_on\`, \`nature\`, \`weight\`, \`intake_on\`, \`limit_on\`, \`deducted_days\`, \`appealable\`, \`closing_manner\`, \`claimed\`, \`realised\`)`,
  `DROP INDEX \`ix_court_case_judge_closed\` ON \`court_case\``,
  `DROP INDEX \`ix_case_review_submitted\` ON \`case_review\``,
  `DROP INDEX \`ix_finding_recorded\` ON \`finding\``,
  `CREATE INDEX \`ix_case_review_counted\` ON \`case_review\` (\`court_id\`, \`submitted_on\`, \`status\`, \`second_of_id\`, \`case_id\`, \`document_score\`)`,
  `CREATE INDEX \`ix_finding_counted\` ON \`finding\` (\`court_id\`, \`recorded_on\`, \`status\`, \`severity\`, \`counted\`, \`case_id\`, \`review_id\`)`,
  `CREATE INDEX \`ix_finding_share_counted\` ON \`finding_share\` (\`finding_id\`, \`person_id\`, \`share\`, \`points\`)`,
];

const MARIADB_DOWN = [
  `DROP INDEX \`ix_finding_share_counted\` ON \`finding_share\``,
  `DROP INDEX \`ix_finding_counted\` ON \`finding\``,
  `DROP INDEX \`ix_case_review_counted\` ON \`case_review\``,
  `CREATE INDEX \`ix_finding_recorded\` ON \`finding\` (\`court_id\`, \`recorded_on\`)`,
  `CREATE INDEX \`ix_case_review_submitted\` ON \`case_review\` (\`court_id\`, \`submitted_on\`)`,
  `CREATE INDEX \`ix_court_case_judge_closed\` ON \`court_case\` (\`court_id\`, \`responsible_judge_id\`, \`closed_on\`)`,
  `DROP INDEX \`ix_court_case_by_judge\` ON \`court_case\``,
  `CREATE INDEX \`ix_court_case_counted\` ON \`court_case\` (\`court_id\`, \`closed_on\`, \`responsible_judge_id\`, \`nature\`, \`weight\`, \`intake_on\`, \`limit_on\`, \`deducted_days\`, \`appealable\`, \`closing_manner\`, \`claimed\`, \`realised\`)`,
];

export class IndexesOfAYear1768000014000 implements MigrationInterface {
  name = 'IndexesOfAYear1768000014000';

  async up(runner: QueryRunner): Promise<void> {
    for (const query of onSqlite(runner) ? SQLITE_UP : MARIADB_UP) await runner.query(query);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const query of onSqlite(runner) ? SQLITE_DOWN : MARIADB_DOWN) await runner.query(query);
  }
}

function onSqlite(runner: QueryRunner): boolean {
  return runner.connection.options.type === 'better-sqlite3';
}
