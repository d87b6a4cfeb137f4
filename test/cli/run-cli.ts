import { runCli } from '../../src/cli/program.js';

/** One command line in this process: what it printed, and how it ended. */
export async function cli(argv: string[], stdin: Buffer | string = ''): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  });
  return { code, out, err };
}
