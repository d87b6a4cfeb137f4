import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fingerprint } from '../../src/setup/fingerprint.mjs';
import { top } from '../../src/setup/places.mjs';

describe('the fingerprint that decides whether to build again', () => {
  let folder: string;
  const at = (...parts: string[]) => join(folder, ...parts);
  const look = () => fingerprint(relative(top, at('stamp.json')), [relative(top, at('src'))], [relative(top, at('src', 'web'))]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    mkdirSync(at('src', 'web'), { recursive: true });
    writeFileSync(at('src', 'a.ts'), 'one');
    const first = look();
    expect(first.unchanged()).toBe(false);
    first.record();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is unchanged when nothing was touched', () => expect(look().unchanged()).toBe(true));

  it('is unchanged when a checkout only gave the same words another time', () => {
    utimesSync(at('src', 'a.ts'), 1, 1);
    expect(look().unchanged()).toBe(true);
  });

  it('sees other words of the same length', () => {
    writeFileSync(at('src', 'a.ts'), 'two');
    utimesSync(at('src', 'a.ts'), 1, 1);
    expect(look().unchanged()).toBe(false);
  });

  it('sees a new, a renamed and a removed file', () => {
    writeFileSync(at('src', 'b.ts'), '');
    expect(look().unchanged()).toBe(false);
    rmSync(at('src', 'b.ts'));
    expect(look().unchanged()).toBe(true);
    rmSync(at('src', 'a.ts'));
    expect(look().unchanged()).toBe(false);
  });

  it('does not look into what another build reads', () => {
    writeFileSync(at('src', 'web', 'page.vue'), 'x');
    expect(look().unchanged()).toBe(true);
  });

  it('keeps what was edited while the build ran for the next build', () => {
    writeFileSync(at('src', 'a.ts'), 'two');
    const building = look();
    expect(building.unchanged()).toBe(false);
    writeFileSync(at('src', 'a.ts'), 'three');
    building.record();
    expect(look().unchanged()).toBe(false);
  });
});
