import type { MigrationInterface, QueryRunner } from 'typeorm';

const SQLITE_UP = [
  `CREATE TABLE "rank_interval" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "court_id" varchar(36) NOT NULL,
    "period" varchar(10) NOT NULL,
    "peer_group" varchar(60) NOT NULL,
    "snapshot_id" varchar(36) NOT NULL,
    "snapshot_digest" varchar(64) NOT NULL,
    "seed" varchar(64) NOT NULL,
    "resamples" integer NOT NULL,
    "sample" clob,
    "result" clob,
    "created_at" varchar(24) NOT NULL,
    "worked_out_at" varchar(24)
  )`,
  `CREATE INDEX "ix_rank_interval_group" ON "rank_interval" ("court_id", "period", "peer_group")`,
  `CREATE UNIQUE INDEX "uq_rank_interval_snapshot" ON "rank_interval" ("snapshot_id")`,
];

const SQLITE_DOWN = [
  `DROP INDEX "uq_rank_interval_snapshot"`,
  `DROP INDEX "ix_rank_interval_group"`,
  `DROP TABLE "rank_interval"`,
];

/** MariaDB and MySQL. */
const MARIADB_UP = [
  `CREATE TABLE \`rank_interval\` (
    \`id\` varchar(36) NOT NULL,
    \`court_id\` varchar(36) NOT NULL,
    \`period\` varchar(10) NOT NULL,
    \`peer_group\` varchar(60) NOT NULL,
    \`snapshot_id\` varchar(36) NOT NULL,
    \`snapshot_digest\` varchar(64) NOT NULL,
    \`seed\` varchar(64) NOT NULL,
    \`resamples\` int NOT NULL,
    \`sample\` longtext NULL,
    \`result\` longtext NULL,
    \`created_at\` varchar(24) NOT NULL,
    \`worked_out_at\` varchar(24) NULL,
    INDEX \`ix_rank_interval_group\` (\`court_id\`, \`period\`, \`peer_group\`),
    UNIQUE INDEX \`uq_rank_interval_snapshot\` (\`snapshot_id\`),
    PRIMARY KEY (\`id\`)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
];

const MARIADB_DOWN = [
  `DROP INDEX \`uq_rank_interval_snapshot\` ON \`rank_interval\``,
  `DROP INDEX \`ix_rank_interval_group\` ON \`rank_interval\``,
  `DROP TABLE \`rank_interval\``,
];

export class RankIntervals1768000019000 implements MigrationInterface {
  name = 'RankIntervals1768000019000';

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
