import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { top } from './places.mjs';

const filesUnder = (path, skip) => {
  if (skip.includes(relative(top, path)) || !existsSync(path)) return [];
  const found = statSync(path);
  if (!found.isDirectory()) return [[path, found]];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name), skip));
};

const digestOf = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

const read = (stamp) => {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return {};
  }
};

/**
 * Answers whether `inputs` (files and folders below the top, without `skip`) are what they were when `stamp` was
 * last written. Names, sizes and times are compared first (milliseconds); only when those differ, as after a fresh
 * checkout of the same commit, are the contents read.
 *
 * Example: `const sources = fingerprint('dist/.server.json', ['src'], ['src/web']); if (!sources.unchanged()) { build(); sources.record(); }`
 */
export function fingerprint(stamp, inputs, skip = []) {
  const stampFile = join(top, stamp);
  const look = () => {
    const files = inputs.flatMap((input) => filesUnder(join(top, input), skip));
    return { files, quick: digestOf(files.map(([path, { size, mtimeMs }]) => `${relative(top, path)}\0${size}\0${mtimeMs}\n`)) };
  };
  const contents = (files) => digestOf(files.flatMap(([path]) => [`${relative(top, path)}\0`, readFileSync(path), '\0']));
  const write = (quick, digest) => {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify({ quick, digest })}\n`);
  };
  let seen;
  return {
    unchanged() {
      const recorded = read(stampFile);
      const { files, quick } = look();
      if (recorded.quick === quick) return true;
      const digest = contents(files);
      // Remembered from before the build: what is edited while it runs must be built again.
      seen = { quick, digest };
      if (recorded.digest !== digest) return false;
      write(quick, digest);
      return true;
    },
    record: () => write(seen.quick, seen.digest),
  };
}
