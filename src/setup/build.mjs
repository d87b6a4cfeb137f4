import { existsSync, rmSync } from 'node:fs';
import { mustRun } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';
import { alone } from './lock.mjs';
import { inTop } from './places.mjs';

const targets = {
  server: {
    stamp: 'dist/.server.json',
    inputs: ['src', 'migrations', 'tsconfig.json', 'nest-cli.json', 'config/tsconfig.build.json', 'package-lock.json'],
    skip: ['src/web', 'src/setup', 'src/README.md'],
    makes: 'dist/src',
    // TypeScript leaves the output of deleted sources behind, and a deleted migration must not run.
    clear: ['dist/src', 'dist/migrations'],
    program: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
    zh: '构建服务端',
    en: 'Building the server',
  },
  web: {
    stamp: 'dist/.web.json',
    inputs: ['src/web', 'config/vite.config.mjs', 'package-lock.json'],
    skip: [],
    makes: 'dist/web/index.html',
    clear: [],
    program: ['node_modules/vite/bin/vite.js', 'build', '--config', 'config/vite.config.mjs', '--logLevel', 'warn'],
    zh: '构建网页',
    en: 'Building the web pages',
  },
};

const fresh = (target, sources) => sources.unchanged() && existsSync(inTop(target.makes));

/** Builds 'server' or 'web' when its sources differ from those of the last build; otherwise costs milliseconds. */
export async function ensureBuilt(report, name) {
  const target = targets[name];
  const sources = fingerprint(target.stamp, target.inputs, target.skip);
  if (fresh(target, sources)) return;
  await alone(report, async () => {
    if (fresh(target, sources)) return;
    for (const path of [target.stamp, ...target.clear]) rmSync(inTop(path), { recursive: true, force: true });
    await report.step(target.zh, target.en, () =>
      mustRun(process.execPath, target.program, `${target.zh}失败，见下。\n  ${target.en} failed; what the compiler said:`),
    );
    sources.record();
  });
}
