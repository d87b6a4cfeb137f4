import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Which files of test/<folder> its together/<part> runs: all but those that run alone are dealt out in turn. */
export function filesOfPart(folder: string, part: string, alone: readonly string[]): string[] {
  const parts = readdirSync(join(folder, 'together')).sort();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && !alone.includes(basename(name, '.test.ts')))
    .sort()
    .filter((_, position) => position % parts.length === parts.indexOf(part));
}

/**
 * Loads the files of one part, each with the describe it brings: loading the application costs Jest more than most
 * files' tests do. A file asked for by name still runs by itself, as do those a step names `alone` (RUN_ALONE).
 */
export async function loadPart(partUrl: string): Promise<void> {
  const path = fileURLToPath(partUrl);
  const folder = dirname(dirname(path));
  for (const name of filesOfPart(folder, basename(path), (process.env.RUN_ALONE ?? '').split(','))) await import(join(folder, name));
}
