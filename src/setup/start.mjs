// `npm start`: from a fresh clone to a running server. Other modules load only after Node's version is known.
import { checkNode } from './node-version.mjs';

checkNode();

async function start() {
  const { reporterTo } = await import('./progress.mjs');
  const { ensureInstalled } = await import('./install.mjs');
  const { ensureBuilt } = await import('./build.mjs');
  const report = reporterTo(process.stdout);
  await ensureInstalled(report);
  await ensureBuilt(report, 'server');
  await ensureBuilt(report, 'web');
  process.setSourceMapsEnabled(true);
  if (process.argv.includes('--empty')) process.env.EMPTY = '1';
  // In this process, so that signals and the exit code are simply the server's own.
  await import('../../dist/src/main.js');
}

start().catch(async (error) => (await import('./progress.mjs')).endWith(error));
