import type { Database as BetterSqlite3 } from 'better-sqlite3';
import type { DataSource, QueryRunner } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { StoredValue } from './stored-value.js';

/**
 * TypeORM gives everybody the same SQLite connection: eight parallel transactions are refused and a
 * reader sees what another has not committed. The gate lets one transaction, or one statement, through
 * at a time, so that both engines keep the same promises: no lost update, no dirty read.
 */
class Gate {
  private tail: Promise<void> = Promise.resolve();

  async enter(): Promise<() => void> {
    let leave!: () => void;
    const turn = this.tail;
    this.tail = new Promise((resolve) => (leave = resolve));
    await turn;
    return leave;
  }
}

export class GatedQueryRunner extends BetterSqlite3QueryRunner {
  private leave: (() => void) | null = null;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly gate: Gate,
  ) {
    super(driver);
  }

  override async startTransaction(): Promise<void> {
    this.leave ??= await this.gate.enter();
    try {
      await super.startTransaction();
    } catch (error) {
      this.letGo();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (!this.isTransactionActive) this.letGo();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      if (!this.isTransactionActive) this.letGo();
    }
  }

  override async query(query: string, parameters?: unknown[], useStructuredResult?: boolean): Promise<never> {
    if (this.leave) return (await super.query(query, parameters, useStructuredResult ?? false)) as never;
    const leave = await this.gate.enter();
    try {
      return (await super.query(query, parameters, useStructuredResult ?? false)) as never;
    } finally {
      leave();
    }
  }

  /** Rows one by one, as lists of values. */
  async each(query: string, parameters: unknown[], take: (values: readonly StoredValue[]) => void): Promise<void> {
    const leave = this.leave ? null : await this.gate.enter();
    try {
      const connection = (await this.connect()) as BetterSqlite3;
      for (const row of connection.prepare(query).raw().iterate(...parameters)) take(row as readonly StoredValue[]);
    } finally {
      leave?.();
    }
  }

  private letGo(): void {
    this.leave?.();
    this.leave = null;
  }
}

export function gateSqlite(dataSource: DataSource): void {
  const driver = dataSource.driver as BetterSqlite3Driver;
  const gate = new Gate();
  driver.createQueryRunner = (): QueryRunner => new GatedQueryRunner(driver, gate);
}
