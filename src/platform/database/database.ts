import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { engineOf } from './data-source.js';
import type { Engine } from './engine.js';
import type { StoredValue } from './stored-value.js';
import { eachOf } from './mysql-rows.js';
import { GatedQueryRunner } from './sqlite-gate.js';

type BeforeCommit = (manager: EntityManager) => Promise<void>;

interface OpenTransaction {
  manager: EntityManager;
  beforeCommit: BeforeCommit[];
  afterCommit: (() => void)[];
}

const openTransaction = new AsyncLocalStorage<OpenTransaction>();

/** Deadlock, lock wait, snapshot conflict, Galera certification: nothing was kept, so the work may run again. */
const RETRYABLE = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);
const ATTEMPTS = 5;
const ROWS_A_STATEMENT = 400;

/**
 * The database as use cases see it. Inside {@link transaction} every call on this object, however
 * deep, takes part in that transaction; nobody passes managers around.
 */
@Injectable()
export class Database {
  readonly engine: Engine;

  constructor(@InjectDataSource() readonly dataSource: DataSource) {
    this.engine = engineOf(dataSource);
  }

  get manager(): EntityManager {
    return openTransaction.getStore()?.manager ?? this.dataSource.manager;
  }

  get inTransaction(): boolean {
    return openTransaction.getStore() !== undefined;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** Runs the work whole or not at all. Joins the transaction already open, if any; may run the work again after a deadlock. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (openTransaction.getStore()) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        const afterCommit: OpenTransaction['afterCommit'] = [];
        const result = await this.dataSource.transaction((manager) => {
          const context: OpenTransaction = { manager, beforeCommit: [], afterCommit };
          return openTransaction.run(context, async () => {
            const outcome = await work();
            for (const last of context.beforeCommit) await last(manager);
            return outcome;
          });
        });
        for (const next of afterCommit) next();
        return result;
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(databaseErrorCode(error) ?? '')) throw error;
      }
    }
  }

  /** Runs just before the open transaction commits, after everything else: what must lock shared rows comes last and briefly. */
  beforeCommit(last: BeforeCommit): void {
    const open = openTransaction.getStore();
    if (!open) throw new Error('beforeCommit needs an open transaction');
    open.beforeCommit.push(last);
  }

  /** Runs once what the open transaction wrote is there for everybody; at once outside a transaction. */
  afterCommit(next: () => void): void {
    const open = openTransaction.getStore();
    if (open) open.afterCommit.push(next);
    else next();
  }

  /** Raw SQL with `:name` and `:...list` parameters, the same on both engines. */
  async rows<T>(sql: string, parameters: ObjectLiteral = {}): Promise<T[]> {
    const [query, values] = this.dataSource.driver.escapeQueryWithParameters(sql, parameters);
    return (await this.manager.query(query, values)) as T[];
  }

  /**
   * As {@link rows}, for so many rows that they are better never all in memory: each is handed over as it comes, its values
   * in the order of the columns, and then forgotten.
   */
  async each(sql: string, parameters: ObjectLiteral, take: (values: readonly StoredValue[]) => void): Promise<void> {
    const [query, values] = this.dataSource.driver.escapeQueryWithParameters(sql, parameters);
    const own = this.manager.queryRunner ? null : this.dataSource.createQueryRunner();
    const runner = own ?? this.manager.queryRunner!;
    try {
      if (runner instanceof GatedQueryRunner) await runner.each(query, values, take);
      else await eachOf(await runner.connect(), query, values, take);
    } finally {
      await own?.release();
    }
  }

  /**
   * Stores many rows of one table by few statements: the query builder takes several times as long over each value.
   * @param rows alike: all hold the columns the first one holds
   */
  async insertAll<T extends ObjectLiteral>(entity: EntityTarget<T>, rows: readonly object[]): Promise<void> {
    if (!rows[0]) return;
    const { driver } = this.dataSource;
    const { tablePath, columns } = this.dataSource.getMetadata(entity);
    const held = columns.filter((column) => column.getEntityValue(rows[0]!) !== undefined);
    const names = held.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
    const places = `(${held.map(() => '?').join(', ')})`;
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const some = rows.slice(from, from + ROWS_A_STATEMENT);
      const values = some.flatMap((row) => held.map((column) => driver.preparePersistentValue(column.getEntityValue(row), column) as unknown));
      await this.manager.query(`INSERT INTO ${driver.escape(tablePath)} (${names}) VALUES ${some.map(() => places).join(', ')}`, values);
    }
  }

  /** Suffix that makes a read inside a transaction hold its rows; SQLite lets one writer in at a time anyway. */
  get forUpdate(): string {
    return this.engine === 'sqlite' ? '' : ' FOR UPDATE';
  }
}

/** The driver's own code (`ER_DUP_ENTRY`, `SQLITE_CONSTRAINT_UNIQUE`, …), if the error came from the database. */
export function databaseErrorCode(error: unknown): string | null {
  const driverError = (error as { driverError?: { code?: unknown } } | null)?.driverError;
  return typeof driverError?.code === 'string' ? driverError.code : null;
}

export function isDuplicate(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
