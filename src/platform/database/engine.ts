import mysql from 'mysql2/promise';
import { SettingsError } from '../settings.js';

export type Engine = 'sqlite' | 'mariadb' | 'mysql';

/**
 * The engine is read from the server's own version: TypeORM's `mysql` against MariaDB wants to
 * rebuild columns that are right, and the other way round.
 */
export async function detectEngine(databaseUrl: string): Promise<Engine> {
  if (databaseUrl.startsWith('sqlite://')) return 'sqlite';
  const promised = databaseUrl.slice(0, databaseUrl.indexOf(':'));
  let version: string;
  try {
    const connection = await mysql.createConnection({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), connectTimeout: 10_000 });
    try {
      const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT VERSION() AS version');
      version = String(rows[0]!.version);
    } finally {
      await connection.end();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(
      `连接不上数据库：${reason}。请核对 DATABASE_URL 的主机、端口、账号和库名，并确认数据库已启动。\n` +
        `Cannot reach the database: ${reason}. Check host, port, account and database name in DATABASE_URL, and that the server is running.`,
    );
  }
  const actual: Engine = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  if (promised === 'mariadb' && actual === 'mysql')
    throw new SettingsError(
      `DATABASE_URL 写的是 mariadb://，服务器却是 MySQL ${version}。请改为 mysql://，或连接 MariaDB 服务器。\n` +
        `DATABASE_URL says mariadb:// but the server is MySQL ${version}. Write mysql://, or connect to a MariaDB server.`,
    );
  const [major, minor] = version.replace(/^5\.5\.5-/, '').split('.').map(Number) as [number, number];
  const tooOld = actual === 'mariadb' ? major < 10 || (major === 10 && minor < 6) : major < 8;
  if (tooOld)
    throw new SettingsError(
      `数据库版本 ${version} 过旧，需要 MariaDB 10.6 或 MySQL 8.0 以上。请先升级数据库。\n` +
        `The database is ${version}; MariaDB 10.6 or MySQL 8.0 is the oldest supported. Upgrade it first.`,
    );
  return actual;
}
