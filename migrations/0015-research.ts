import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until now one row was one person's share of a piece; each becomes a piece of its own with that one author. */
const SQLITE_UP = [
  `DROP INDEX "ix_research_publication_person"`,
  `ALTER TABLE "research_publication" RENAME TO "research_publication_before"`,
  `CREATE TABLE "research_publication" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "kind" varchar(10) NOT NULL,
    "level" varchar(20) NOT NULL,
    "title" varchar(200) NOT NULL,
    "outlet" varchar(120) NOT NULL,
    "serial_number" varchar(40),
    "published_on" varchar(10) NOT NULL,
    "status" varchar(20) NOT NULL,
    "award" integer,
    "event" varchar(100),
    "reprint_of_id" varchar(36),
    "share_reason" varchar(300),
    "counted_as" varchar(10) NOT NULL,
    "worth" integer NOT NULL,
    "supersedes_id" varchar(36),
    "registered_by_id" varchar(36),
    "registered_by" varchar(80) NOT NULL,
    "registered_at" varchar(24) NOT NULL,
    "decided_by_id" varchar(36),
    "decided_by" varchar(80),
    "decided_at" varchar(24),
    "reason" varchar(500),
    "version" integer NOT NULL DEFAULT (1)
  )`,
  `CREATE TABLE "research_author" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "publication_id" varchar(36) NOT NULL,
    "place" integer NOT NULL,
    "person_id" varchar(36),
    "name" varchar(80) NOT NULL,
    "division_id" varchar(36),
    "share" integer NOT NULL,
    "worth" integer NOT NULL,
    "points" integer NOT NULL,
    CONSTRAINT "fk_research_author_publication" FOREIGN KEY ("publication_id") REFERENCES "research_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_research_author_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE TABLE "research_evidence" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "publication_id" varchar(36) NOT NULL,
    "name" varchar(160) NOT NULL,
    "digest" varchar(64) NOT NULL,
    "added_at" varchar(24) NOT NULL,
    CONSTRAINT "fk_research_evidence_publication" FOREIGN KEY ("publication_id") REFERENCES "research_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE TABLE "research_objection" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "publication_id" varchar(36) NOT NULL,
    "author_id" varchar(36) NOT NULL,
    "grounds" text NOT NULL,
    "filed_on" varchar(10) NOT NULL,
    "status" varchar(20) NOT NULL,
    "answer" text,
    "answered_by_id" varchar(36),
    "answered_by" varchar(80),
    "answered_on" varchar(10),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "fk_research_objection_publication" FOREIGN KEY ("publication_id") REFERENCES "research_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_research_objection_author" FOREIGN KEY ("author_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE TABLE "research_pair" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "one_id" varchar(36) NOT NULL,
    "other_id" varchar(36) NOT NULL,
    "same" boolean NOT NULL,
    "reason" varchar(300) NOT NULL,
    "decided_by" varchar(80) NOT NULL,
    "decided_at" varchar(24) NOT NULL,
    "superseded_at" varchar(24),
    CONSTRAINT "fk_research_pair_one" FOREIGN KEY ("one_id") REFERENCES "research_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "fk_research_pair_other" FOREIGN KEY ("other_id") REFERENCES "research_publication" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "research_publication"("id", "court_id", "kind", "level", "title", "outlet", "serial_number", "published_on", "counted_as", "worth", "status", "registered_by_id", "registered_by", "registered_at")
   SELECT b."id", b."court_id", b."kind", b."level", b."title", b."outlet", b."serial_number", b."published_on", b."kind", b."points", CASE b."status" WHEN 'refused' THEN 'returned' ELSE b."status" END, b."person_id", p."name", b."published_on" || 'T00:00:00.000Z'
   FROM "research_publication_before" b JOIN "person" p ON p."id" = b."person_id"`,
  `INSERT INTO "research_author"("id", "court_id", "publication_id", "place", "person_id", "name", "share", "worth", "points")
   SELECT b."id", b."court_id", b."id", 1, b."person_id", p."name", b."share", b."points", CASE b."status" WHEN 'verified' THEN b."points" ELSE 0 END
   FROM "research_publication_before" b JOIN "person" p ON p."id" = b."person_id"`,
  `DROP TABLE "research_publication_before"`,
  `CREATE INDEX "ix_research_author_person" ON "research_author" ("court_id", "person_id")`,
  `CREATE UNIQUE INDEX "uq_research_author_place" ON "research_author" ("publication_id", "place")`,
  `CREATE INDEX "ix_research_evidence_publication" ON "research_evidence" ("publication_id")`,
  `CREATE INDEX "ix_research_objection_publication" ON "research_objection" ("publication_id")`,
  `CREATE INDEX "ix_research_pair_other" ON "research_pair" ("other_id")`,
  `CREATE INDEX "ix_research_pair_one" ON "research_pair" ("one_id")`,
  `CREATE INDEX "ix_research_publication_supersedes" ON "research_publication" ("supersedes_id")`,
  `CREATE INDEX "ix_research_publication_day" ON "research_publication" ("court_id", "status", "published_on")`,
];

const SQLITE_DOWN = [
  `DROP TABLE "research_pair"`,
  `DROP TABLE "research_objection"`,
  `DROP TABLE "research_evidence"`,
  `DROP INDEX "ix_research_publication_supersedes"`,
  `DROP INDEX "ix_research_publication_day"`,
  `ALTER TABLE "research_publication" RENAME TO "research_publication_after"`,
  `CREATE TABLE "research_publication" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "kind" varchar(10) NOT NULL,
    "level" varchar(20) NOT NULL,
    "title" varchar(200) NOT NULL,
    "outlet" varchar(120) NOT NULL,
    "serial_number" varchar(40),
    "published_on" varchar(10) NOT NULL,
    "share" integer NOT NULL,
    "points" integer NOT NULL,
    "status" varchar(20) NOT NULL,
    CONSTRAINT "fk_research_publication_person" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `INSERT INTO "research_publication"("id", "court_id", "person_id", "kind", "level", "title", "outlet", "serial_number", "published_on", "share", "points", "status")
   SELECT a."id", a."court_id", a."person_id", p."counted_as", p."level", p."title", p."outlet", p."serial_number", p."published_on", a."share", a."points", CASE p."status" WHEN 'returned' THEN 'refused' ELSE p."status" END
   FROM "research_author" a JOIN "research_publication_after" p ON p."id" = a."publication_id" WHERE a."person_id" IS NOT NULL AND p."status" IN ('pending', 'verified', 'returned')`,
  `DROP TABLE "research_author"`,
  `DROP TABLE "research_publication_after"`,
  `CREATE INDEX "ix_research_publication_person" ON "research_publication" ("court_id", "person_id", "published_on")`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `ALTER TABLE \`research_publication\` DROP FOREIGN KEY \`fk_research_publication_person\``,
  `RENAME TABLE \`research_publication\` TO \`research_publication_before\``,
  `CREATE TABLE \`research_publication\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`kind\` varchar(10) NOT NULL,
    \`level\` varchar(20) NOT NULL,
    \`title\` varchar(200) NOT NULL,
    \`outlet\` varchar(120) NOT NULL,
    \`serial_number\` varchar(40) NULL,
    \`published_on\` varchar(10) NOT NULL,
    \`status\` varchar(20) NOT NULL,
    \`award\` int NULL,
    \`event\` varchar(100) NULL,
    \`reprint_of_id\` varchar(36) NULL,
    \`share_reason\` varchar(300) NULL,
    \`counted_as\` varchar(10) NOT NULL,
    \`worth\` int NOT NULL,
    \`supersedes_id\` varchar(36) NULL,
    \`registered_by_id\` varchar(36) NULL,
    \`registered_by\` varchar(80) NOT NULL,
    \`registered_at\` varchar(24) NOT NULL,
    \`decided_by_id\` varchar(36) NULL,
    \`decided_by\` varchar(80) NULL,
    \`decided_at\` varchar(24) NULL,
    \`reason\` varchar(500) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_research_publication_day\` (\`court_id\`, \`status\`, \`published_on\`),
    INDEX \`ix_research_publication_supersedes\` (\`supersedes_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`research_author\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`publication_id\` varchar(36) NOT NULL,
    \`place\` int NOT NULL,
    \`person_id\` varchar(36) NULL,
    \`name\` varchar(80) NOT NULL,
    \`division_id\` varchar(36) NULL,
    \`share\` int NOT NULL,
    \`worth\` int NOT NULL,
    \`points\` int NOT NULL,
    INDEX \`ix_research_author_person\` (\`court_id\`, \`person_id\`),
    UNIQUE INDEX \`uq_research_author_place\` (\`publication_id\`, \`place\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`research_evidence\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`publication_id\` varchar(36) NOT NULL,
    \`name\` varchar(160) NOT NULL,
    \`digest\` varchar(64) NOT NULL,
    \`added_at\` varchar(24) NOT NULL,
    INDEX \`ix_research_evidence_publication\` (\`publication_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`research_objection\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`publication_id\` varchar(36) NOT NULL,
    \`author_id\` varchar(36) NOT NULL,
    \`grounds\` text NOT NULL,
    \`filed_on\` varchar(10) NOT NULL,
    \`status\` varchar(20) NOT NULL,
    \`answer\` text NULL,
    \`answered_by_id\` varchar(36) NULL,
    \`answered_by\` varchar(80) NULL,
    \`answered_on\` varchar(10) NULL,
    \`version\` int NOT NULL DEFAULT '1',
    INDEX \`ix_research_objection_publication\` (\`publication_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `CREATE TABLE \`research_pair\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`one_id\` varchar(36) NOT NULL,
    \`other_id\` varchar(36) NOT NULL,
    \`same\` tinyint NOT NULL,
    \`reason\` varchar(300) NOT NULL,
    \`decided_by\` varchar(80) NOT NULL,
    \`decided_at\` varchar(24) NOT NULL,
    \`superseded_at\` varchar(24) NULL,
    INDEX \`ix_research_pair_other\` (\`other_id\`),
    INDEX \`ix_research_pair_one\` (\`one_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `INSERT INTO \`research_publication\`(\`id\`, \`court_id\`, \`kind\`, \`level\`, \`title\`, \`outlet\`, \`serial_number\`, \`published_on\`, \`counted_as\`, \`worth\`, \`status\`, \`registered_by_id\`, \`registered_by\`, \`registered_at\`)
   SELECT b.\`id\`, b.\`court_id\`, b.\`kind\`, b.\`level\`, b.\`title\`, b.\`outlet\`, b.\`serial_number\`, b.\`published_on\`, b.\`kind\`, b.\`points\`, CASE b.\`status\` WHEN 'refused' THEN 'returned' ELSE b.\`status\` END, b.\`person_id\`, p.\`name\`, CONCAT(b.\`published_on\`, 'T00:00:00.000Z')
   FROM \`research_publication_before\` b JOIN \`person\` p ON p.\`id\` = b.\`person_id\``,
  `INSERT INTO \`research_author\`(\`id\`, \`court_id\`, \`publication_id\`, \`place\`, \`person_id\`, \`name\`, \`share\`, \`worth\`, \`points\`)
   SELECT b.\`id\`, b.\`court_id\`, b.\`id\`, 1, b.\`person_id\`, p.\`name\`, b.\`share\`, b.\`points\`, CASE b.\`status\` WHEN 'verified' THEN b.\`points\` ELSE 0 END
   FROM \`research_publication_before\` b JOIN \`person\` p ON p.\`id\` = b.\`person_id\``,
  `DROP TABLE \`research_publication_before\``,
  `ALTER TABLE \`research_author\` ADD CONSTRAINT \`fk_research_author_publication\` FOREIGN KEY (\`publication_id\`) REFERENCES \`research_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_author\` ADD CONSTRAINT \`fk_research_author_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_evidence\` ADD CONSTRAINT \`fk_research_evidence_publication\` FOREIGN KEY (\`publication_id\`) REFERENCES \`research_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_objection\` ADD CONSTRAINT \`fk_research_objection_publication\` FOREIGN KEY (\`publication_id\`) REFERENCES \`research_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_objection\` ADD CONSTRAINT \`fk_research_objection_author\` FOREIGN KEY (\`author_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_pair\` ADD CONSTRAINT \`fk_research_pair_one\` FOREIGN KEY (\`one_id\`) REFERENCES \`research_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE \`research_pair\` ADD CONSTRAINT \`fk_research_pair_other\` FOREIGN KEY (\`other_id\`) REFERENCES \`research_publication\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const MARIADB_DOWN = [
  `DROP TABLE \`research_pair\``,
  `DROP TABLE \`research_objection\``,
  `DROP TABLE \`research_evidence\``,
  `ALTER TABLE \`research_author\` DROP FOREIGN KEY \`fk_research_author_publication\``,
  `RENAME TABLE \`research_publication\` TO \`research_publication_after\``,
  `CREATE TABLE \`research_publication\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`person_id\` varchar(36) NOT NULL,
    \`kind\` varchar(10) NOT NULL,
    \`level\` varchar(20) NOT NULL,
    \`title\` varchar(200) NOT NULL,
    \`outlet\` varchar(120) NOT NULL,
    \`serial_number\` varchar(40) NULL,
    \`published_on\` varchar(10) NOT NULL,
    \`share\` int NOT NULL,
    \`points\` int NOT NULL,
    \`status\` varchar(20) NOT NULL,
    INDEX \`ix_research_publication_person\` (\`court_id\`, \`person_id\`, \`published_on\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  `INSERT INTO \`research_publication\`(\`id\`, \`court_id\`, \`person_id\`, \`kind\`, \`level\`, \`title\`, \`outlet\`, \`serial_number\`, \`published_on\`, \`share\`, \`points\`, \`status\`)
   SELECT a.\`id\`, a.\`court_id\`, a.\`person_id\`, p.\`counted_as\`, p.\`level\`, p.\`title\`, p.\`outlet\`, p.\`serial_number\`, p.\`published_on\`, a.\`share\`, a.\`points\`, CASE p.\`status\` WHEN 'returned' THEN 'refused' ELSE p.\`status\` END
   FROM \`research_author\` a JOIN \`research_publication_after\` p ON p.\`id\` = a.\`publication_id\` WHERE a.\`person_id\` IS NOT NULL AND p.\`status\` IN ('pending', 'verified', 'returned')`,
  `DROP TABLE \`research_author\``,
  `DROP TABLE \`research_publication_after\``,
  `ALTER TABLE \`research_publication\` ADD CONSTRAINT \`fk_research_publication_person\` FOREIGN KEY (\`person_id\`) REFERENCES \`person\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class Research1768000015000 implements MigrationInterface {
  name = 'Research1768000015000';

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
