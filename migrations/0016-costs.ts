import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `DROP INDEX "uq_cost_entry"`,
  `CREATE TABLE "cost_remark" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "kind" varchar(20) NOT NULL,
    "category" varchar(10) NOT NULL,
    "from_month" varchar(7) NOT NULL,
    "until_month" varchar(7) NOT NULL,
    "words" text NOT NULL,
    "written_by" varchar(36) NOT NULL,
    "written_by_name" varchar(60) NOT NULL,
    "written_at" varchar(24) NOT NULL,
    "state" varchar(20) NOT NULL,
    "decided_by_name" varchar(60),
    "decided_at" varchar(24),
    "decision_words" varchar(300),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "fk_cost_remark_division" FOREIGN KEY ("division_id") REFERENCES "division" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_cost_remark_court" ON "cost_remark" ("court_id", "state")`,
  `CREATE INDEX "ix_cost_remark_division" ON "cost_remark" ("division_id", "category", "from_month")`,
  `DROP INDEX "ix_cost_entry_month"`,
  `CREATE TABLE "temporary_cost_entry" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "month" varchar(7) NOT NULL,
    "category" varchar(10) NOT NULL,
    "amount" bigint NOT NULL,
    "denominator" integer NOT NULL,
    "note" varchar(200),
    "services" integer,
    "revision" integer NOT NULL DEFAULT (1),
    "entered_by" varchar(36),
    "entered_by_name" varchar(60),
    "entered_at" varchar(24),
    "superseded_at" varchar(24),
    "superseded_by_name" varchar(60),
    "superseded_reason" varchar(300),
    CONSTRAINT "fk_cost_entry_division" FOREIGN KEY ("division_id") REFERENCES "division" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "temporary_cost_entry"("id", "court_id", "division_id", "month", "category", "amount", "denominator", "note") SELECT "id", "court_id", "division_id", "month", "category", "amount", "denominator", "note" FROM "cost_entry"`,
  `DROP TABLE "cost_entry"`,
  `ALTER TABLE "temporary_cost_entry" RENAME TO "cost_entry"`,
  `CREATE INDEX "ix_cost_entry_month" ON "cost_entry" ("court_id", "month")`,
  `CREATE UNIQUE INDEX "uq_cost_entry" ON "cost_entry" ("division_id", "month", "category", "revision")`,
];

const SQLITE_DOWN = [
  `DELETE FROM "cost_entry" WHERE "superseded_at" IS NOT NULL`,
  `DROP INDEX "uq_cost_entry"`,
  `DROP INDEX "ix_cost_entry_month"`,
  `ALTER TABLE "cost_entry" RENAME TO "temporary_cost_entry"`,
  `CREATE TABLE "cost_entry" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "month" varchar(7) NOT NULL,
    "category" varchar(10) NOT NULL,
    "amount" bigint NOT NULL,
    "denominator" integer NOT NULL,
    "note" varchar(200),
    CONSTRAINT "fk_cost_entry_division" FOREIGN KEY ("division_id") REFERENCES "division" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "cost_entry"("id", "court_id", "division_id", "month", "category", "amount", "denominator", "note") SELECT "id", "court_id", "division_id", "month", "category", "amount", "denominator", "note" FROM "temporary_cost_entry"`,
  `DROP TABLE "temporary_cost_entry"`,
  `CREATE INDEX "ix_cost_entry_month" ON "cost_entry" ("court_id", "month")`,
  `DROP INDEX "ix_cost_remark_division"`,
  `DROP INDEX "ix_cost_remark_court"`,
  `DROP TABLE "cost_remark"`,
  `CREATE UNIQUE INDEX "uq_cost_entry" ON "cost_entry" ("division_id", "month", "category")`,
];

/** MariaDB and MySQL. The unique index also carries the foreign key, so that its successor comes in the same statement. */
const MARIADB_UP = [
  `CREATE TABLE \`cost_remark\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`division_id\` varchar(36) NOT NULL,
    \`kind\` varchar(20) NOT NULL,
    \`category\` varchar(10) NOT NULL,
    \`from_month\` varchar(7) NOT NULL,
    \`until_month\` varchar(7) NOT NULL,
    \`words\` text NOT NULL,
    \`written_by\` varchar(36) NOT NULL,
    \`written_by_name\` varchar(60) NOT NULL,
    \`written_at\` varchar(24) NOT NULL,
    \`state\` varchar(20) NOT NULL,
    \`decided_by_name\` varchar(60) NULL,
    \`decided_at\` varchar(24) NULL,
    \`decision_words\` varchar(300) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_cost_remark_court\` (\`court_id\`, \`state\`),
    INDEX \`ix_cost_remark_division\` (\`division_id\`, \`category\`, \`from_month\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`cost_entry\` ADD \`services\` int NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`revision\` int NOT NULL DEFAULT '1'`,
  `ALTER TABLE \`cost_entry\` ADD \`entered_by\` varchar(36) NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`entered_by_name\` varchar(60) NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`entered_at\` varchar(24) NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`superseded_at\` varchar(24) NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`superseded_by_name\` varchar(60) NULL`,
  `ALTER TABLE \`cost_entry\` ADD \`superseded_reason\` varchar(300) NULL`,
  `ALTER TABLE \`cost_entry\` DROP INDEX \`uq_cost_entry\`, ADD UNIQUE INDEX \`uq_cost_entry\` (\`division_id\`, \`month\`, \`category\`, \`revision\`)`,
  `ALTER TABLE \`cost_remark\` ADD CONSTRAINT \`fk_cost_remark_division\` FOREIGN KEY (\`division_id\`) REFERENCES \`division\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `ALTER TABLE \`cost_remark\` DROP FOREIGN KEY \`fk_cost_remark_division\``,
  `DELETE FROM \`cost_entry\` WHERE \`superseded_at\` IS NOT NULL`,
  `ALTER TABLE \`cost_entry\` DROP INDEX \`uq_cost_entry\`, ADD UNIQUE INDEX \`uq_cost_entry\` (\`division_id\`, \`month\`, \`category\`)`,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`superseded_reason\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`superseded_by_name\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`superseded_at\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`entered_at\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`entered_by_name\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`entered_by\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`revision\``,
  `ALTER TABLE \`cost_entry\` DROP COLUMN \`services\``,
  `DROP INDEX \`ix_cost_remark_division\` ON \`cost_remark\``,
  `DROP INDEX \`ix_cost_remark_court\` ON \`cost_remark\``,
  `DROP TABLE \`cost_remark\``,
];

export class Costs1768000016000 implements MigrationInterface {
  name = 'Costs1768000016000';

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
