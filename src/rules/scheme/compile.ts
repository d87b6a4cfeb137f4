import { DomainError, type Fault, type Sentence } from '../../kernel/domain-error.js';
import type { Decimal } from '../../kernel/exact.js';
import { CASE_NATURES } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { checkChildren, compileNode, markOf } from './compile-node.js';
import type { CompiledNode } from './compiled-node.js';
import { isPlain, type CompileScope } from './compile-scope.js';
import { SERVICE_FACTS, type FactRequirement } from './fact-catalogue.js';
import { schemeErrors } from './scheme.errors.js';
import type { Parameters } from './scheme-value.js';
import { compileDistributions, type CompiledDistribution } from './sections/distribution.js';
import { compileDuty, type CompiledDuty } from './sections/duty.js';
import { compileExtra, mostPoints, type CompiledExtra } from './sections/extra.js';
import { compileGrades, type CompiledGrades } from './sections/grades.js';
import { declareFacts } from './sections/own-facts.js';
import type { OwnFacts } from './own-facts.js';
import { declareParameters, type CompiledParameter } from './sections/parameters.js';
import { compilePeriods, type CompiledPeriods } from './sections/periods.js';
import { compileTasks, type CompiledTasks } from './sections/tasks.js';
import { compileVetoes, type CompiledVeto } from './sections/vetoes.js';
import { SpecReader } from './spec-reader.js';

export interface CompiledScheme {
  id: string;
  version: number;
  title: Sentence;
  source: string;
  example: boolean;
  subject: 'person' | 'unit';
  fullMark: Decimal | null;
  parameters: CompiledParameter[];
  facts: OwnFacts;
  /** Scored tasks stand behind the nodes, as one component. */
  nodes: CompiledNode[];
  extra: CompiledExtra | null;
  vetoes: CompiledVeto[];
  grades: CompiledGrades | null;
  periods: CompiledPeriods | null;
  duty: CompiledDuty | null;
  distributions: CompiledDistribution[];
  tasks: CompiledTasks['tasks'];
}

export interface CompileOptions {
  /** Court parameters; they go before what the document says. */
  parameters?: Parameters;
  /** Facts that may be named; without it names are not checked. */
  catalogue?: readonly FactRequirement[];
  /** The period's last day: of dated values the one in force then counts. Without it, the newest. */
  on?: Day;
}

interface Attempt {
  scheme: CompiledScheme;
  faults: Fault[];
}

/**
 * Every fault of a scheme document at once, each with its path, in Chinese and English; empty when it may be used.
 * @example weights 20 + 20 + 50 under a full mark of 100 → path `nodes`, “…合计 90.00，应为 100.00…”.
 */
export function validateScheme(document: unknown, options: CompileOptions = {}): Fault[] {
  return attempt(document, options).faults;
}

/** A document made ready for scoring; refused with every fault when it has any. */
export function compileScheme(document: unknown, options: CompileOptions = {}): CompiledScheme {
  const { scheme, faults } = attempt(document, options);
  if (faults.length) throw invalidScheme(scheme.id, faults);
  return scheme;
}

function invalidScheme(id: string, faults: Fault[]): DomainError {
  return schemeErrors['scheme.invalid']({ id: id || '?', count: faults.length }, faults);
}

function attempt(document: unknown, options: CompileOptions): Attempt {
  const scope: CompileScope = {
    faults: [],
    parameters: options.parameters ?? {},
    declared: new Map(),
    on: options.on ?? null,
    catalogue: options.catalogue ? new Map([...SERVICE_FACTS, ...options.catalogue].map((fact) => [fact.name, fact])) : null,
    ownFacts: new Map(),
    unsourced: [],
  };
  const root = isPlain(document) ? document : {};
  if (!isPlain(document)) scope.faults.push({ path: '', zh: '方案应为一组键值。', en: 'A scheme must be a mapping.' });
  const spec = new SpecReader(root, '', scope, typeof root['source'] === 'string' && root['source'] !== '');
  const header = {
    id: spec.text('id'),
    version: spec.number('version', { min: 1 }).toNumber(),
    title: spec.sentence('title'),
    source: spec.text('source'),
    example: spec.flag('example'),
    subject: spec.choice('subject', ['person', 'unit'], 'person'),
  };
  if (!spec.has('example')) spec.fault('example', '应写明 example: true（示例）或 false（已采用）。', 'State example: true (made up) or false (adopted).');
  const from = spec.day('effectiveFrom');
  if (spec.has('effectiveUntil') && spec.day('effectiveUntil') <= from) {
    spec.fault('effectiveUntil', '失效日必须晚于生效日。', 'The version must end after it begins.');
  }
  const group = appliesTo(spec);
  rounding(spec);
  const scheme: CompiledScheme = { ...header, ...body(spec, from) };
  spec.done();
  if (!group) refusePeerRules(scheme.nodes, spec);
  return { scheme, faults: scope.faults };
}

/** Names first (parameters, facts), then what uses them; bands last, for they rest on what can be earned. */
function body(spec: SpecReader, from: Day): Omit<CompiledScheme, 'id' | 'version' | 'title' | 'source' | 'example' | 'subject'> {
  const parameters = declareParameters(spec);
  const facts = declareFacts(spec);
  const fullMark = markOf(spec, 'fullMark');
  // Without points a scheme may be a list of tasks, or grades that people decide.
  const pointless = spec.has('tasks') || (fullMark === null && spec.has('grades'));
  const nodes = spec.list('nodes', pointless).map((child) => compileNode(child, { path: '', full: fullMark, effectiveFrom: from }));
  const { tasks, scored } = compileTasks(spec, from, String(spec.spec['source'] ?? ''));
  checkChildren(spec, 'nodes', nodes, fullMark, scored ? [scored] : []);
  const extra = compileExtra(spec, from);
  const grades = compileGrades(spec, mostPoints(fullMark, extra));
  const periods = compilePeriods(spec);
  return {
    fullMark,
    parameters,
    facts,
    nodes: scored ? [...nodes, scored] : nodes,
    extra,
    grades,
    vetoes: compileVetoes(spec, grades?.bands.map((band) => band.key) ?? null),
    periods,
    duty: compileDuty(spec, nodes, periods),
    distributions: compileDistributions(spec),
    tasks,
  };
}

function appliesTo(spec: SpecReader): boolean {
  if (!isPlain(spec.spec['appliesTo'])) {
    spec.has('appliesTo');
    spec.fault('appliesTo', '缺少 appliesTo（岗位和案件性质）。', 'appliesTo (post and case nature) is missing.');
    return false;
  }
  const group = spec.object('appliesTo');
  const before = spec.scope.faults.length;
  group.text('post');
  group.choice('nature', [...CASE_NATURES, 'any']);
  group.done();
  return spec.scope.faults.length === before;
}

function rounding(spec: SpecReader): void {
  const inner = spec.object('rounding');
  inner.choice('mode', ['half-up']);
  inner.number('places', { min: 2, max: 2 });
  inner.done();
}

function refusePeerRules(nodes: CompiledNode[], spec: SpecReader, path = 'nodes'): void {
  nodes.forEach((child, index) => {
    const at = `${path}[${index}]`;
    if (child.rule?.peers.length) {
      spec.fault(`${at}.rule`, `“${child.path}”与同岗人员比较，但方案没有写明同岗范围（appliesTo 的岗位和案件性质）。`, `“${child.path}” compares with peers, but the scheme names no peer group (post and case nature in appliesTo).`);
    }
    refusePeerRules(child.children, spec, `${at}.children`);
  });
}
