import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE TABLE "case_objection" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "case_id" varchar(36) NOT NULL,
    "kind" varchar(20) NOT NULL,
    "objector" varchar(60) NOT NULL,
    "filed_on" varchar(10) NOT NULL,
    "outcome" varchar(20) NOT NULL,
    "decided_on" varchar(10),
    "reason" varchar(300),
    "version" integer NOT NULL DEFAULT (1),
    "created_at" varchar(24) NOT NULL,
    CONSTRAINT "fk_case_objection_case" FOREIGN KEY ("case_id") REFERENCES "court_case" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_case_objection_decided" ON "case_objection" ("court_id", "decided_on")`,
  `CREATE INDEX "ix_case_objection_case" ON "case_objection" ("case_id")`,
];

const SQLITE_DOWN = [`DROP TABLE "case_objection"`];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`case_objection\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`case_id\` varchar(36) NOT NULL,
    \`kind\` varchar(20) NOT NULL,
    \`objector\` varchar(60) NOT NULL,
    \`filed_on\` varchar(10) NOT NULL,
    \`outcome\` varchar(20) NOT NULL,
    \`decided_on\` varchar(10) NULL,
    \`reason\` varchar(300) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    \`created_at\` varchar(24) NOT NULL,
    INDEX \`ix_case_objection_decided\` (\`court_id\`, \`decided_on\`),
    INDEX \`ix_case_objection_case\` (\`case_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`case_objection\` ADD CONSTRAINT \`fk_case_objection_case\` FOREIGN KEY (\`case_id\`) REFERENCES \`court_case\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `ALTER TABLE \`case_objection\` DROP FOREIGN KEY \`fk_case_objection_case\``,
  `DROP INDEX \`ix_case_objection_case\` ON \`case_objection\``,
  `DROP INDEX \`ix_case_objection_decided\` ON \`case_objection\``,
  `DROP TABLE \`case_objection\``,
];

export class EnforcementObjections1768000003000 implements MigrationInterface {
  name = 'EnforcementObjections1768000003000';

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
