import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, run } from './child.mjs';
import { installPackages } from './debian.mjs';
import { alone } from './lock.mjs';
import { inTop } from './places.mjs';
import { SetupProblem } from './progress.mjs';

const lockFile = inTop('package-lock.json');
const stampFile = inTop('node_modules', '.installed-for.json');
const toolchain = ['g++', 'make', 'python3'];

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** What an installation belongs to: this lock file, and the Node whose compiled modules it holds. */
const wanted = () => ({
  lock: createHash('sha256').update(readFileSync(lockFile)).digest('hex'),
  node: `${process.platform}-${process.arch}-${process.versions.modules}`,
});

const sameAs = (stamp, now) => stamp?.lock === now.lock && stamp?.node === now.node;

/**
 * A developer who ran `npm install` has the right packages without our stamp: accepted when npm's own record agrees
 * with the lock file package for package and the compiled SQLite loads in this Node.
 */
async function alreadyRight() {
  const locked = readJson(lockFile)?.packages;
  const present = readJson(inTop('node_modules', '.package-lock.json'))?.packages;
  if (!locked || !present) return false;
  const differs = Object.entries(locked).some(
    ([path, entry]) => path !== '' && !(entry.optional && !present[path]) && present[path]?.version !== entry.version,
  );
  if (differs) return false;
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return (await run(process.execPath, ['-e', probe])).code === 0;
}

/** node-gyp would download Node's headers; they are used from beside Node when its package brought them. */
function headersBesideNode() {
  const prefix = dirname(dirname(process.execPath));
  const header = join(prefix, 'include', 'node', 'node_version.h');
  if (process.env.npm_config_nodedir || !existsSync(header)) return {};
  const text = readFileSync(header, 'utf8');
  const part = (name) => text.match(new RegExp(`#define NODE_${name}_VERSION (\\d+)`))?.[1];
  const version = ['MAJOR', 'MINOR', 'PATCH'].map(part).join('.');
  return version === process.versions.node ? { npm_config_nodedir: prefix } : {};
}

async function ensureCompiler(report) {
  const missing = toolchain.filter((name) => !findProgram([name]));
  if (missing.length === 0) return;
  const why = ['编译 SQLite 所用的工具', 'the tools that compile SQLite'];
  try {
    await installPackages(report, toolchain, why);
  } catch (error) {
    // A prebuilt SQLite may still be had; the sentence is repeated if the installation then fails.
    report.line(`  ! ${error.message}`, 'Going on: a prebuilt SQLite may be available.');
  }
}

const npmCommand = () => {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.execPath, cli] : [findProgram(['npm']) ?? 'npm'];
};

function installProgress() {
  const total = Object.keys(readJson(lockFile)?.packages ?? {}).filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)).length;
  return () => {
    const folder = inTop('node_modules');
    if (!existsSync(folder)) return ['正在取得软件包清单', 'reading the list of packages'];
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    const count = names.reduce((sum, name) => sum + (name.startsWith('@') ? readdirSync(join(folder, name)).length : 1), 0);
    if (existsSync(join(folder, 'better-sqlite3', 'build')))
      return ['正在编译 SQLite（没有现成的二进制文件，约 60–80 秒）', 'compiling SQLite, no prebuilt binary was found: about 60–80 s'];
    return [`约 ${Math.min(count, total)}/${total} 个软件包`, `about ${Math.min(count, total)} of ${total} packages`];
  };
}

/** npm closes with pages of its own help; what went wrong stands before it. */
const whatNpmSaid = (output) => {
  const lines = output.split('\n').filter((line) => line.trim() && !line.includes('EBADENGINE'));
  const help = lines.findIndex((line) => /npm error (Clean install|Usage:)/.test(line));
  return lines.slice(0, help < 0 ? undefined : help).slice(-40).join('\n');
};

async function install(report) {
  await ensureCompiler(report);
  const [program, ...before] = npmCommand();
  const env = { JOBS: 'max', ...headersBesideNode() };
  await report.step(
    '安装依赖（首次约 1–3 分钟）',
    'Installing dependencies (the first time takes 1 to 3 minutes)',
    async () => {
      const { code, output } = await run(program, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'], { env });
      if (code === 0) return;
      const tools = `sudo apt-get install ${toolchain.join(' ')}`;
      const compiler = /gyp ERR|node-gyp|better-sqlite3/.test(output)
        ? `\n  SQLite 未能编译。请安装编译工具：${tools}\n  SQLite did not compile. Install the compiler: ${tools}`
        : '';
      throw new SetupProblem(
        `安装依赖失败（npm ci）。请检查网络与 npm 源后重试。\n  npm ci failed. Check the network and npm's registry, then run the command again.${compiler}\n\n` +
          whatNpmSaid(output),
      );
    },
    installProgress(),
  );
}

/** Makes node_modules what package-lock.json says, once: a second call costs a read of the lock file. */
export async function ensureInstalled(report) {
  if (sameAs(readJson(stampFile), wanted())) return;
  await alone(report, async () => {
    if (sameAs(readJson(stampFile), wanted())) return;
    if (!(await alreadyRight())) await install(report);
    writeFileSync(stampFile, `${JSON.stringify(wanted())}\n`);
  });
}
