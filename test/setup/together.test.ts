import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTop } from '../../src/setup/places.mjs';
import { steps } from '../support/steps.mjs';
import { filesOfPart } from '../support/together.js';

const together = steps.filter(({ alone }) => alone);

test.each(together)('every file of the step $name runs once: in one part or alone', ({ folders, alone }) => {
  const folder = inTop('test', folders![0]!);
  const inParts = readdirSync(`${folder}/together`).flatMap((part) => filesOfPart(folder, part, alone!));
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  expect([...inParts, ...alone!.map((name) => `${name}.test.ts`)].sort()).toEqual(all.sort());
});

test.each(together)('every file of the step $name keeps its hooks and tests in a describe of its own: at the top they would serve the others too', ({ folders }) => {
  const folder = inTop('test', folders![0]!);
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  expect(files.filter((name) => /^(beforeAll|afterAll|beforeEach|afterEach|test|it)\b/m.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
});
