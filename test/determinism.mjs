// node test/determinism.mjs: scores every shipped scheme and every example of the reference page under Node 20, 22 and 24, in three
// time zones and languages, and says whether all bytes are equal. The Node versions come from the `node` package of the npm registry.
//   --nodes 20,22,24   versions; a path may stand in place of a version
//   --folder DIR       where fetched versions are kept (a temporary folder otherwise, removed at the end)
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { ensureBuilt } from '../src/setup/build.mjs';
import { reporterTo } from '../src/setup/progress.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const schemes = join(top, 'config', 'schemes');
const built = (path) => import(pathToFileURL(join(top, 'dist', 'src', path)).href);
const SERVICE = ['months', 'dutyFactor', 'servedMonths', 'headcount'];
const PLACES = [
  { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'America/New_York', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
];

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '20,22,24' }, folder: { type: 'string' }, child: { type: 'string' } } });
if (values.child) await scoreAll(JSON.parse(readFileSync(values.child, 'utf8')));
else await compareAll();

/** One process: every case, and what native code was loaded for it. */
async function scoreAll(cases) {
  const loaded = [];
  const { dlopen } = process;
  process.dlopen = (module, path, ...rest) => (loaded.push(path), dlopen.call(process, module, path, ...rest));
  const { runCli } = await built('cli/program.js');
  const digests = [];
  for (const { name, argv } of cases) {
    let out = '';
    let err = '';
    const code = await runCli(argv, { stdin: [], stdout: { write: (text) => (out += text) }, stderr: { write: (text) => (err += text) } });
    if (code !== 0) throw new Error(`${name}: ${err}`);
    digests.push([name, JSON.parse(out).digest, createHash('sha256').update(out).digest('hex')]);
  }
  process.stdout.write(JSON.stringify({ digests, loaded }));
}

async function compareAll() {
  await ensureBuilt(reporterTo(process.stderr), 'server');
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'determinism-'));
  try {
    const cases = [...(await shippedCases(folder)), ...pageCases(folder)];
    const list = join(folder, 'cases.json');
    writeFileSync(list, JSON.stringify(cases));
    const runs = values.nodes.split(',').flatMap((version) => {
      const node = binaryOf(version, folder);
      return PLACES.map((place) => run(node, place, list));
    });
    const first = runs[0];
    for (const { version, place, digests, loaded } of runs) {
      const different = digests.filter((one, index) => one.join() !== first.digests[index].join()).map(([name]) => name);
      const native = loaded.filter((path) => path.includes('better_sqlite3'));
      const verdict = different.length ? `不同 DIFFERENT: ${different.join(', ')}` : native.length ? `载入了 loaded ${native.join(', ')}` : '相同 equal';
      process.stdout.write(`${version.padEnd(10)} ${place.TZ.padEnd(17)} ${place.LANG.padEnd(12)} ${digests.length} 例 cases  ${verdict}\n`);
      if (different.length || native.length) process.exitCode = 1;
    }
    const all = createHash('sha256').update(JSON.stringify(first.digests)).digest('hex');
    process.stdout.write(`${process.exitCode ? '并非全部相同 not all digests are equal' : `全部摘要相同 all digests are equal: ${all}`}\n`);
  } finally {
    if (!values.folder) rmSync(folder, { recursive: true, force: true });
  }
}

function run(node, place, list) {
  const env = { ...process.env, ...place };
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const answer = execFileSync(node, [fileURLToPath(import.meta.url), '--child', list], { env, encoding: 'utf8', cwd: top, maxBuffer: 1 << 26 });
  return { version, place, ...JSON.parse(answer) };
}

function binaryOf(version, folder) {
  if (existsSync(version)) return version;
  const prefix = join(folder, `node-${version}`);
  const binary = join(prefix, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(prefix, { recursive: true });
  process.stdout.write(`取 Node ${version} fetching Node ${version} …\n`);
  execFileSync('npm', ['install', `node@${version}`, '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel', 'error'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return binary;
}

/** Every shipped scheme, on made-up facts of nine members in three units. */
async function shippedCases(folder) {
  const { DECLARED_FACTS } = await built('evaluation/declared-facts.js');
  return readdirSync(schemes).filter((name) => name.endsWith('.v1.yaml')).map((name) => {
    const document = parse(readFileSync(join(schemes, name), 'utf8'));
    const declared = (document.facts ?? []).filter((fact) => fact.kind !== 'derived');
    const named = readFileSync(join(schemes, name), 'utf8');
    const facts = [...declared, ...DECLARED_FACTS.filter((fact) => new RegExp(`\\b${fact.name}\\b`).test(named))];
    const path = join(folder, `${name}.facts.json`);
    writeFileSync(path, JSON.stringify({ people: Array.from({ length: 9 }, (_, index) => member(index, facts, document)) }));
    return { name, argv: ['score', '--explain', '--scheme', join(schemes, name), '--facts', path, '--period', document.periods?.scoredBy === 'campaign' ? 'campaign' : '2026-10', '--parameters', join(schemes, 'example-parameters.yaml')] };
  });
}

function member(index, facts, document) {
  // A fixed sequence: no chance, no clock.
  let state = index * 7919 + 17;
  const next = (limit) => (state = (state * 1103515245 + 12345) % 2147483648) % limit;
  const own = { numbers: {}, events: {}, pieces: {}, texts: {} };
  for (const { name, shape } of facts.filter((fact) => !SERVICE.includes(fact.name))) {
    if (shape === 'number') own.numbers[name] = `${next(50) + 1}.${String(next(100)).padStart(2, '0')}`;
    else if (shape === 'text') own.texts[name] = document.grades.bands[1].key;
    else if (shape === 'pieces') own.pieces[name] = Array.from({ length: 3 + next(3) }, (_, at) => ({ value: 60 + next(40), weight: 1 + next(3), source: `表 ${at + 1}` }));
    else own.events[name] = Array.from({ length: next(3) }, (_, at) => ({ clause: `条款${next(9)}`, label: `${name} 第 ${at + 1} 项`, day: `2026-10-${String(1 + next(28)).padStart(2, '0')}`, points: `${next(3)}.${next(10)}`, share: `0.${1 + next(9)}`, source: `记录 ${at + 1}`, approvedBy: '考评委' }));
  }
  return { personId: `人员${index}`, name: `姓名${index}`, unit: `单位${index % 3}`, series: `系列${index % 2}`, months: 1, dutyFactor: 1, headcount: 3 + index, ...own };
}

/** Every example of the reference page that is meant to score. */
function pageCases(folder) {
  const page = readFileSync(join(schemes, 'README.md'), 'utf8');
  const cases = [];
  let [header, scheme, facts] = [null, null, null];
  for (const [, extension, kind, period, text] of page.matchAll(/^```(\w+) (scheme|facts|sheet|refused)(?: period=(\S+))?\n([\s\S]*?)^```$/gm)) {
    if (kind === 'scheme') {
      const own = parse(text);
      header ??= own;
      const { id, version, title, effectiveFrom, source, example, appliesTo, fullMark, rounding } = header;
      scheme = { id, version, title, effectiveFrom, source, example, appliesTo, fullMark, rounding, ...own };
    } else if (kind === 'facts') facts = { extension, period, text };
    else if (kind === 'sheet') {
      const name = `README ${cases.length + 1}`;
      const [schemePath, factsPath] = [join(folder, `page-${cases.length}.yaml`), join(folder, `page-${cases.length}.${facts.extension}`)];
      writeFileSync(schemePath, stringify(scheme));
      writeFileSync(factsPath, facts.text);
      cases.push({ name, argv: ['score', '--explain', '--scheme', schemePath, '--facts', factsPath, ...(facts.period ? ['--period', facts.period] : [])] });
    }
  }
  return cases;
}
