import { isDay, type Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { catalogueErrors } from './catalogue.errors.js';

/**
 * Reads a catalogue a court edits by hand (already parsed from YAML) and collects every fault in it,
 * so that a clerk corrects the file once. A missing value is a fault naming it, never a default.
 */
export class CatalogueReader {
  private readonly faults: Fault[] = [];

  constructor(private readonly file: string) {}

  /** @throws DomainError `catalogue.faulty` with every fault, if there was one. */
  finish<T>(result: T): T {
    if (this.faults.length) throw catalogueErrors['catalogue.faulty']({ file: this.file, count: this.faults.length }, this.faults);
    return result;
  }

  fault(path: string, zh: string, en: string): void {
    this.faults.push({ path, zh, en });
  }

  root(document: unknown): CatalogueRow {
    return new CatalogueRow(this, '', document);
  }
}

/** One mapping of the file; `path` says where it stands, e.g. `rows[3].limit`. */
export class CatalogueRow {
  private readonly values: Record<string, unknown>;

  constructor(
    private readonly reader: CatalogueReader,
    readonly path: string,
    value: unknown,
  ) {
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.values = isMapping ? (value as Record<string, unknown>) : {};
    if (!isMapping) this.fault('', '应为一组“名称: 值”。', 'must be a mapping of names to values.');
  }

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null;
  }

  text(key: string): string {
    const value = this.values[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(key, `缺少“${key}”，应为文字。请填写。`, `"${key}" is missing; it must be text. Fill it in.`);
    return '';
  }

  textOrNull(key: string): string | null {
    return this.has(key) ? this.text(key) : null;
  }

  day(key: string): Day {
    const value = this.text(key);
    if (value !== '' && !isDay(value))
      this.fault(key, `“${value}”不是日期。请写成 YYYY-MM-DD。`, `"${value}" is not a day. Write YYYY-MM-DD.`);
    return value;
  }

  dayOrNull(key: string): Day | null {
    return this.has(key) ? this.day(key) : null;
  }

  /** Exact decimals stand between quotes in the file, so that no reader of YAML turns them into binary floats. */
  decimal(key: string): string {
    const value = this.values[key];
    if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return value;
    this.fault(
      key,
      `“${key}”应为带引号的数字，如 '0.80'，现为 ${String(value)}。请改正。`,
      `"${key}" must be a number between quotes, such as '0.80'; it is ${String(value)}. Correct it.`,
    );
    return '0';
  }

  decimalOrNull(key: string): string | null {
    return this.has(key) ? this.decimal(key) : null;
  }

  whole(key: string): number {
    const value = this.values[key];
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    this.fault(key, `“${key}”应为不小于零的整数。请改正。`, `"${key}" must be a whole number, zero or more. Correct it.`);
    return 0;
  }

  flag(key: string): boolean {
    const value = this.values[key] ?? false;
    if (typeof value === 'boolean') return value;
    this.fault(key, `“${key}”应为 true 或 false。请改正。`, `"${key}" must be true or false. Correct it.`);
    return false;
  }

  oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.values[key];
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    const list = allowed.join(', ');
    this.fault(key, `“${key}”应为 ${list} 之一，现为 ${String(value)}。`, `"${key}" must be one of ${list}; it is ${String(value)}.`);
    return allowed[0]!;
  }

  texts(key: string): string[] {
    return this.list(key).filter((value, index): value is string => {
      if (typeof value === 'string' && value !== '') return true;
      this.fault(`${key}[${index}]`, '应为文字。请改正。', 'must be text. Correct it.');
      return false;
    });
  }

  rows(key: string): CatalogueRow[] {
    return this.list(key).map((value, index) => new CatalogueRow(this.reader, this.at(`${key}[${index}]`), value));
  }

  row(key: string): CatalogueRow {
    return new CatalogueRow(this.reader, this.at(key), this.values[key]);
  }

  fault(key: string, zh: string, en: string): void {
    this.reader.fault(this.at(key), zh, en);
  }

  private list(key: string): unknown[] {
    const value = this.values[key];
    if (Array.isArray(value)) return value;
    this.fault(key, `缺少“${key}”，应为一列。请填写。`, `"${key}" is missing; it must be a list. Fill it in.`);
    return [];
  }

  private at(key: string): string {
    return [this.path, key].filter((part) => part !== '').join('.');
  }
}
