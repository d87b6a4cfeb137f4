import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `DROP INDEX "ix_judgment_publication_due"`,
  `DROP INDEX "uq_judgment_publication_document"`,
  `DROP INDEX "ix_judgment_publication_case"`,
  `CREATE TABLE "temporary_judgment_publication" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "case_id" varchar(36) NOT NULL,
    "document_id" varchar(36) NOT NULL,
    "due_on" varchar(10) NOT NULL,
    "published_on" varchar(10),
    "exemption" varchar(200),
    "asked_ground" varchar(20),
    "withdrawn_on" varchar(10),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "fk_judgment_publication_document" FOREIGN KEY ("document_id") REFERENCES "case_document" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_judgment_publication_case" FOREIGN KEY ("case_id") REFERENCES "court_case" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "temporary_judgment_publication"("id", "court_id", "case_id", "document_id", "due_on", "published_on", "exemption") SELECT "id", "court_id", "case_id", "document_id", "due_on", "published_on", "exemption" FROM "judgment_publication"`,
  `DROP TABLE "judgment_publication"`,
  `ALTER TABLE "temporary_judgment_publication" RENAME TO "judgment_publication"`,
  `CREATE INDEX "ix_judgment_publication_due" ON "judgment_publication" ("court_id", "due_on")`,
  `CREATE UNIQUE INDEX "uq_judgment_publication_document" ON "judgment_publication" ("document_id")`,
  `CREATE INDEX "ix_judgment_publication_case" ON "judgment_publication" ("case_id")`,
  `CREATE TABLE "catalogue_row" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "book" varchar(30) NOT NULL,
    "code" varchar(60) NOT NULL,
    "version" integer NOT NULL,
    "content" clob NOT NULL,
    "effective_from" varchar(10) NOT NULL,
    "effective_until" varchar(10),
    "source" varchar(200) NOT NULL,
    "example" boolean NOT NULL
  )`,
  `CREATE UNIQUE INDEX "uq_catalogue_row_version" ON "catalogue_row" ("court_id", "book", "code", "version")`,
  `CREATE TABLE "catalogue_proposal" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "book" varchar(30) NOT NULL,
    "title" varchar(200) NOT NULL,
    "source" varchar(200) NOT NULL,
    "effective_from" varchar(10) NOT NULL,
    "status" varchar(20) NOT NULL,
    "changes" clob NOT NULL,
    "proposed_by_id" varchar(36) NOT NULL,
    "proposed_by" varchar(60) NOT NULL,
    "proposed_at" varchar(24) NOT NULL,
    "decided_by_id" varchar(36),
    "decided_by" varchar(60),
    "decided_at" varchar(24),
    "decision_reason" varchar(300),
    "version" integer NOT NULL DEFAULT (1)
  )`,
  `CREATE INDEX "ix_catalogue_proposal_status" ON "catalogue_proposal" ("court_id", "status")`,
  `CREATE TABLE "division_leader" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "division_id" varchar(36) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "valid_from" varchar(10) NOT NULL,
    "valid_until" varchar(10),
    "source" varchar(200) NOT NULL,
    "created_at" varchar(24) NOT NULL,
    CONSTRAINT "fk_division_leader_division" FOREIGN KEY ("division_id") REFERENCES "division" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_division_leader_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_division_leader_division" ON "division_leader" ("court_id", "division_id", "valid_from")`,
  `CREATE TABLE "publication_step" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "publication_id" varchar(36) NOT NULL,
    "act" varchar(20) NOT NULL,
    "ground" varchar(20),
    "words" varchar(300),
    "actor_id" varchar(36) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "at" varchar(24) NOT NULL,
    CONSTRAINT "fk_publication_step_publication" FOREIGN KEY ("publication_id") REFERENCES "judgment_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_publication_step_publication" ON "publication_step" ("publication_id")`,
  `CREATE TABLE "sign_off" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "case_id" varchar(36) NOT NULL,
    "document_id" varchar(36) NOT NULL,
    "digest" varchar(64) NOT NULL,
    "sequence" integer NOT NULL,
    "act" varchar(10) NOT NULL,
    "step" varchar(20) NOT NULL,
    "return_to" varchar(20),
    "next_step" varchar(20) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "actor_name" varchar(60) NOT NULL,
    "answers_for" varchar(300) NOT NULL,
    "words" text,
    "day" varchar(10) NOT NULL,
    "at" varchar(24) NOT NULL,
    CONSTRAINT "fk_sign_off_case" FOREIGN KEY ("case_id") REFERENCES "court_case" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_sign_off_document" FOREIGN KEY ("document_id") REFERENCES "case_document" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_sign_off_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE INDEX "ix_sign_off_person" ON "sign_off" ("court_id", "person_id", "day")`,
  `CREATE INDEX "ix_sign_off_case" ON "sign_off" ("case_id")`,
  `CREATE UNIQUE INDEX "uq_sign_off_sequence" ON "sign_off" ("document_id", "sequence")`,
];

const SQLITE_DOWN = [
  `DROP TABLE "sign_off"`,
  `DROP TABLE "publication_step"`,
  `DROP TABLE "division_leader"`,
  `DROP TABLE "catalogue_proposal"`,
  `DROP TABLE "catalogue_row"`,
  `DROP INDEX "ix_judgment_publication_case"`,
  `DROP INDEX "uq_judgment_publication_document"`,
  `DROP INDEX "ix_judgment_publication_due"`,
  `ALTER TABLE "judgment_publication" RENAME TO "temporary_judgment_publication"`,
  `CREATE TABLE "judgment_publication" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "case_id" varchar(36) NOT NULL,
    "document_id" varchar(36) NOT NULL,
    "due_on" varchar(10) NOT NULL,
    "published_on" varchar(10),
    "exemption" varchar(200),
    CONSTRAINT "fk_judgment_publication_document" FOREIGN KEY ("document_id") REFERENCES "case_document" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_judgment_publication_case" FOREIGN KEY ("case_id") REFERENCES "court_case" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "judgment_publication"("id", "court_id", "case_id", "document_id", "due_on", "published_on", "exemption") SELECT "id", "court_id", "case_id", "document_id", "due_on", "published_on", "exemption" FROM "temporary_judgment_publication"`,
  `DROP TABLE "temporary_judgment_publication"`,
  `CREATE INDEX "ix_judgment_publication_case" ON "judgment_publication" ("case_id")`,
  `CREATE UNIQUE INDEX "uq_judgment_publication_document" ON "judgment_publication" ("document_id")`,
  `CREATE INDEX "ix_judgment_publication_due" ON "judgment_publication" ("court_id", "due_on")`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`catalogue_row\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`book\` varchar(30) NOT NULL,
    \`code\` varchar(60) NOT NULL,
    \`version\` int NOT NULL,
    \`content\` longtext NOT NULL,
    \`effective_from\` varchar(10) NOT NULL,
    \`effective_until\` varchar(10) NULL,
    \`source\` varchar(200) NOT NULL,
    \`example\` tinyint NOT NULL,
    UNIQUE INDEX \`uq_catalogue_row_version\` (\`court_id\`, \`book\`, \`code\`, \`version\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`catalogue_proposal\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`book\` varchar(30) NOT NULL,
    \`title\` varchar(200) NOT NULL,
    \`source\` varchar(200) NOT NULL,
    \`effective_from\` varchar(10) NOT NULL,
    \`status\` varchar(20) NOT NULL,
    \`changes\` longtext NOT NULL,
    \`proposed_by_id\` varchar(36) NOT NULL,
    \`proposed_by\` varchar(60) NOT NULL,
    \`proposed_at\` varchar(24) NOT NULL,
    \`decided_by_id\` varchar(36) NULL,
    \`decided_by\` varchar(60) NULL,
    \`decided_at\` varchar(24) NULL,
    \`decision_reason\` varchar(300) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_catalogue_proposal_status\` (\`court_id\`, \`status\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`division_leader\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`division_id\` varchar(36) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`valid_from\` varchar(10) NOT NULL,
    \`valid_until\` varchar(10) NULL,
    \`source\` varchar(200) NOT NULL,
    \`created_at\` varchar(24) NOT NULL,
    INDEX \`ix_division_leader_division\` (\`court_id\`, \`division_id\`, \`valid_from\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`publication_step\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`publication_id\` varchar(36) NOT NULL,
    \`act\` varchar(20) NOT NULL,
    \`ground\` varchar(20) NULL,
    \`words\` varchar(300) NULL,
    \`actor_id\` varchar(36) NOT NULL,
    \`actor_name\` varchar(60) NOT NULL,
    \`at\` varchar(24) NOT NULL,
    INDEX \`ix_publication_step_publication\` (\`publication_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`sign_off\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`case_id\` varchar(36) NOT NULL,
    \`document_id\` varchar(36) NOT NULL,
    \`digest\` varchar(64) NOT NULL,
    \`sequence\` int NOT NULL,
    \`act\` varchar(10) NOT NULL,
    \`step\` varchar(20) NOT NULL,
    \`return_to\` varchar(20) NULL,
    \`next_step\` varchar(20) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`actor_name\` varchar(60) NOT NULL,
    \`answers_for\` varchar(300) NOT NULL,
    \`words\` text NULL,
    \`day\` varchar(10) NOT NULL,
    \`at\` varchar(24) NOT NULL,
    INDEX \`ix_sign_off_person\` (\`court_id\`, \`person_id\`, \`day\`),
    INDEX \`ix_sign_off_case\` (\`case_id\`),
    UNIQUE INDEX \`uq_sign_off_sequence\` (\`document_id\`, \`sequence\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `ALTER TABLE \`judgment_publication\` ADD \`asked_ground\` varchar(20) NULL`,
  `ALTER TABLE \`judgment_publication\` ADD \`withdrawn_on\` varchar(10) NULL`,
  `ALTER TABLE \`judgment_publication\` ADD \`version\` int NOT NULL DEFAULT '1'`,
  `ALTER TABLE \`division_leader\` ADD CONSTRAINT \`fk_division_leader_division\` FOREIGN KEY (\`division_id\`) REFERENCES \`division\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`division_leader\` ADD CONSTRAINT \`fk_division_leader_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`publication_step\` ADD CONSTRAINT \`fk_publication_step_publication\` FOREIGN KEY (\`publication_id\`) REFERENCES \`judgment_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`sign_off\` ADD CONSTRAINT \`fk_sign_off_case\` FOREIGN KEY (\`case_id\`) REFERENCES \`court_case\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`sign_off\` ADD CONSTRAINT \`fk_sign_off_document\` FOREIGN KEY (\`document_id\`) REFERENCES \`case_document\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`sign_off\` ADD CONSTRAINT \`fk_sign_off_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `ALTER TABLE \`sign_off\` DROP FOREIGN KEY \`fk_sign_off_person\``,
  `ALTER TABLE \`sign_off\` DROP FOREIGN KEY \`fk_sign_off_document\``,
  `ALTER TABLE \`sign_off\` DROP FOREIGN KEY \`fk_sign_off_case\``,
  `ALTER TABLE \`publication_step\` DROP FOREIGN KEY \`fk_publication_step_publication\``,
  `ALTER TABLE \`division_leader\` DROP FOREIGN KEY \`fk_division_leader_person\``,
  `ALTER TABLE \`division_leader\` DROP FOREIGN KEY \`fk_division_leader_division\``,
  `ALTER TABLE \`judgment_publication\` DROP COLUMN \`version\``,
  `ALTER TABLE \`judgment_publication\` DROP COLUMN \`withdrawn_on\``,
  `ALTER TABLE \`judgment_publication\` DROP COLUMN \`asked_ground\``,
  `DROP INDEX \`uq_sign_off_sequence\` ON \`sign_off\``,
  `DROP INDEX \`ix_sign_off_case\` ON \`sign_off\``,
  `DROP INDEX \`ix_sign_off_person\` ON \`sign_off\``,
  `DROP TABLE \`sign_off\``,
  `DROP INDEX \`ix_publication_step_publication\` ON \`publication_step\``,
  `DROP TABLE \`publication_step\``,
  `DROP INDEX \`ix_division_leader_division\` ON \`division_leader\``,
  `DROP TABLE \`division_leader\``,
  `DROP INDEX \`ix_catalogue_proposal_status\` ON \`catalogue_proposal\``,
  `DROP TABLE \`catalogue_proposal\``,
  `DROP INDEX \`uq_catalogue_row_version\` ON \`catalogue_row\``,
  `DROP TABLE \`catalogue_row\``,
];

export class SignOffsPublicationCatalogues1768000010000 implements MigrationInterface {
  name = 'SignOffsPublicationCatalogues1768000010000';

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
