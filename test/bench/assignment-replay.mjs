// The real special-leave applications 2003–2018 assigned again, in date order, to the justices then sitting, by both rules.
//   node test/bench/assignment-replay.mjs        needs ../shared/data and a built server (npm run build:server)
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTop, top } from '../../src/setup/places.mjs';
import { byYear, readApplications, readJustices, replay } from '../shared-data/special-leave-replay.mjs';

const [{ assign }, { evennessOf }] = await Promise.all(['assign', 'fairness'].map((name) => import(inTop('dist', 'src', 'rules', 'assignment', `${name}.js`))));
const data = (name) => readFileSync(join(top, '..', 'shared', 'data', 'high-court-of-australia', name), 'utf8');
const [applications, justices] = [readApplications(data('special_leave.csv')), readJustices(data('justices.csv'))];

const began = performance.now();
const [level, water] = ['level-then-even', 'water-level'].map((rule) => replay({ applications, justices, rule, assign, evennessOf }));
const took = ((performance.now() - began) / 1000).toFixed(1);
const [a, b] = [byYear(level.runs), byYear(water.runs)];
const cell = (value, places = 1) => value.toFixed(places).padStart(8);
const row = (name, one, other) => `${name.padEnd(6)}${String(one.runs).padStart(5)}${cell(one.open)} │${cell(one.real.spread)}${cell(one.ours.spread)}${cell(other.ours.spread)} │${cell(one.real.gini, 3)}${cell(one.ours.gini, 3)}${cell(other.ours.gini, 3)}`;
process.stdout.write(`${[
  `澳大利亚高等法院特别许可申请 ${applications.length} 件，按收案先后、每月10日和25日分给当时在任法官`,
  `Special-leave applications of the High Court of Australia: ${applications.length} assigned in date order, twice a month, to the justices then sitting`,
  `收案日取下级法院裁判日；${applications.filter(({ estimated }) => estimated).length} 件缺失或不可能，以中位数推算。实际：在办申请由后来审理它的法官平分`,
  'Received: the lower court’s date, or where missing or impossible the median. Real: each open application shared by those who decided it',
  '',
  '年份  runs    在办 │  最大差 spread (件 cases)  │  基尼 Gini',
  'year           open │    real   level   water │    real   level   water',
  ...a.years.map((one, index) => row(one.year, one, b.years[index])),
  row('all', a.all, b.all),
  '',
  `分案 assigned: ${level.assigned} (level-then-even), ${water.assigned} (water-level); 法官离任后重分 reassigned after a departure: ${level.moved}, ${water.moved}; ${took} s`,
].join('\n')}\n`);
