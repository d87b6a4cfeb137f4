import type { Sentence } from '../../kernel/domain-error.js';
import type { ParameterValue } from '../../rules/scheme/scheme-value.js';
import { FactsCollector, type EventCells, type Owner, type Place } from './collector.js';
import { SERVICE, type FactsFile, type FactShapes, type FilePerson, type FileUnit } from './facts-file.js';

type Plain = Record<string, unknown>;
const SECTIONS = ['numbers', 'events', 'pieces', 'texts'] as const;
const PERSON_KEYS = ['personId', 'name', 'unit', 'series', 'group', 'period', 'months', 'dutyFactor', 'headcount', ...SECTIONS];
const UNIT_KEYS = ['unit', 'name', 'period', 'headcount', ...SECTIONS];
const EVENT_KEYS = ['id', 'clause', 'label', 'day', 'points', 'share', 'quote', 'source', 'approvedBy'];

/** `{ period?, parameters?, people: […], units?: […] }`; see config/schemes/README.md. */
export function readFactsDocument(root: unknown, lineOf: (path: string) => number, known: FactShapes): FactsFile {
  return new DocumentReader(lineOf, known).read(root);
}

class DocumentReader {
  private readonly collector: FactsCollector;

  constructor(
    private readonly lineOf: (path: string) => number,
    known: FactShapes,
  ) {
    this.collector = new FactsCollector(known);
  }

  read(root: unknown): FactsFile {
    const top = this.plain('', root);
    this.onlyKeys('', top, ['period', 'parameters', 'people', 'units']);
    this.list('people', top['people'] ?? []).forEach((row, index) => this.person(`people[${index}]`, row));
    this.list('units', top['units'] ?? []).forEach((row, index) => this.unit(`units[${index}]`, row));
    if (top['people'] === undefined && top['units'] === undefined) this.fault('people', say('没有 people（人员）。', 'There are no people.'), say('请写 people: […]。', 'Write people: […].'));
    const parameters = top['parameters'] === undefined ? {} : (this.plain('parameters', top['parameters']) as Record<string, ParameterValue>);
    return { period: this.text('period', top['period']) || null, parameters, ...this.collector.finish() };
  }

  private person(path: string, raw: unknown): void {
    const row = this.plain(path, raw);
    this.onlyKeys(path, row, PERSON_KEYS);
    const personId = this.text(`${path}.personId`, row['personId']);
    if (!personId) return this.fault(`${path}.personId`, say('没有写明人员编号。', 'The personId is missing.'), say('请补上。', 'Add it.'));
    const owner = this.collector.owner(this.at(path), { ...this.told(path, row), personId, unit: this.text(`${path}.unit`, row['unit']) });
    if (!owner) return;
    for (const key of SERVICE) if (row[key] !== undefined) this.collector.number(owner, this.at(`${path}.${key}`, row[key]), key, written(row[key]));
    this.facts(owner, path, row);
  }

  private unit(path: string, raw: unknown): void {
    const row = this.plain(path, raw);
    this.onlyKeys(path, row, UNIT_KEYS);
    const unit = this.text(`${path}.unit`, row['unit']);
    if (!unit) return this.fault(`${path}.unit`, say('没有写明单位。', 'The unit is missing.'), say('请补上。', 'Add it.'));
    const owner = this.collector.owner(this.at(path), { ...this.told(path, row), personId: null, unit });
    if (!owner) return;
    if (row['headcount'] !== undefined) this.collector.number(owner, this.at(`${path}.headcount`, row['headcount']), 'headcount', written(row['headcount']));
    this.facts(owner, path, row);
  }

  private told(path: string, row: Plain): Omit<Owner, 'personId' | 'unit'> {
    const text = (key: string): string | undefined => this.text(`${path}.${key}`, row[key]) || undefined;
    return { period: text('period') ?? null, name: text('name'), series: text('series'), group: text('group') };
  }

  private facts(owner: FilePerson | FileUnit, path: string, row: Plain): void {
    for (const section of SECTIONS) {
      if (row[section] === undefined) continue;
      for (const [fact, value] of Object.entries(this.plain(`${path}.${section}`, row[section]))) {
        const at = this.at(`${path}.${section}.${fact}`, value);
        if (this.collector.isUnused(at, fact)) continue;
        const shape = this.collector.shapeOf(fact);
        if (shape !== null && sectionOf(shape) !== section) {
          this.collector.fault(at, say(`“${fact}”应写在 ${sectionOf(shape)} 下。`, `“${fact}” belongs under ${sectionOf(shape)}.`), say('请移过去。', 'Move it there.'));
        } else if (section === 'numbers') this.collector.number(owner, at, fact, written(value));
        else if (section === 'texts') this.collector.text(owner, at, fact, written(value));
        else this.items(owner, at, fact, section, value);
      }
    }
  }

  private items(owner: FilePerson | FileUnit, at: Place, fact: string, section: 'events' | 'pieces', value: unknown): void {
    this.collector.none(owner, fact, section);
    this.list(at.column, value).forEach((item, index) => {
      const path = `${at.column}[${index}]`;
      if (section === 'pieces') this.piece(owner, path, fact, item);
      else this.event(owner, path, fact, item);
    });
  }

  /** `92`, or `{ value: 92, weight: 2, source: … }`. */
  private piece(owner: FilePerson | FileUnit, path: string, fact: string, item: unknown): void {
    if (typeof item !== 'object' || item === null) return this.collector.piece(owner, this.at(path, item), fact, { value: written(item) });
    const row = this.plain(path, item);
    this.onlyKeys(path, row, ['value', 'weight', 'id', 'source', 'survey']);
    const [value = '', weight, id, source, survey] = ['value', 'weight', 'id', 'source', 'survey'].map((key) => (row[key] === undefined ? undefined : sourceText(row[key])));
    this.collector.piece(owner, this.at(path, item), fact, { value, weight, id: id ?? sourceId(row['source']), source, survey });
  }

  private event(owner: FilePerson | FileUnit, path: string, fact: string, item: unknown): void {
    const row = this.plain(path, item);
    this.onlyKeys(path, row, EVENT_KEYS);
    const cells = Object.fromEntries(EVENT_KEYS.filter((key) => row[key] !== undefined && row[key] !== null).map((key) => [key, key === 'label' ? this.label(path, row[key]) : sourceText(row[key])]));
    this.collector.event(owner, this.at(path), fact, cells as EventCells);
  }

  private label(path: string, raw: unknown): string | Sentence {
    if (typeof raw !== 'object' || raw === null) return written(raw);
    const { zh, en } = raw as Record<string, unknown>;
    if (typeof zh === 'string' && typeof en === 'string') return { zh, en };
    this.fault(`${path}.label`, say('事由应为一句话，或写作 { zh, en }。', 'A label is one text, or { zh, en }.'), say('请改正。', 'Correct it.'));
    return '';
  }

  private plain(path: string, raw: unknown): Plain {
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Plain;
    this.fault(path, say('此处应为一组键值。', 'A mapping is needed here.'), say('请按说明书写。', 'Write it as the reference page says.'));
    return {};
  }

  private list(path: string, raw: unknown): unknown[] {
    if (Array.isArray(raw)) return raw;
    this.fault(path, say('此处应为列表。', 'A list is needed here.'), say('没有内容请写 []。', 'Write [] when there is nothing.'));
    return [];
  }

  private text(path: string, raw: unknown): string {
    if (raw === undefined || raw === null) return '';
    if (typeof raw === 'string' || typeof raw === 'number') return String(raw).trim();
    this.fault(path, say('此处应为文字。', 'A text is needed here.'), say('请改正。', 'Correct it.'));
    return '';
  }

  private onlyKeys(path: string, row: Plain, keys: readonly string[]): void {
    for (const key of Object.keys(row)) {
      if (keys.includes(key)) continue;
      const at = path ? `${path}.${key}` : key;
      this.fault(at, say(`不认识的键“${key}”。`, `Unknown key “${key}”.`), say(`可用：${keys.join('、')}。`, `There are: ${keys.join(', ')}.`));
    }
  }

  private at(path: string, value: unknown = ''): Place {
    return { row: this.lineOf(path), column: path, value: written(value) };
  }

  private fault(path: string, what: Sentence, fix: Sentence): void {
    this.collector.fault(this.at(path), what, fix);
  }
}

function sectionOf(shape: string): string {
  return { number: 'numbers', text: 'texts' }[shape] ?? shape;
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** A source may be a text, or a record `{ kind, id, label }`. */
function sourceText(value: unknown): string {
  const label = typeof value === 'object' && value !== null ? (value as Plain)['label'] : undefined;
  return typeof label === 'string' ? label : written(value);
}

function sourceId(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null ? (value as Plain)['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function say(zh: string, en: string): Sentence {
  return { zh, en };
}
