import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE TABLE "bonus_confirmation" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "round_id" varchar(36) NOT NULL,
    "digests" clob NOT NULL,
    "corrections" varchar(300) NOT NULL,
    "decision" varchar(60) NOT NULL,
    "reason" varchar(300) NOT NULL,
    "decided_on" varchar(10) NOT NULL,
    "recorded_by" varchar(80) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    CONSTRAINT "fk_bonus_confirmation_round" FOREIGN KEY ("round_id") REFERENCES "bonus_round" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_bonus_confirmation_round" ON "bonus_confirmation" ("round_id")`,
];

const SQLITE_DOWN = [`DROP INDEX "ix_bonus_confirmation_round"`, `DROP TABLE "bonus_confirmation"`];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`bonus_confirmation\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`round_id\` varchar(36) NOT NULL,
    \`digests\` longtext NOT NULL,
    \`corrections\` varchar(300) NOT NULL,
    \`decision\` varchar(60) NOT NULL,
    \`reason\` varchar(300) NOT NULL,
    \`decided_on\` varchar(10) NOT NULL,
    \`recorded_by\` varchar(80) NOT NULL,
    \`recorded_at\` varchar(24) NOT NULL,
    INDEX \`ix_bonus_confirmation_round\` (\`round_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`bonus_confirmation\` ADD CONSTRAINT \`fk_bonus_confirmation_round\` FOREIGN KEY (\`round_id\`) REFERENCES \`bonus_round\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [`ALTER TABLE \`bonus_confirmation\` DROP FOREIGN KEY \`fk_bonus_confirmation_round\``, `DROP INDEX \`ix_bonus_confirmation_round\` ON \`bonus_confirmation\``, `DROP TABLE \`bonus_confirmation\``];

export class BonusConfirmations1768000024000 implements MigrationInterface {
  name = 'BonusConfirmations1768000024000';

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
