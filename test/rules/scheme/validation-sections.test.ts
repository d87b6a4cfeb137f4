import { validateScheme, type CompileOptions } from '../../../src/rules/scheme/compile.js';
import { bands, both, declared, leaf, schemeOf } from './scheme-fixtures.js';

const catalogue = [{ name: 'closed', shape: 'number' }, { name: 'findings', shape: 'events' }, { name: 'marks', shape: 'pieces' }] as const;
const ratio = { kind: 'ratio', of: { numerator: 'closed', denominator: 'closed' } };
const grades = { source: 's', decidedBy: 'score', bands };
const derived = (name: string, formula: string): object => declared(name, 'number', { kind: 'derived', formula });
const extra = { key: 'honours', title: both('荣誉'), source: 's', limits: both('x'), rule: { kind: 'add-only', events: 'findings' } };
const quota = { grade: 'excellent', share: 20, per: 'series', rounding: 'down', source: 's', ties: 'all-out' };
const task = { key: 't', title: both('任务'), lead: '办公室', responsible: [], deadline: '2026-06-30', evidence: '文件' };
const pay = { key: 'pay', title: both('奖金'), amount: 100, weight: 'score', method: 'largest-remainder', unit: '元', source: 's' };
const dated = (...days: string[]): object[] => days.map((effectiveFrom, index) => ({ value: index + 1, effectiveFrom, source: '条款' }));
const scheme = (more: object, node: object = {}): object => ({ ...schemeOf([{ ...leaf('a', 100, ratio), ...node }]), ...more });

function faultsOf(document: unknown, options: CompileOptions = {}): Record<string, string> {
  return Object.fromEntries(validateScheme(document, { catalogue, ...options }).map((fault) => [fault.path, `${fault.zh} | ${fault.en}`]));
}

test('everything the second language may say, said rightly, has no faults', () => {
  const document = scheme(
    {
      subject: 'person',
      parameters: [{ key: 'price', title: both('单价'), unit: '分', source: 's', value: dated('2025-01-01') }],
      facts: [declared('honoured', 'events'), derived('rate', 'closed / price'), declared('proposed', 'text')],
      extra: [{ ...extra, cap: 5, approval: 'required' }], extraCap: 3,
      grades: { ...grades, quotas: [quota], topShare: [{ key: 'top', title: both('前列'), share: 30, rounding: 'down', source: 's' }], lastN: [{ key: 'last', title: both('末位'), count: 1, effect: both('x'), source: 's' }], ties: 'all-in' },
      vetoes: [{ key: 'v', title: both('否决'), source: 's', events: 'findings', grade: 'poor' }, { key: 'w', title: both('过低'), source: 's', when: 'score < 10 or rate > 3', grade: 'poor' }],
      periods: { scoredBy: 'month', combine: [{ to: 'year', by: 'weighted', weights: { month: 60, 'half-year': 40 }, missing: 'refuse' }], phases: [{ key: 'one', title: both('一'), from: '2026-01-01', until: '2026-04-01' }] },
      duty: { source: 's', by: 'both', applies: ['a'], fullMonths: 12, minimumMonths: 3, below: 'notRanked' },
      distribution: [pay],
      tasks: [task],
    },
    { appliesWhen: 'closed > 0', evidenceBy: both('办公室'), sharedBy: 'unit', how: 'mean' },
  );
  expect(faultsOf(document)).toEqual({});
});

test.each<[string, object, string, string]>([
  ['a parameter nobody filled, with its title, unit and clause', scheme({ parameters: [{ key: 'price', title: { zh: '每件扣分', en: 'Price' }, unit: '分', source: '规定第三条' }] }), 'parameters[0].value', '参数“price”（每件扣分，单位 分，依据 规定第三条）〔空〕尚未填写'],
  ['a parameter declared twice', scheme({ parameters: [1, 2].map((value) => ({ key: 'p', title: both('p'), unit: '分', source: 's', value })) }), 'parameters[1].key', '声明了两次'],
  ['a parameter that is no number', scheme({ parameters: [{ key: 'p', title: both('p'), unit: '分', source: 's', value: '许多' }] }), 'parameters[0].value', '“许多”不是数字'],
  ['no value in force on the day', scheme({}, { fullMark: dated('2026-07-01') }), 'nodes[0].fullMark', '“fullMark”在 2026-06-30 没有生效的数值，最早的自 2026-07-01 起'],
  ['two values from the same day', scheme({}, { rule: { kind: 'deduct-to-floor', events: 'findings', each: dated('2025-01-01', '2025-01-01') } }), 'nodes[0].rule.each', '两个值同自 2025-01-01 起生效'],
  ['a dated value without a source', scheme({}, { rule: { kind: 'deduct-to-floor', events: 'findings', each: [{ value: 1, effectiveFrom: '2025-01-01' }] } }), 'nodes[0].rule.each', '第 1 个值没有来源条款'],
  ['a fact whose name the catalogue has', scheme({ facts: [declared('closed', 'number')] }), 'facts[0].name', '已有名为“closed”的事实'],
  ['a fact name no expression could hold', scheme({ facts: [declared('a b', 'number')] }), 'facts[0].name', '只能由文字、数字'],
  ['a derived fact without its formula', scheme({ facts: [declared('rate', 'number', { kind: 'derived' })] }), 'facts[0].formula', '缺少“formula”'],
  ['a formula on a fact entered by hand', scheme({ facts: [declared('rate', 'number', { formula: 'closed' })] }), 'facts[0].formula', '只有派生事实'],
  ['derived events', scheme({ facts: [declared('rate', 'events', { kind: 'derived', formula: 'closed' })] }), 'facts[0].shape', '派生事实只能是数字'],
  ['a ring of derived facts, whole', scheme({ facts: [derived('x', 'y + 1'), derived('y', 'z * closed'), derived('z', 'x - 1')] }), 'facts[0].formula', '派生事实循环引用：x → y → z → x'],
  ['a fact derived from itself', scheme({ facts: [derived('x', 'x + 1')] }), 'facts[0].formula', 'x → x'],
  ['an unknown fact, with the nearest', scheme({}, { rule: { kind: 'deduct-to-floor', events: 'findngs' } }), 'nodes[0].rule.events', '事实目录中没有“findngs”。是否为“findings”？'],
  ['a condition that is a number', scheme({}, { appliesWhen: 'closed' }), 'nodes[0].appliesWhen', '应得出是或否'],
  ['a shared result on a group', schemeOf([{ ...leaf('g', 100, undefined), sharedBy: 'unit', how: 'mean', rule: undefined, children: [leaf('a', 100, ratio)] }]), 'nodes[0].sharedBy', '只写在有规则的叶项'],
  ['a shared result that does not say how', scheme({}, { sharedBy: 'unit' }), 'nodes[0].how', '应为其中之一：every, mean'],
  ['extra points with a full mark', scheme({ extra: [{ ...extra, fullMark: 5 }] }), 'extra[0].fullMark', '不写满分或权重'],
  ['extra points that take over weight', scheme({ extra: [{ ...extra, rule: ratio }] }), 'extra[0].rule.kind', '需要满分'],
  ['a cap of nothing', scheme({ extraCap: 5 }), 'extraCap', '没有追加分'],
  ['a veto without grades', scheme({ vetoes: [{ key: 'v', title: both('v'), source: 's', events: 'findings', grade: 'poor' }] }), 'vetoes[0].grade', '方案没有等次'],
  ['a veto to a grade that is not there', scheme({ grades, vetoes: [{ key: 'v', title: both('v'), source: 's', events: 'findings', grade: 'bad' }] }), 'vetoes[0].grade', '没有名为“bad”的等次'],
  ['a veto by both events and a condition', scheme({ grades, vetoes: [{ key: 'v', title: both('v'), source: 's', events: 'findings', when: 'closed > 1', grade: 'poor' }] }), 'vetoes[0]', '应写 events 或 when 之一'],
  ['a grade above what can be earned', scheme({ grades: { ...grades, bands: [{ key: 'top', title: both('特优'), from: 101 }, ...bands] } }), 'grades.bands[0].from', '高于可得的最高分 100.00，无人可得'],
  ['bands that begin at the same end', scheme({ grades: { ...grades, bands: [...bands, { key: 'also', title: both('也良'), from: '80.00' }] } }), 'grades.bands[4].from', '“also”与“good”的下端同为 80.00'],
  ['no lowest band', scheme({ grades: { ...grades, bands: bands.slice(0, 3) } }), 'grades.bands', '没有最低一等'],
  ['two lowest bands', scheme({ grades: { ...grades, bands: [...bands, { key: 'worst', title: both('差'), from: 'none' }] } }), 'grades.bands[4].from', '重叠'],
  ['a grade written twice', scheme({ grades: { ...grades, bands: [...bands, { key: 'good', title: both('良'), from: 85 }] } }), 'grades.bands[4].key', '写了两次'],
  ['a quota for a grade that is not there', scheme({ grades: { ...grades, quotas: [{ ...quota, grade: 'best' }] } }), 'grades.quotas[0].grade', '没有名为“best”的等次'],
  ['a quota without a word on equals', scheme({ grades: { ...grades, quotas: [{ ...quota, ties: undefined }] } }), 'grades.quotas[0].ties', '同分者如何处理没有写明'],
  ['a quota that lets in all equals', scheme({ grades: { ...grades, quotas: [{ ...quota, ties: 'all-in' }] } }), 'grades.quotas[0].ties', '名额是上限'],
  ['a quota on the lowest grade', scheme({ grades: { ...grades, quotas: [{ ...quota, grade: 'poor' }] } }), 'grades.quotas[0].grade', '无处可降'],
  ['a quota by share and by count', scheme({ grades: { ...grades, quotas: [{ ...quota, count: 3 }] } }), 'grades.quotas[0]', 'share（百分比）或 count'],
  ['a share without its rounding', scheme({ grades: { ...grades, quotas: [{ ...quota, rounding: undefined }] } }), 'grades.quotas[0].rounding', '应为其中之一'],
  ['last places without a word on equals', scheme({ grades: { ...grades, lastN: [{ key: 'l', title: both('末'), count: 1, effect: both('x'), source: 's' }] } }), 'grades.lastN[0].ties', '同分者如何处理没有写明'],
  ['half a place', scheme({ grades: { ...grades, ties: 'all-in', lastN: [{ key: 'l', title: both('末'), count: 1.5, effect: both('x'), source: 's' }] } }), 'grades.lastN[0].count', '必须是整数'],
  ['people decide, and nothing says where their proposal is', scheme({ grades: { ...grades, decidedBy: 'people' } }), 'grades.proposal', '缺少“proposal”'],
  ['a longer period made of longer ones', scheme({ periods: { scoredBy: 'year', combine: [{ to: 'quarter', by: 'mean', missing: 'exclude' }] } }), 'periods.combine[0].to', '不能合成为不更长的'],
  ['period weights that do not total', scheme({ periods: { scoredBy: 'month', combine: [{ to: 'year', by: 'weighted', weights: { month: 60, 'half-year': 30 }, missing: 'exclude' }] } }), 'periods.combine[0].weights', '合计 90.00%，应为 100.00%'],
  ['weighted without weights', scheme({ periods: { scoredBy: 'month', combine: [{ to: 'year', by: 'weighted', missing: 'exclude' }] } }), 'periods.combine[0].weights', '须写明各期权重'],
  ['phases that overlap', scheme({ periods: { scoredBy: 'campaign', phases: [['2026-01-01', '2026-04-01'], ['2026-03-01', '2026-06-01']].map(([from, until], index) => ({ key: `p${index}`, title: both('x'), from, until })) } }), 'periods.phases[1].from', '“p1”与“p0”重叠'],
  ['duty on a leaf that is not there', scheme({ duty: { source: 's', by: 'both', applies: ['b'], fullMonths: 12 } }), 'duty.applies[0]', '没有路径为“b”的叶项'],
  ['duty without the months of a full period', scheme({ duty: { source: 's', by: 'both', applies: ['a'] } }), 'duty.fullMonths', '缺少数值“fullMonths”'],
  ['minimum months without what follows', scheme({ duty: { source: 's', by: 'both', applies: ['a'], fullMonths: 12, minimumMonths: 3 } }), 'duty.below', '须写明不足时如何处理'],
  ['an amount smaller than a cent', scheme({ distribution: { ...pay, amount: '1.005' } }), 'distribution.amount', '最多两位小数'],
  ['a weight that names what is not there', scheme({ distribution: { ...pay, weight: 'score * people' } }), 'distribution.weight', '事实目录中没有“people”'],
  ['points of a task that add to more than the whole', scheme({ facts: [declared('done', 'number')], tasks: [{ ...task, percent: 'done', points: 5 }] }), 'nodes', '各项满分合计 105.00，应为 100.00'],
  ['a task with points and nothing to reckon them by', scheme({ tasks: [{ ...task, points: 5 }] }), 'tasks[0].percent', '须写明完成比例的事实'],
  ['a key nobody knows, deep down', scheme({ grades: { ...grades, quotas: [{ ...quota, tie: 'x' }] } }), 'grades.quotas[0].tie', '不认识的键“tie”'],
  ['an unknown subject', scheme({ subject: 'team' }), 'subject', '应为其中之一：person, unit'],
])('refuses %s', (_what, document, path, words) => {
  const faults = faultsOf(document, { on: '2026-06-30' });
  expect(Object.keys(faults)).toContain(path);
  expect(faults[path]).toContain(words);
  expect(faults[path]!.split(' | ')[1]!.length).toBeGreaterThan(10);
});

test('all the blanks of a scheme are one list', () => {
  const blanks = ['a1', 'a2', 'a3'].map((key) => ({ key, title: both(key), unit: '分', source: `第${key}条` }));
  const document = scheme({ parameters: blanks }, { rule: { kind: 'deduct-to-floor', events: 'findings', each: { parameter: 'a1' } } });
  expect(Object.keys(faultsOf(document))).toEqual(['parameters[0].value', 'parameters[1].value', 'parameters[2].value']);
  expect(faultsOf(document, { parameters: { a1: 1, a2: '2', a3: 3 } })).toEqual({});
});

test('a weight that is still blank is one fault, and no sum is judged with it', () => {
  const blank = { key: 'share', title: both('占比'), unit: '%', source: 's' };
  const document = { ...schemeOf([{ ...leaf('a', { parameter: 'share' }, ratio) }, leaf('b', 60, ratio)]), parameters: [blank] };
  expect(Object.keys(faultsOf(document))).toEqual(['parameters[0].value']);
  expect(faultsOf(document, { parameters: { share: 30 } })['nodes']).toContain('合计 90.00，应为 100.00');
});

test('a grade that only extra points reach is reachable', () => {
  const top = { ...grades, bands: [{ key: 'top', title: both('特优'), from: 104 }, ...bands] };
  expect(faultsOf(scheme({ grades: top, extra: [extra], extraCap: 5 }))).toEqual({});
  expect(Object.keys(faultsOf(scheme({ grades: top, extra: [{ ...extra, cap: 3 }] })))).toEqual(['grades.bands[0].from']);
  expect(faultsOf(scheme({ grades: top, extra: [extra] }))).toEqual({});
});
