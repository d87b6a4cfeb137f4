// `npm run --silent cli -- …`: standard output belongs to the command; setting up speaks on standard error only.
import { checkNode } from './node-version.mjs';

checkNode();

async function runCommand() {
  const { reporterTo } = await import('./progress.mjs');
  const { ensureInstalled } = await import('./install.mjs');
  const { ensureBuilt } = await import('./build.mjs');
  const report = reporterTo(process.stderr);
  await ensureInstalled(report);
  await ensureBuilt(report, 'server');
  process.setSourceMapsEnabled(true);
  // npm moves to the top of the clone; files named on the command line are meant from where the person stands.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  await import('../../dist/src/cli/main.js');
}

runCommand().catch(async (error) => (await import('./progress.mjs')).endWith(error));
