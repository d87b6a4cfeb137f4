import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Fault } from '../kernel/domain-error.js';
import { decodeText } from '../platform/sheets/csv.js';
import { cliErrors } from './cli.errors.js';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A YAML or JSON file, with the line of everything in it. */
export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document: Document;
  /** Read once here, so that a file that cannot be read is refused here. */
  readonly root: unknown;

  /** @throws cli.notYaml with every mistake of writing and its line */
  constructor(bytes: Buffer, path: string) {
    const { text } = decodeText(bytes);
    this.document = parseDocument(text.replace(/^\ufeff/, ''), { lineCounter: this.lines });
    const faults = this.document.errors.map((error) => notWell(error.linePos?.[0].line ?? 1, error.message));
    if (faults.length) throw cliErrors['cli.notYaml']({ path, count: faults.length }, faults);
    try {
      this.root = this.document.toJS();
    } catch (error) {
      // Aliases that name nothing, or that multiply without end.
      throw cliErrors['cli.notYaml']({ path, count: 1 }, [notWell(1, error instanceof Error ? error.message : String(error))]);
    }
  }

  /** As {@link root}, with every number as its digits stand in the file, so that none passes through a binary float. */
  get exact(): unknown {
    return exactly(this.document.contents, this.document);
  }

  /** The line of `nodes[0].rule.of`, or of the nearest thing above it that is there. */
  lineOf(path: string): number {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
    let node: unknown = this.document.contents;
    let line = 1;
    for (const key of keys) {
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
      const next = isSeq(node) ? node.items[Number(key)] : pair?.value;
      const start = (isScalar(pair?.key) ? pair.key : (next as Node | null | undefined))?.range?.[0];
      if (start === undefined) break;
      line = this.lines.linePos(start).line;
      node = next;
    }
    return line;
  }
}

function notWell(line: number, message: string): Fault {
  const said = message.split('\n')[0]!;
  return { path: `line ${line}`, zh: `书写有误（${said}）。请改正后再试。`, en: `It is not written correctly (${said}). Correct it and try again.` };
}

function exactly(node: unknown, document: Document): unknown {
  if (isAlias(node)) return exactly(node.resolve(document), document);
  if (isMap(node)) return Object.fromEntries(node.items.map((item) => [String(isScalar(item.key) ? item.key.value : item.key), exactly(item.value, document)]));
  if (isSeq(node)) return node.items.map((item) => exactly(item, document));
  if (!isScalar(node)) return node ?? null;
  return typeof node.value === 'number' && typeof node.source === 'string' && DECIMAL.test(node.source) ? node.source : node.value;
}
