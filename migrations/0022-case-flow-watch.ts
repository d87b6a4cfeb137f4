import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE TABLE "case_flow_count" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "period" varchar(10) NOT NULL,
    "unit_kind" varchar(10) NOT NULL,
    "unit_id" varchar(36) NOT NULL,
    "slot" varchar(60),
    "pending" integer NOT NULL,
    "counted_on" varchar(10) NOT NULL,
    "source" varchar(200) NOT NULL,
    "recorded_by" varchar(60) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "superseded_by" varchar(60),
    "superseded_at" varchar(24),
    "superseded_reason" varchar(300)
  )`,
  `CREATE INDEX "ix_case_flow_count_period" ON "case_flow_count" ("court_id", "period")`,
  `CREATE UNIQUE INDEX "uq_case_flow_count" ON "case_flow_count" ("court_id", "slot")`,
  `CREATE TABLE "case_flow_explanation" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "period" varchar(10) NOT NULL,
    "unit_kind" varchar(10) NOT NULL,
    "unit_id" varchar(36) NOT NULL,
    "slot" varchar(60),
    "gap" integer NOT NULL,
    "words" text NOT NULL,
    "recorded_by" varchar(60) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "superseded_by" varchar(60),
    "superseded_at" varchar(24),
    "superseded_reason" varchar(300)
  )`,
  `CREATE INDEX "ix_case_flow_explanation_period" ON "case_flow_explanation" ("court_id", "period")`,
  `CREATE UNIQUE INDEX "uq_case_flow_explanation" ON "case_flow_explanation" ("court_id", "slot")`,
  `CREATE TABLE "watch_note" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "sign" varchar(120) NOT NULL,
    "side" varchar(10) NOT NULL,
    "slot" varchar(140),
    "words" text NOT NULL,
    "recorded_by" varchar(60) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "superseded_by" varchar(60),
    "superseded_at" varchar(24),
    "superseded_reason" varchar(300)
  )`,
  `CREATE INDEX "ix_watch_note_sign" ON "watch_note" ("court_id", "sign")`,
  `CREATE UNIQUE INDEX "uq_watch_note" ON "watch_note" ("court_id", "slot")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "uq_watch_note"`,
  `DROP INDEX "ix_watch_note_sign"`,
  `DROP TABLE "watch_note"`,
  `DROP INDEX "uq_case_flow_explanation"`,
  `DROP INDEX "ix_case_flow_explanation_period"`,
  `DROP TABLE "case_flow_explanation"`,
  `DROP INDEX "uq_case_flow_count"`,
  `DROP INDEX "ix_case_flow_count_period"`,
  `DROP TABLE "case_flow_count"`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`case_flow_count\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`period\` varchar(10) NOT NULL,
    \`unit_kind\` varchar(10) NOT NULL,
    \`unit_id\` varchar(36) NOT NULL,
    \`slot\` varchar(60) NULL,
    \`pending\` int NOT NULL,
    \`counted_on\` varchar(10) NOT NULL,
    \`source\` varchar(200) NOT NULL,
    \`recorded_by\` varchar(60) NOT NULL,
    \`recorded_at\` varchar(24) NOT NULL,
    \`superseded_by\` varchar(60) NULL,
    \`superseded_at\` varchar(24) NULL,
    \`superseded_reason\` varchar(300) NULL,
    INDEX \`ix_case_flow_count_period\` (\`court_id\`, \`period\`),
    UNIQUE INDEX \`uq_case_flow_count\` (\`court_id\`, \`slot\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`case_flow_explanation\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`period\` varchar(10) NOT NULL,
    \`unit_kind\` varchar(10) NOT NULL,
    \`unit_id\` varchar(36) NOT NULL,
    \`slot\` varchar(60) NULL,
    \`gap\` int NOT NULL,
    \`words\` text NOT NULL,
    \`recorded_by\` varchar(60) NOT NULL,
    \`recorded_at\` varchar(24) NOT NULL,
    \`superseded_by\` varchar(60) NULL,
    \`superseded_at\` varchar(24) NULL,
    \`superseded_reason\` varchar(300) NULL,
    INDEX \`ix_case_flow_explanation_period\` (\`court_id\`, \`period\`),
    UNIQUE INDEX \`uq_case_flow_explanation\` (\`court_id\`, \`slot\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`watch_note\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`sign\` varchar(120) NOT NULL,
    \`side\` varchar(10) NOT NULL,
    \`slot\` varchar(140) NULL,
    \`words\` text NOT NULL,
    \`recorded_by\` varchar(60) NOT NULL,
    \`recorded_at\` varchar(24) NOT NULL,
    \`superseded_by\` varchar(60) NULL,
    \`superseded_at\` varchar(24) NULL,
    \`superseded_reason\` varchar(300) NULL,
    INDEX \`ix_watch_note_sign\` (\`court_id\`, \`sign\`),
    UNIQUE INDEX \`uq_watch_note\` (\`court_id\`, \`slot\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
];

const MARIADB_DOWN = [
  `DROP INDEX \`uq_watch_note\` ON \`watch_note\``,
  `DROP INDEX \`ix_watch_note_sign\` ON \`watch_note\``,
  `DROP TABLE \`watch_note\``,
  `DROP INDEX \`uq_case_flow_explanation\` ON \`case_flow_explanation\``,
  `DROP INDEX \`ix_case_flow_explanation_period\` ON \`case_flow_explanation\``,
  `DROP TABLE \`case_flow_explanation\``,
  `DROP INDEX \`uq_case_flow_count\` ON \`case_flow_count\``,
  `DROP INDEX \`ix_case_flow_count_period\` ON \`case_flow_count\``,
  `DROP TABLE \`case_flow_count\``,
];

export class CaseFlowWatch1768000022000 implements MigrationInterface {
  name = 'CaseFlowWatch1768000022000';

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
