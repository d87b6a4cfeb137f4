import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE TABLE "reception_duty" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "day" varchar(10) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "place" varchar(60) NOT NULL,
    "state" varchar(20) NOT NULL,
    "taken_from_id" varchar(36),
    "recorded_by_id" varchar(36),
    "version" integer NOT NULL DEFAULT (1)
  )`,
  `CREATE INDEX "ix_reception_duty_person" ON "reception_duty" ("court_id", "person_id", "day")`,
  `CREATE INDEX "ix_reception_duty_day" ON "reception_duty" ("court_id", "day")`,
  `CREATE TABLE "reception_step" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "duty_id" varchar(36) NOT NULL,
    "sequence" integer NOT NULL,
    "act" varchar(20) NOT NULL,
    "state" varchar(20) NOT NULL,
    "words" varchar(300),
    "actor_id" varchar(36) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "at" varchar(24) NOT NULL
  )`,
  `CREATE INDEX "ix_reception_step_duty" ON "reception_step" ("duty_id")`,
  `DROP INDEX "ix_reception_duty_person"`,
  `DROP INDEX "ix_reception_duty_day"`,
  `CREATE TABLE "temporary_reception_duty" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "day" varchar(10) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "place" varchar(60) NOT NULL,
    "state" varchar(20) NOT NULL,
    "taken_from_id" varchar(36),
    "recorded_by_id" varchar(36),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "fk_reception_duty_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_reception_duty_division" FOREIGN KEY ("division_id") REFERENCES "division" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "temporary_reception_duty"("id", "court_id", "day", "person_id", "division_id", "place", "state", "taken_from_id", "recorded_by_id", "version") SELECT "id", "court_id", "day", "person_id", "division_id", "place", "state", "taken_from_id", "recorded_by_id", "version" FROM "reception_duty"`,
  `DROP TABLE "reception_duty"`,
  `ALTER TABLE "temporary_reception_duty" RENAME TO "reception_duty"`,
  `CREATE INDEX "ix_reception_duty_person" ON "reception_duty" ("court_id", "person_id", "day")`,
  `CREATE INDEX "ix_reception_duty_day" ON "reception_duty" ("court_id", "day")`,
  `DROP INDEX "ix_reception_step_duty"`,
  `CREATE TABLE "temporary_reception_step" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "duty_id" varchar(36) NOT NULL,
    "sequence" integer NOT NULL,
    "act" varchar(20) NOT NULL,
    "state" varchar(20) NOT NULL,
    "words" varchar(300),
    "actor_id" varchar(36) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "at" varchar(24) NOT NULL,
    CONSTRAINT "fk_reception_step_duty" FOREIGN KEY ("duty_id") REFERENCES "reception_duty" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "temporary_reception_step"("id", "court_id", "duty_id", "sequence", "act", "state", "words", "actor_id", "actor_name", "at") SELECT "id", "court_id", "duty_id", "sequence", "act", "state", "words", "actor_id", "actor_name", "at" FROM "reception_step"`,
  `DROP TABLE "reception_step"`,
  `ALTER TABLE "temporary_reception_step" RENAME TO "reception_step"`,
  `CREATE INDEX "ix_reception_step_duty" ON "reception_step" ("duty_id")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "ix_reception_step_duty"`,
  `ALTER TABLE "reception_step" RENAME TO "temporary_reception_step"`,
  `CREATE TABLE "reception_step" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "duty_id" varchar(36) NOT NULL,
    "sequence" integer NOT NULL,
    "act" varchar(20) NOT NULL,
    "state" varchar(20) NOT NULL,
    "words" varchar(300),
    "actor_id" varchar(36) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "at" varchar(24) NOT NULL
  )`,
  `INSERT INTO "reception_step"("id", "court_id", "duty_id", "sequence", "act", "state", "words", "actor_id", "actor_name", "at") SELECT "id", "court_id", "duty_id", "sequence", "act", "state", "words", "actor_id", "actor_name", "at" FROM "temporary_reception_step"`,
  `DROP TABLE "temporary_reception_step"`,
  `CREATE INDEX "ix_reception_step_duty" ON "reception_step" ("duty_id")`,
  `DROP INDEX "ix_reception_duty_day"`,
  `DROP INDEX "ix_reception_duty_person"`,
  `ALTER TABLE "reception_duty" RENAME TO "temporary_reception_duty"`,
  `CREATE TABLE "reception_duty" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "day" varchar(10) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "place" varchar(60) NOT NULL,
    "state" varchar(20) NOT NULL,
    "taken_from_id" varchar(36),
    "recorded_by_id" varchar(36),
    "version" integer NOT NULL DEFAULT (1)
  )`,
  `INSERT INTO "reception_duty"("id", "court_id", "day", "person_id", "division_id", "place", "state", "taken_from_id", "recorded_by_id", "version") SELECT "id", "court_id", "day", "person_id", "division_id", "place", "state", "taken_from_id", "recorded_by_id", "version" FROM "temporary_reception_duty"`,
  `DROP TABLE "temporary_reception_duty"`,
  `CREATE INDEX "ix_reception_duty_day" ON "reception_duty" ("court_id", "day")`,
  `CREATE INDEX "ix_reception_duty_person" ON "reception_duty" ("court_id", "person_id", "day")`,
  `DROP INDEX "ix_reception_step_duty"`,
  `DROP TABLE "reception_step"`,
  `DROP INDEX "ix_reception_duty_day"`,
  `DROP INDEX "ix_reception_duty_person"`,
  `DROP TABLE "reception_duty"`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`reception_duty\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`day\` varchar(10) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`division_id\` varchar(36) NOT NULL,
    \`place\` varchar(60) NOT NULL,
    \`state\` varchar(20) NOT NULL,
    \`taken_from_id\` varchar(36) NULL,
    \`recorded_by_id\` varchar(36) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_reception_duty_person\` (\`court_id\`, \`person_id\`, \`day\`),
    INDEX \`ix_reception_duty_day\` (\`court_id\`, \`day\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`reception_step\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`duty_id\` varchar(36) NOT NULL,
    \`sequence\` int NOT NULL,
    \`act\` varchar(20) NOT NULL,
    \`state\` varchar(20) NOT NULL,
    \`words\` varchar(300) NULL,
    \`actor_id\` varchar(36) NOT NULL,
    \`actor_name\` varchar(60) NOT NULL,
    \`at\` varchar(24) NOT NULL,
    INDEX \`ix_reception_step_duty\` (\`duty_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`reception_duty\` ADD CONSTRAINT \`fk_reception_duty_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`reception_duty\` ADD CONSTRAINT \`fk_reception_duty_division\` FOREIGN KEY (\`division_id\`) REFERENCES \`division\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`reception_step\` ADD CONSTRAINT \`fk_reception_step_duty\` FOREIGN KEY (\`duty_id\`) REFERENCES \`reception_duty\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `ALTER TABLE \`reception_step\` DROP FOREIGN KEY \`fk_reception_step_duty\``,
  `ALTER TABLE \`reception_duty\` DROP FOREIGN KEY \`fk_reception_duty_division\``,
  `ALTER TABLE \`reception_duty\` DROP FOREIGN KEY \`fk_reception_duty_person\``,
  `DROP INDEX \`ix_reception_step_duty\` ON \`reception_step\``,
  `DROP TABLE \`reception_step\``,
  `DROP INDEX \`ix_reception_duty_day\` ON \`reception_duty\``,
  `DROP INDEX \`ix_reception_duty_person\` ON \`reception_duty\``,
  `DROP TABLE \`reception_duty\``,
];

export class ReceptionDays1768000018000 implements MigrationInterface {
  name = 'ReceptionDays1768000018000';

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
