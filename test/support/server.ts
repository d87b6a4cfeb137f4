import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { inTop, top } from '../../src/setup/places.mjs';

const READY_WITHIN_MS = 120_000;
const BETWEEN_LOOKS_MS = 50;

export interface RunningServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  url: string;
  pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** As an administrator stops it; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** As a power cut stops it. */
  kill(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.on('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The built server in a process of its own, as `npm start` runs it; resolves once it says it is ready. */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', inTop('dist', 'src', 'main.js')], {
    cwd: top,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (printed += piece));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let over = false;
  void ended.then(() => (over = true));

  const url = `http://127.0.0.1:${port}`;
  const ready = () => fetch(`${url}/api/health/ready`).then((answer) => answer.ok, () => false);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await ready())) {
    if (over || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The server ${over ? 'ended' : 'was not ready in time'}. It printed:\n${printed.slice(-4000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  return {
    url,
    pid: child.pid!,
    output: () => printed,
    stop: () => (child.kill('SIGTERM'), ended),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
