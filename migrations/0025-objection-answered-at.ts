import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `ALTER TABLE "period_objection" ADD COLUMN "answered_at" varchar(24)`,
  // Of answers given before, the day alone is known: a correction confirmed on that day follows it, as was held so far.
  `UPDATE "period_objection" SET "answered_at" = "answered_on" || 'T00:00:00.000Z' WHERE "answered_on" IS NOT NULL`,
];

const SQLITE_DOWN = [`ALTER TABLE "period_objection" DROP COLUMN "answered_at"`];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `ALTER TABLE \`period_objection\` ADD \`answered_at\` varchar(24) NULL`,
  `UPDATE \`period_objection\` SET \`answered_at\` = CONCAT(\`answered_on\`, 'T00:00:00.000Z') WHERE \`answered_on\` IS NOT NULL`,
];

const MARIADB_DOWN = [`ALTER TABLE \`period_objection\` DROP COLUMN \`answered_at\``];

/** When an objection was answered, to the instant: a correction of the same morning may come before it. */
export class ObjectionAnsweredAt1768000025000 implements MigrationInterface {
  name = 'ObjectionAnsweredAt1768000025000';

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
