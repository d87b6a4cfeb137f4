// `npm test`: brings what the tests need, runs every step, and ends with one line that says how many passed.
//   node test/run.mjs                          all steps but those on ../shared/data
//   node test/run.mjs --fast                   the everyday loop
//   node test/run.mjs --only http,web -- case  some steps, and in them the files whose path matches
//   --summary FILE                             also writes {"passed":…,"failed":…} there
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../src/setup/install.mjs';
import { checkNode } from '../src/setup/node-version.mjs';
import { endWith, reporterTo, seconds, SetupProblem } from '../src/setup/progress.mjs';

checkNode();

const report = reporterTo(process.stdout);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean' }, only: { type: 'string' }, summary: { type: 'string' } },
});

function chosenFrom(steps) {
  const names = values.only?.split(',');
  const unknown = names?.filter((name) => !steps.some((step) => step.name === name));
  if (unknown?.length) throw new SetupProblem(`没有这样的步骤 / No such step: ${unknown.join(', ')} (${steps.map((step) => step.name).join(', ')})`);
  if (names) return steps.filter((step) => names.includes(step.name));
  return steps.filter((step) => !step.apart && (!values.fast || step.fast));
}

async function counted(step, runStep) {
  try {
    return await runStep(step, report, positionals);
  } catch (error) {
    report.stream.write(`  ✗ ${error instanceof SetupProblem ? error.message : error.stack}\n`);
    return { passed: 0, failed: 1 };
  }
}

async function testAll() {
  const allBegan = Date.now();
  await ensureInstalled(report);
  // Loaded only now: a fresh clone has nothing installed before this line.
  const { steps, runStep, stopServers, stopServersNow } = await import('./support/steps.mjs');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stopServersNow(), process.exit(1)));

  const run = async (step) => {
    const began = Date.now();
    report.line(`\n▸ ${step.zh}`, step.en);
    const row = { step, ...(await counted(step, runStep)), took: seconds(began) };
    report.stream.write(`  ${row.failed ? '✗' : '✓'} ${step.name}: ${row.passed} passed, ${row.failed} failed, ${row.took} s\n`);
    return row;
  };
  const chosen = chosenFrom(steps);
  // Each check keeps one core busy: they run beside each other, while a run of Jest takes every core for itself.
  const rows = await Promise.all(chosen.filter((step) => step.check).map(run));
  for (const step of chosen.filter((one) => !one.check)) rows.push(await run(step));
  await stopServers();

  const total = rows.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
  report.line(`\n全部步骤，共 ${seconds(allBegan)} 秒`, `All steps, ${seconds(allBegan)} s`);
  for (const { step, passed, failed, took } of rows)
    report.stream.write(`  ${failed ? '✗' : '✓'} ${step.name.padEnd(20)} ${String(passed).padStart(5)} ✓ ${String(failed).padStart(4)} ✗ ${took.padStart(7)} s  ${step.zh} ${step.en}\n`);
  if (values.summary) writeFileSync(values.summary, JSON.stringify(total));
  report.stream.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

testAll().catch(endWith);
