/** Where a command reads and writes; tests pass their own. */
export interface CliIo {
  stdin: AsyncIterable<Buffer | string>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** What a script may rely on. */
export const EXIT = { ok: 0, refused: 1, usage: 2, environment: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Remarks go to standard error, so that standard output stays pure JSON. */
export function note(io: CliIo, zh: string, en: string): void {
  io.stderr.write(`${zh}\n${en}\n`);
}

/** A JSON list with one row a line: a machine reads it, and a person can. */
export function writeRows(io: CliIo, rows: readonly string[]): void {
  io.stdout.write(rows.length ? `[\n${rows.join(',\n')}\n]\n` : '[]\n');
}
