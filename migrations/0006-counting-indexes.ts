import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE INDEX "ix_court_case_counted" ON "court_case" ("court_id", "closed_on", "responsible_judge_id", "nature", "weight", "intake_on", "limit_on", "deducted_days", "appealable", "closing_manner", "claimed", "realised")`,
  `CREATE INDEX "ix_case_appeal_decided" ON "case_appeal" ("court_id", "decided_on")`,
  `CREATE INDEX "ix_case_appeal_lodged" ON "case_appeal" ("court_id", "appealed_on")`,
  `CREATE INDEX "ix_finding_review" ON "finding" ("review_id", "recorded_on")`,
  `CREATE INDEX "ix_judgment_publication_due" ON "judgment_publication" ("court_id", "due_on")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "ix_judgment_publication_due"`,
  `DROP INDEX "ix_finding_review"`,
  `DROP INDEX "ix_case_appeal_lodged"`,
  `DROP INDEX "ix_case_appeal_decided"`,
  `DROP INDEX "ix_court_case_counted"`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE INDEX \`ix_court_case_counted\` ON \`court_case\` (\`court_id\`, \`closed_on\`, \`responsible_judge_id\`, \`nature\`, \`weight\`, \`intake_on\`, \`limit_on\`, \`deducted_days\`, \`appealable\`, \`closing_manner\`, \`claimed\`, \`realised\`)`,
  `CREATE INDEX \`ix_case_appeal_decided\` ON \`case_appeal\` (\`court_id\`, \`decided_on\`)`,
  `CREATE INDEX \`ix_case_appeal_lodged\` ON \`case_appeal\` (\`court_id\`, \`appealed_on\`)`,
  `CREATE INDEX \`ix_finding_review\` ON \`finding\` (\`review_id\`, \`recorded_on\`)`,
  `CREATE INDEX \`ix_judgment_publication_due\` ON \`judgment_publication\` (\`court_id\`, \`due_on\`)`,
];

const MARIADB_DOWN = [
  // The foreign key needs an index of its own again before this one may go.
  `CREATE INDEX \`fk_finding_review\` ON \`finding\` (\`review_id\`)`,
  `DROP INDEX \`ix_judgment_publication_due\` ON \`judgment_publication\``,
  `DROP INDEX \`ix_finding_review\` ON \`finding\``,
  `DROP INDEX \`ix_case_appeal_lodged\` ON \`case_appeal\``,
  `DROP INDEX \`ix_case_appeal_decided\` ON \`case_appeal\``,
  `DROP INDEX \`ix_court_case_counted\` ON \`court_case\``,
];

export class CountingIndexes1768000006000 implements MigrationInterface {
  name = 'CountingIndexes1768000006000';

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
