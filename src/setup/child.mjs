import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { top } from './places.mjs';
import { SetupProblem } from './progress.mjs';

/** Where a program of this name stands on the PATH or in one of `alsoIn`, or undefined. */
export function findProgram(names, alsoIn = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...alsoIn].filter(Boolean);
  for (const name of names) for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
}

/**
 * Runs a program and resolves to { code, output }. With `to`, its output is also streamed there; without, it is
 * kept and shown only by whoever reports the failure.
 */
export function run(program, args, { to, env, cwd = top } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (piece) => {
      output += piece;
      to?.write(piece);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    // Whoever stops us stops the work we started.
    const stop = (signal) => {
      child.kill(signal);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      resolve({ code: code ?? 1, signal, output });
    });
  });
}

/** As `run`, but a failure ends with `sentence` and the end of what the program said. */
export async function mustRun(program, args, sentence, options) {
  const { code, output } = await run(program, args, options);
  if (code === 0) return output;
  const tail = options?.to ? '' : `\n${output.split('\n').slice(-60).join('\n')}`;
  throw new SetupProblem(`${sentence}${tail}`);
}
