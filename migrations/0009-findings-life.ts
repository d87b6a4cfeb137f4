import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns are added where they stand: the tables are referred to, so that they cannot be copied and dropped. */
const SQLITE_UP = [
  `CREATE TABLE "finding_responsibility" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "finding_id" varchar(36) NOT NULL,
    "situation" varchar(10) NOT NULL,
    "circumstances" clob NOT NULL,
    "proposal" clob NOT NULL,
    "body" varchar(30),
    "departure" varchar(300),
    CONSTRAINT "fk_finding_responsibility_finding" FOREIGN KEY ("finding_id") REFERENCES "finding" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE UNIQUE INDEX "uq_finding_responsibility" ON "finding_responsibility" ("finding_id")`,
  `CREATE TABLE "finding_comment" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "finding_id" varchar(36) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "kind" varchar(10) NOT NULL,
    "words" text NOT NULL,
    "at" varchar(24) NOT NULL,
    CONSTRAINT "fk_finding_comment_finding" FOREIGN KEY ("finding_id") REFERENCES "finding" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_finding_comment_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_finding_comment_person" ON "finding_comment" ("court_id", "person_id")`,
  `CREATE INDEX "ix_finding_comment_finding" ON "finding_comment" ("finding_id")`,
  `CREATE TABLE "finding_decision" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "finding_id" varchar(36) NOT NULL,
    "outcome" varchar(20) NOT NULL,
    "reasons" text NOT NULL,
    "resolution" varchar(80) NOT NULL,
    "points" integer,
    "successor_id" varchar(36),
    "decided_on" varchar(10) NOT NULL,
    "decided_by" varchar(36) NOT NULL,
    "decided_by_name" varchar(60) NOT NULL,
    CONSTRAINT "fk_finding_decision_finding" FOREIGN KEY ("finding_id") REFERENCES "finding" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE UNIQUE INDEX "uq_finding_decision" ON "finding_decision" ("finding_id")`,
  `CREATE TABLE "finding_attachment" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "finding_id" varchar(36) NOT NULL,
    "purpose" varchar(20) NOT NULL,
    "name" varchar(160) NOT NULL,
    "digest" varchar(64) NOT NULL,
    "added_by" varchar(36) NOT NULL,
    "added_at" varchar(24) NOT NULL,
    CONSTRAINT "fk_finding_attachment_finding" FOREIGN KEY ("finding_id") REFERENCES "finding" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_finding_attachment_finding" ON "finding_attachment" ("finding_id")`,
  `CREATE TABLE "finding_import" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "file_name" varchar(200) NOT NULL,
    "file_digest" varchar(64) NOT NULL,
    "rows_read" integer NOT NULL,
    "saved" integer NOT NULL,
    "unchanged" integer NOT NULL,
    "created_by" varchar(36) NOT NULL,
    "created_by_name" varchar(60) NOT NULL,
    "created_at" varchar(24) NOT NULL
  )`,
  `CREATE INDEX "ix_finding_import_court" ON "finding_import" ("court_id", "created_at")`,
  `CREATE TABLE "rectification" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "finding_id" varchar(36) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "status" varchar(20) NOT NULL,
    "demand" text NOT NULL,
    "ordered_on" varchar(10) NOT NULL,
    "due_on" varchar(10) NOT NULL,
    "measures" text,
    "reported_on" varchar(10),
    "closed_on" varchar(10),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "fk_rectification_finding" FOREIGN KEY ("finding_id") REFERENCES "finding" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_rectification_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_rectification_person" ON "rectification" ("person_id", "status")`,
  `CREATE INDEX "ix_rectification_status" ON "rectification" ("court_id", "status", "due_on")`,
  `CREATE UNIQUE INDEX "uq_rectification_finding" ON "rectification" ("finding_id")`,
  `CREATE TABLE "rectification_step" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "rectification_id" varchar(36) NOT NULL,
    "action" varchar(20) NOT NULL,
    "at" varchar(24) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "words" text NOT NULL,
    CONSTRAINT "fk_rectification_step" FOREIGN KEY ("rectification_id") REFERENCES "rectification" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_rectification_step" ON "rectification_step" ("rectification_id", "at")`,
  `ALTER TABLE "finding" ADD COLUMN "comment_until" varchar(10)`,
  `ALTER TABLE "finding" ADD COLUMN "first_id" varchar(36)`,
  `ALTER TABLE "finding" ADD COLUMN "counted" integer`,
  `ALTER TABLE "finding_share" ADD COLUMN "counts_for" integer NOT NULL DEFAULT (100)`,
  `CREATE INDEX "ix_finding_status" ON "finding" ("court_id", "status", "comment_until")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "ix_finding_status"`,
  `ALTER TABLE "finding_share" DROP COLUMN "counts_for"`,
  `ALTER TABLE "finding" DROP COLUMN "counted"`,
  `ALTER TABLE "finding" DROP COLUMN "first_id"`,
  `ALTER TABLE "finding" DROP COLUMN "comment_until"`,
  `DROP TABLE "rectification_step"`,
  `DROP TABLE "rectification"`,
  `DROP TABLE "finding_import"`,
  `DROP TABLE "finding_attachment"`,
  `DROP TABLE "finding_decision"`,
  `DROP TABLE "finding_comment"`,
  `DROP TABLE "finding_responsibility"`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`finding_responsibility\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`finding_id\` varchar(36) NOT NULL,
    \`situation\` varchar(10) NOT NULL,
    \`circumstances\` longtext NOT NULL,
    \`proposal\` longtext NOT NULL,
    \`body\` varchar(30) NULL,
    \`departure\` varchar(300) NULL,
    UNIQUE INDEX \`uq_finding_responsibility\` (\`finding_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`finding_comment\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`finding_id\` varchar(36) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`kind\` varchar(10) NOT NULL,
    \`words\` text NOT NULL,
    \`at\` varchar(24) NOT NULL,
    INDEX \`ix_finding_comment_person\` (\`court_id\`, \`person_id\`),
    INDEX \`ix_finding_comment_finding\` (\`finding_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`finding_decision\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`finding_id\` varchar(36) NOT NULL,
    \`outcome\` varchar(20) NOT NULL,
    \`reasons\` text NOT NULL,
    \`resolution\` varchar(80) NOT NULL,
    \`points\` int NULL,
    \`successor_id\` varchar(36) NULL,
    \`decided_on\` varchar(10) NOT NULL,
    \`decided_by\` varchar(36) NOT NULL,
    \`decided_by_name\` varchar(60) NOT NULL,
    UNIQUE INDEX \`uq_finding_decision\` (\`finding_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`finding_attachment\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`finding_id\` varchar(36) NOT NULL,
    \`purpose\` varchar(20) NOT NULL,
    \`name\` varchar(160) NOT NULL,
    \`digest\` varchar(64) NOT NULL,
    \`added_by\` varchar(36) NOT NULL,
    \`added_at\` varchar(24) NOT NULL,
    INDEX \`ix_finding_attachment_finding\` (\`finding_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`finding_import\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`file_name\` varchar(200) NOT NULL,
    \`file_digest\` varchar(64) NOT NULL,
    \`rows_read\` int NOT NULL,
    \`saved\` int NOT NULL,
    \`unchanged\` int NOT NULL,
    \`created_by\` varchar(36) NOT NULL,
    \`created_by_name\` varchar(60) NOT NULL,
    \`created_at\` varchar(24) NOT NULL,
    INDEX \`ix_finding_import_court\` (\`court_id\`, \`created_at\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`rectification\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`finding_id\` varchar(36) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`status\` varchar(20) NOT NULL,
    \`demand\` text NOT NULL,
    \`ordered_on\` varchar(10) NOT NULL,
    \`due_on\` varchar(10) NOT NULL,
    \`measures\` text NULL,
    \`reported_on\` varchar(10) NULL,
    \`closed_on\` varchar(10) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_rectification_person\` (\`person_id\`, \`status\`),
    INDEX \`ix_rectification_status\` (\`court_id\`, \`status\`, \`due_on\`),
    UNIQUE INDEX \`uq_rectification_finding\` (\`finding_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`rectification_step\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`rectification_id\` varchar(36) NOT NULL,
    \`action\` varchar(20) NOT NULL,
    \`at\` varchar(24) NOT NULL,
    \`actor_name\` varchar(60) NOT NULL,
    \`words\` text NOT NULL,
    INDEX \`ix_rectification_step\` (\`rectification_id\`, \`at\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`finding\` ADD \`comment_until\` varchar(10) NULL`,
  `ALTER TABLE \`finding\` ADD \`first_id\` varchar(36) NULL`,
  `ALTER TABLE \`finding\` ADD \`counted\` int NULL`,
  `ALTER TABLE \`finding_share\` ADD \`counts_for\` int NOT NULL DEFAULT '100'`,
  `CREATE INDEX \`ix_finding_status\` ON \`finding\` (\`court_id\`, \`status\`, \`comment_until\`)`,
  `ALTER TABLE \`finding_responsibility\` ADD CONSTRAINT \`fk_finding_responsibility_finding\` FOREIGN KEY (\`finding_id\`) REFERENCES \`finding\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`finding_comment\` ADD CONSTRAINT \`fk_finding_comment_finding\` FOREIGN KEY (\`finding_id\`) REFERENCES \`finding\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`finding_comment\` ADD CONSTRAINT \`fk_finding_comment_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`finding_decision\` ADD CONSTRAINT \`fk_finding_decision_finding\` FOREIGN KEY (\`finding_id\`) REFERENCES \`finding\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`finding_attachment\` ADD CONSTRAINT \`fk_finding_attachment_finding\` FOREIGN KEY (\`finding_id\`) REFERENCES \`finding\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`rectification\` ADD CONSTRAINT \`fk_rectification_finding\` FOREIGN KEY (\`finding_id\`) REFERENCES \`finding\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`rectification\` ADD CONSTRAINT \`fk_rectification_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`rectification_step\` ADD CONSTRAINT \`fk_rectification_step\` FOREIGN KEY (\`rectification_id\`) REFERENCES \`rectification\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `ALTER TABLE \`rectification_step\` DROP FOREIGN KEY \`fk_rectification_step\``,
  `ALTER TABLE \`rectification\` DROP FOREIGN KEY \`fk_rectification_person\``,
  `ALTER TABLE \`rectification\` DROP FOREIGN KEY \`fk_rectification_finding\``,
  `ALTER TABLE \`finding_attachment\` DROP FOREIGN KEY \`fk_finding_attachment_finding\``,
  `ALTER TABLE \`finding_decision\` DROP FOREIGN KEY \`fk_finding_decision_finding\``,
  `ALTER TABLE \`finding_comment\` DROP FOREIGN KEY \`fk_finding_comment_person\``,
  `ALTER TABLE \`finding_comment\` DROP FOREIGN KEY \`fk_finding_comment_finding\``,
  `ALTER TABLE \`finding_responsibility\` DROP FOREIGN KEY \`fk_finding_responsibility_finding\``,
  `DROP INDEX \`ix_finding_status\` ON \`finding\``,
  `ALTER TABLE \`finding_share\` DROP COLUMN \`counts_for\``,
  `ALTER TABLE \`finding\` DROP COLUMN \`counted\``,
  `ALTER TABLE \`finding\` DROP COLUMN \`first_id\``,
  `ALTER TABLE \`finding\` DROP COLUMN \`comment_until\``,
  `DROP TABLE \`rectification_step\``,
  `DROP TABLE \`rectification\``,
  `DROP TABLE \`finding_import\``,
  `DROP TABLE \`finding_attachment\``,
  `DROP TABLE \`finding_decision\``,
  `DROP TABLE \`finding_comment\``,
  `DROP TABLE \`finding_responsibility\``,
];

export class FindingsLife1768000009000 implements MigrationInterface {
  name = 'FindingsLife1768000009000';

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
