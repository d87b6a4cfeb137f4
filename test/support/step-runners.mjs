import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTop, top } from '../../src/setup/places.mjs';

/** Runs Node with its output in sight; resolves to the exit code. */
const runNode = (args, env, report) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: top, env: { ...process.env, ...env }, stdio: ['ignore', report.stream.fd ?? 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });

/** A tool that answers yes or no counts as one test. */
export async function runCheck(step, report) {
  const code = await runNode(step.check, {}, report);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Jest's own result → { passed, failed }. */
export function countTests(result) {
  // A file that did not load ran none of its tests; a skipped test is not a passed one.
  const unloaded = result.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded + result.numPendingTests + result.numTodoTests };
}

/** What Jest loads of a step that runs its files together: its parts, and the files it runs alone. */
const loadedTogether = ({ folders: [folder], alone }) =>
  [...alone.map((name) => `${name}.test.ts`), ...readdirSync(inTop('test', folder, 'together')).map((name) => `together/${name}`)].map((name) => inTop('test', folder, name));

/** Runs Jest over the step's folders and counts its tests. A step that ran none has failed. */
export async function runJest(step, report, env, pattern = []) {
  const folders = step.folders.map((name) => inTop('test', name)).filter((path) => existsSync(path));
  const absent = step.folders.filter((name) => !existsSync(inTop('test', name)));
  if (folders.length === 0) {
    report.line(`  ✗ 没有测试：test/${absent.join('、test/')} 不存在`, `No tests: test/${absent.join(', test/')} does not exist`);
    return { passed: 0, failed: 1 };
  }
  const place = mkdtempSync(join(tmpdir(), 'jest-'));
  const outputFile = join(place, 'result.json');
  const jest = ['--experimental-vm-modules', '--no-warnings', inTop('node_modules', 'jest', 'bin', 'jest.js')];
  const roots = folders.flatMap((path) => ['--roots', path]);
  const together = step.alone && pattern.length === 0 ? loadedTogether(step) : undefined;
  const chosen = together?.flatMap((path) => ['--testMatch', path]) ?? pattern;
  try {
    const code = await runNode([...jest, ...roots, '--json', `--outputFile=${outputFile}`, '--maxWorkers=2', ...chosen], { FORCE_COLOR: '0', ...env, ...(together && { RUN_ALONE: step.alone.join(',') }) }, { stream: {} });
    if (!existsSync(outputFile)) return { passed: 0, failed: 1 };
    const result = JSON.parse(readFileSync(outputFile, 'utf8'));
    const { passed, failed } = countTests(result);
    if (together && result.testResults.length < together.length) {
      report.line('  ✗ 有的测试文件没有运行', 'Some test files did not run');
      return { passed, failed: failed + 1 };
    }
    if (passed + failed === 0) {
      report.line('  ✗ 本步骤没有运行任何测试', 'This step ran no test at all');
      return { passed: 0, failed: 1 };
    }
    // Jest also fails for reasons no test carries: a worker that died, a handle that never closed.
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
