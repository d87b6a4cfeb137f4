import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../src/setup/build.mjs';
import { inTop } from '../../src/setup/places.mjs';
import { SetupProblem } from '../../src/setup/progress.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureMariadb, startMariadb } from './mariadb.mjs';
import { ensurePaperTools } from './paper-tools.mjs';
import { runCheck, runJest } from './step-runners.mjs';

const tool = (path, ...args) => [inTop('node_modules', path), ...args];
const sharedData = inTop('..', 'shared', 'data');

let mariadb;
/** Where the journeys keep the demonstration court they all begin with. */
let courtTemplate;
const mariadbUrl = async (report) => {
  await ensureMariadb(report);
  mariadb ??= await report.step('启动测试用的 MariaDB', 'Starting a private MariaDB', () => startMariadb());
  return mariadb.url;
};
const onSqlite = async () => ({ TEST_ENGINE: 'sqlite' });
const onMariadb = async (report) => ({ TEST_ENGINE: 'mariadb', TEST_MARIADB_URL: await mariadbUrl(report) });
const onBoth = async (report) => {
  await ensureBuilt(report, 'server');
  return { ...(await onMariadb(report)), TEST_ENGINE: 'sqlite' };
};

const withPaperTools = async (report) => {
  await ensurePaperTools(report);
  return onSqlite();
};

const inBrowser = async (report) => {
  const chromium = await ensureChromium(report);
  await ensureBuilt(report, 'server');
  await ensureBuilt(report, 'web');
  courtTemplate = mkdtempSync(join(tmpdir(), 'court-template-'));
  return { TEST_ENGINE: 'sqlite', CHROMIUM_PATH: chromium, COURT_TEMPLATE: courtTemplate };
};

const withSharedData = async (report) => {
  if (!existsSync(sharedData))
    throw new SetupProblem(
      '找不到 ../shared/data，读取真实数据的测试无法运行。请把 shared 放在本仓库旁边。\n' +
        '  ../shared/data is missing, so the tests on real data cannot run. Put the shared folder beside this clone.',
    );
  return onMariadb(report);
};

/** Files of test/http that take as long as a part of the others. */
const longHttp = ['permission-table', 'facts-behind', 'live-ranking', 'secret-numbers'];

/**
 * Every step of `npm test`, in order. `fast` marks the everyday loop; `prepare` brings what the step needs and
 * answers the environment it runs in; a step with `folders` is a run of Jest over those folders of test/. A step with
 * `alone` runs the files of its folder in the parts of its `together/`, but for those named.
 */
export const steps = [
  { name: 'types', fast: true, zh: '类型检查', en: 'types (tsc)', check: tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  { name: 'types-web', fast: true, zh: '网页类型检查', en: 'types of the web pages (vue-tsc)', check: tool('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'src/web/tsconfig.json') },
  { name: 'lint', fast: true, zh: '代码规范', en: 'lint', check: tool('eslint/bin/eslint.js', '--config', 'config/eslint.config.mjs', '--max-warnings', '0', 'src', 'test', 'migrations') },
  { name: 'floors', fast: true, zh: '分层检查', en: 'floors', check: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'config/dependency-cruiser.cjs', 'src') },
  { name: 'pure', fast: true, zh: '纯规则测试', en: 'pure tests', folders: ['rules', 'kernel', 'cli', 'setup'], prepare: onSqlite },
  { name: 'papers', zh: '公文 PDF 测试', en: 'papers (PDF)', folders: ['papers'], prepare: withPaperTools },
  { name: 'http', fast: true, zh: '接口测试（SQLite）', en: 'HTTP tests on SQLite', folders: ['http'], alone: longHttp, prepare: onSqlite },
  { name: 'http-mariadb', zh: '接口测试（MariaDB）', en: 'HTTP tests on MariaDB', folders: ['http'], alone: longHttp, prepare: onMariadb },
  { name: 'migrations', zh: '数据库迁移测试（SQLite）', en: 'migrations on SQLite', folders: ['migrations'], prepare: onSqlite },
  { name: 'migrations-mariadb', zh: '数据库迁移测试（MariaDB）', en: 'migrations on MariaDB', folders: ['migrations'], prepare: onMariadb },
  { name: 'faults', zh: '故障测试', en: 'faults', folders: ['faults'], prepare: onBoth },
  { name: 'web', zh: '浏览器测试', en: 'browser journeys in Chromium', folders: ['web'], alone: ['year', 'main-road'], prepare: inBrowser },
  { name: 'shared-data', apart: true, zh: '真实数据测试', en: 'tests on ../shared/data', folders: ['shared-data'], prepare: withSharedData },
];

/** Runs one step and answers { passed, failed }: what a step needs and cannot have is a failure, never a skip. */
export async function runStep(step, report, pattern) {
  const env = (await step.prepare?.(report)) ?? {};
  return step.check ? runCheck(step, report) : runJest(step, report, env, pattern);
}

export async function stopServers() {
  await mariadb?.stop();
  mariadb = undefined;
  if (courtTemplate) rmSync(courtTemplate, { recursive: true, force: true });
}

export function stopServersNow() {
  mariadb?.stopNow();
}
