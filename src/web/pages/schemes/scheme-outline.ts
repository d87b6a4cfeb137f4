import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { exactly, figureOf } from '../../components/score-sheet-sum.js';
import { isPlain, listOf, sentenceOf, type Plain } from './scheme-document.js';
import { valueWords } from './value-words.js';

/** One dimension, indicator or clause of the readable tree. */
export interface OutlineRow {
  key: string;
  /** Path by keys, `quality/K2`. */
  path: string;
  /** Path in the document, `nodes[2].children[1]`; a fault's path begins with it. */
  at: string;
  depth: number;
  title: Bilingual;
  share: Bilingual;
  /** What the parts below add up to, and whether that is what it must be; `null` for a clause or where it cannot be said. */
  sum: { words: string; right: boolean } | null;
  source: string;
  effectiveFrom: string;
  limits: Bilingual | null;
  rule: Plain | null;
  remarks: Bilingual[];
}

const FIGURE = /^-?\d+(\.\d+)?$/;

/** The figure of a value written plainly or with its source; parameters and dated lists have none without a day. */
function figure(value: unknown): bigint | null {
  const plain = isPlain(value) ? value.value : value;
  return (typeof plain === 'number' || typeof plain === 'string') && FIGURE.test(String(plain)) ? exactly(String(plain)) : null;
}

function sumUnder(children: Plain[], full: bigint | null): OutlineRow['sum'] {
  if (!children.length) return null;
  const add = (key: string): bigint | null => children.reduce<bigint | null>((sum, child) => (sum === null ? null : (figure(child[key]) ?? null) === null ? null : sum + figure(child[key])!), 0n);
  if (children.every((child) => child.weight !== undefined)) {
    const sum = add('weight');
    return sum === null ? null : { words: `${figureOf(sum)}%`, right: sum === exactly('100') };
  }
  if (children.some((child) => child.weight !== undefined)) return null;
  const sum = add('fullMark');
  return sum === null || full === null ? null : { words: `${figureOf(sum)} / ${figureOf(full)}`, right: sum === full };
}

function shareOf(node: Plain): Bilingual {
  const marked = node.fullMark === undefined ? null : valueWords(node.fullMark);
  const points = marked && (node.fullMark === 'none' ? marked : { zh: `${marked.zh} 分`, en: `${marked.en} points` });
  if (node.weight === undefined) return points ?? { zh: '', en: '' };
  const weight = valueWords(node.weight);
  return { zh: `${weight.zh}%${points ? `（满分 ${points.zh}）` : ''}`, en: `${weight.en}%${points ? ` (full mark ${points.en})` : ''}` };
}

function remarksOf(node: Plain): Bilingual[] {
  const remarks: Bilingual[] = [];
  if (typeof node.appliesWhen === 'string') remarks.push({ zh: `适用条件：${node.appliesWhen}；不适用时权重按规则重分`, en: `Applies when: ${node.appliesWhen}; otherwise its weight is shared out` });
  if (node.sharedBy !== undefined) remarks.push(node.how === 'mean' ? { zh: '本单位成员共享：取成员平均', en: 'Shared in the unit: the mean of its members' } : { zh: '本单位成员共担：一人有事，人人计入', en: 'Shared in the unit: what one has counts for all' });
  const evidence = sentenceOf(node.evidenceBy);
  if (evidence) remarks.push({ zh: `落实与分工：${evidence.zh}`, en: `Carried out by: ${evidence.en}` });
  if (node.approval === 'required') remarks.push({ zh: '每项须写明批准人', en: 'Each entry must name who approved it' });
  if (node.cap !== undefined) remarks.push({ zh: `上限 ${valueWords(node.cap).zh} 分`, en: `${valueWords(node.cap).en} points at most` });
  return remarks;
}

function walk(nodes: Plain[], at: string, parent: { path: string; depth: number; from: string }): OutlineRow[] {
  return nodes.flatMap((node, index) => {
    const key = String(node.key ?? '');
    const path = parent.path ? `${parent.path}/${key}` : key;
    const here = `${at}[${index}]`;
    const children = listOf(node.children);
    const from = typeof node.effectiveFrom === 'string' ? node.effectiveFrom : parent.from;
    const row: OutlineRow = {
      key, path, at: here, depth: parent.depth,
      title: sentenceOf(node.title) ?? { zh: key || '〔未命名〕', en: key || '[unnamed]' },
      share: shareOf(node),
      sum: sumUnder(children, figure(node.fullMark)),
      source: typeof node.source === 'string' ? node.source : '',
      effectiveFrom: from,
      limits: sentenceOf(node.limits),
      rule: isPlain(node.rule) ? node.rule : null,
      remarks: remarksOf(node),
    };
    return [row, ...walk(children, `${here}.children`, { path, depth: parent.depth + 1, from })];
  });
}

export interface Outline {
  rows: OutlineRow[];
  extra: OutlineRow[];
  sum: OutlineRow['sum'];
}

/** The scheme as a tree that reads from top to bottom: dimension, indicator, clause; extra points after the full mark. */
export function outlineOf(root: Plain): Outline {
  const from = typeof root.effectiveFrom === 'string' ? root.effectiveFrom : '';
  const nodes = listOf(root.nodes);
  const extra = Array.isArray(root.extra) ? listOf(root.extra) : isPlain(root.extra) ? listOf(root.extra.nodes) : [];
  return {
    rows: walk(nodes, 'nodes', { path: '', depth: 0, from }),
    extra: walk(extra, Array.isArray(root.extra) ? 'extra' : 'extra.nodes', { path: 'extra', depth: 0, from }),
    sum: sumUnder(nodes, figure(root.fullMark)),
  };
}
