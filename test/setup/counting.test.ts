import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests } from '../support/step-runners.mjs';
import { top } from '../../src/setup/places.mjs';

const suite = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }, () => ({})) });
const result = (changes: object) => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...changes });

describe('how many passed and failed', () => {
  it('counts what Jest counted', () => {
    expect(countTests(result({ numPassedTests: 7, numFailedTests: 2, testResults: [suite('failed', 9)] }))).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a file that did not load as one failure', () => {
    expect(countTests(result({ numPassedTests: 3, testResults: [suite('passed', 3), suite('failed', 0)] }))).toEqual({ passed: 3, failed: 1 });
  });

  it('never takes a skipped test for a passed one', () => {
    expect(countTests(result({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }))).toEqual({ passed: 1, failed: 3 });
  });
});

describe('the runner', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['test/run.mjs', ...args], { cwd: top, encoding: 'utf8' });

  it('fails a step that ran no test, and says so on a last line that counts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runner-'));
    const summary = join(folder, 'summary.json');
    const { status, stdout } = run('--only', 'pure', '--summary', summary, '--', 'no-file-has-this-name');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
    expect(JSON.parse(readFileSync(summary, 'utf8'))).toEqual({ passed: 0, failed: 1 });
    expect(status).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('refuses a step it does not know and names those it does', () => {
    const { status, stderr } = run('--only', 'htpt');
    expect(status).toBe(1);
    expect(stderr).toMatch(/No such step: htpt .*http-mariadb/);
  });
});
