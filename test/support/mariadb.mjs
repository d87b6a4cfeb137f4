import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, mustRun } from '../../src/setup/child.mjs';
import { installPackages } from '../../src/setup/debian.mjs';

const sbin = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];
const programs = () => ({
  server: findProgram(['mariadbd'], sbin),
  install: findProgram(['mariadb-install-db'], sbin),
});

/** MariaDB's programs, from Debian's packages when absent: the core packages start no service of their own. */
export async function ensureMariadb(report) {
  const missing = () => Object.values(programs()).some((path) => !path);
  if (missing()) await installPackages(report, ['mariadb-server-core', 'mariadb-client-core'], ['测试所用的 MariaDB', 'the MariaDB that the tests run on']);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// The data of a test run may be lost with the machine's power, so nothing waits for the disk.
const forSpeed = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--skip-log-bin', '--performance-schema=OFF'];
const forDurability = ['--innodb-flush-log-at-trx-commit=1', '--skip-log-bin', '--performance-schema=OFF'];

/**
 * Starts a MariaDB of our own: its data, socket and port belong to this call alone and vanish with `stop()`.
 * Resolves to { url, port, folder, pid, stop, kill, restart }; `url` has no database name: each test file makes its own.
 * `memory` is InnoDB’s own. With `durable`, an acknowledged commit survives `kill()` followed by `restart()`.
 */
export async function startMariadb({ durable = false, memory = '256M' } = {}) {
  const { server, install } = programs();
  const folder = mkdtempSync(join(tmpdir(), 'mariadb-'));
  const data = join(folder, 'data');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const installFlags = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot];
  await mustRun(install, installFlags, 'MariaDB 未能建立数据目录。\n  mariadb-install-db failed.');

  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const initFile = join(folder, 'init.sql');
  const grants = [`CREATE USER IF NOT EXISTS 'test'@'127.0.0.1' IDENTIFIED BY '${password}';`, "GRANT ALL ON *.* TO 'test'@'127.0.0.1' WITH GRANT OPTION;"];
  writeFileSync(initFile, `${grants.join('\n')}\n`, { mode: 0o600 });
  const log = join(folder, 'error.log');
  const flags = [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${log}`,
    `--init-file=${initFile}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_bin',
    '--max-connections=400',
    `--innodb-buffer-pool-size=${memory}`,
    ...(durable ? forDurability : forSpeed),
    ...asRoot,
  ];

  let child;
  const ended = (which) => new Promise((resolve) => (which.exitCode !== null || which.signalCode ? resolve() : which.once('exit', resolve)));
  const startServer = async () => {
    writeFileSync(log, '');
    child = spawn(server, flags, { stdio: 'ignore' });
    const started = child;
    let over = false;
    void ended(started).then(() => (over = true));
    const deadline = Date.now() + 60_000;
    while (!readFileSync(log, 'utf8').includes('ready for connections')) {
      if (over || Date.now() > deadline) throw new Error(`MariaDB did not start:\n${readFileSync(log, 'utf8').slice(-3000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const signal = async (name) => {
    child.kill(name);
    await ended(child);
  };
  await startServer();

  return {
    url: `mysql://test:${password}@127.0.0.1:${port}`,
    port,
    folder,
    get pid() {
      return child.pid;
    },
    kill: () => signal('SIGKILL'),
    restart: startServer,
    async stop() {
      await signal('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    /** For the moment the process itself ends and nothing can be awaited. */
    stopNow() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
