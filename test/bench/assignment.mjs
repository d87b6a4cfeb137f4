// Exact matching against plain greedy in the same run, and how both grow. Greedy misses quotas; the exact one never does where they can be met.
//   node test/bench/assignment.mjs [cases] [judges]        needs a built server (npm run build:server)
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inTop } from '../../src/setup/places.mjs';

const load = (name) => import(inTop('dist', 'src', 'rules', 'assignment', `${name}.js`));
const [{ assign }, { checkPlan }, { buildPool, mayTake, NOBODY }, { matchCases }] = await Promise.all(['assign', 'check-plan', 'pool', 'match-cases'].map(load));

const [CASES, JUDGES] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 500)];
const SPECIALISMS = ['家事', '金融', '知识产权', '劳动', '破产', '建设工程', '环境', '少年'];

function numbersFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Every court of the bench: units of 25, half duty for one in ten, specialisms, recusals in one case of eight. `scarce`: some specialisms have more cases than their judges are due. */
function court(cases, judges, scarce) {
  const next = numbersFrom(cases + judges);
  const units = Array.from({ length: Math.ceil(judges / 25) }, (_, u) => ({ id: `U${u}`, judges: [] }));
  for (let j = 0; j < judges; j++)
    units[j % units.length].judges.push({ id: `J${j}`, backlog: next(120), capacity: next(10) ? 1 : 0.5, specialisms: SPECIALISMS.filter(() => next(100) < (scarce ? 12 : 30)), pendingCap: null, available: next(50) > 0 });
  return {
    seed: '2026-11-15', rule: 'level-then-even', loadIn: 'cases', units,
    cases: Array.from({ length: cases }, (_, c) => ({
      id: `（2026）苏0102民初${c + 1}号`, weight: 1,
      requires: next(100) < (scarce ? 70 : 45) ? SPECIALISMS[Math.min(next(8), next(8))] : null,
      excluded: next(8) ? [] : Array.from({ length: 1 + next(3) }, () => `J${next(judges)}`),
      designated: next(200) ? null : `J${next(judges)}`,
    })),
  };
}

/** Plain greedy: in the order of the draw, each case to the judge with quota left whose relative load is lowest, else the lowest of all. */
function greedy(pool, quota) {
  const received = new Float64Array(pool.judges.length);
  const holder = new Int32Array(pool.cases.length).fill(NOBODY);
  for (let theCase = 0; theCase < holder.length; theCase++) {
    let [best, bestLoad, bestFull] = [NOBODY, 0, true];
    for (const judge of pool.classes[pool.classOf[theCase]]) {
      const full = received[judge] >= quota[judge];
      if (full && !bestFull) continue;
      const relative = (pool.load[judge] + received[judge]) / pool.capacity[judge];
      if (best !== NOBODY && full === bestFull && relative >= bestLoad) continue;
      if (received[judge] >= pool.room[judge] || !mayTake(pool, theCase, judge)) continue;
      [best, bestLoad, bestFull] = [judge, relative, full];
    }
    if (best === NOBODY) continue;
    holder[theCase] = best;
    received[best]++;
  }
  return { holder, received };
}

const median = (work, runs = 5) => {
  const took = [];
  let answer;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    answer = work();
    took.push(performance.now() - began);
  }
  return [took.sort((a, b) => a - b)[runs >> 1], answer];
};
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`.padStart(9);
const off = (received, quota) => received.reduce((sum, count, judge) => sum + Math.abs(count - quota[judge]), 0);
const squares = (pool, received) => received.reduce((sum, count, judge) => sum + (pool.load[judge] + count) ** 2 / pool.capacity[judge], 0);
const print = (line) => process.stdout.write(`${line}\n`);

print('小批次的时间主要是 judges × judges 的换案表，与案件数无关。Small runs mostly pay for the table of who could hand a case to whom, whatever the number of cases.');
print('负数：贪心的负荷更平只因它偏离配额更多。Negative: greedy is more level only because it departs further from the quotas.');
for (const scarce of [false, true]) {
  print(`\n${scarce ? '专业紧缺：配额不能全部满足 scarce specialisms: the quotas cannot all be met' : '专业充足 specialisms enough'}`);
  print('    cases × judges    greedy     exact   ratio   exact µs/case   off quota: greedy → exact   Σ load²÷capacity above exact   whole assign()');
  for (const cases of [1000, 3000, 10_000, 30_000, 100_000].filter((size) => size < CASES).concat(CASES)) {
    const plan = court(cases, JUDGES, scarce);
    const [whole, result] = median(() => assign(plan), 3);
    const pool = buildPool(checkPlan(plan));
    const due = new Map(result.judges.map(({ id, quota }) => [id, quota]));
    const quota = Float64Array.from(pool.judges, ({ id }) => due.get(id));
    const [greedyTook, plain] = median(() => greedy(pool, quota));
    const [exactTook, exact] = median(() => matchCases(pool, quota));
    const worse = (100 * (squares(pool, plain.received) - squares(pool, exact.received))) / squares(pool, exact.received);
    print(
      `${String(cases).padStart(9)} × ${String(JUDGES).padEnd(5)} ${ms(greedyTook)} ${ms(exactTook)} ${(exactTook / greedyTook).toFixed(2).padStart(7)} ${((1000 * exactTook) / cases).toFixed(1).padStart(15)}   ${String(off(plain.received, quota)).padStart(10)} → ${String(off(exact.received, quota)).padEnd(10)} ${`${worse.toFixed(3)} %`.padStart(22)} ${ms(whole).padStart(23)}`,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-assign-'));
try {
  const path = join(folder, 'plan.json');
  writeFileSync(path, JSON.stringify(court(CASES, JUDGES, true)));
  const run = join(folder, 'run.json');
  const timed = (args) => {
    const began = performance.now();
    const { status, stdout } = spawnSync(process.execPath, [inTop('dist', 'src', 'cli', 'main.js'), ...args], { maxBuffer: 1 << 30 });
    return `${((performance.now() - began) / 1000).toFixed(2)} s (exit ${status}, ${(stdout.length / 1e6).toFixed(1)} MB)`;
  };
  print(`\n整条命令 the whole command, ${CASES} × ${JUDGES}: assign ${timed(['assign', '--input', path, '--run', run])} · verify-draw ${timed(['verify-draw', run])}`);
  print(`最大内存 peak memory of this bench: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
