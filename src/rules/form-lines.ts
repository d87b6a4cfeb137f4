import type { Fault } from '../kernel/domain-error.js';
import { points, sum } from '../kernel/exact.js';
import type { CatalogueContent } from './catalogue-changes.js';
import type { FormItem, FormPart } from './review-forms.js';

const NUMBER = /^\d{1,3}(\.\d{1,2})?$/;
const FULL_MARK = '100.00';
const PART = '#';

/**
 * The parts of a form as lines a court can edit in one cell of a sheet: a part begins with `#`, its items follow.
 * @example `# facts | 事实叙述 | Statement of facts | 25.00` then `D11 | 当事人 | Parties | 5.00 | 0.50 | 1.00 | M-C-03,M-C-04`
 */
export function linesOfForm(parts: readonly FormPart[]): string {
  return parts
    .flatMap((part) => [
      [`${PART} ${part.code}`, part.label, part.labelEn, part.full, ...(part.scale ? [part.scale.join('/')] : [])],
      ...part.items.map((item) => [item.code, item.label, item.labelEn, item.full, item.deductionMin, item.deductionMax, ...(item.clauses.length ? [item.clauses.join(',')] : [])]),
    ])
    .map((cells) => cells.join(' | '))
    .join('\n');
}

/** Reads {@link linesOfForm} back; what cannot be read is a fault naming its line. */
export function formOfLines(text: string): { parts: FormPart[]; faults: Fault[] } {
  const parts: FormPart[] = [];
  const faults: Fault[] = [];
  const wrong = (line: number, zh: string, en: string) => faults.push({ path: 'parts', zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` });
  const figure = (line: number, value: string | undefined): string => {
    if (value !== undefined && NUMBER.test(value)) return points(value);
    wrong(line, `“${value ?? ''}”不是分值。`, `"${value ?? ''}" is no number of points.`);
    return '0.00';
  };
  text.split('\n').forEach((written, index) => {
    const line = index + 1;
    const cells = written.split('|').map((cell) => cell.trim());
    const [code = '', label = '', labelEn = '', full, ...rest] = cells;
    if (cells.every((cell) => cell === '')) return;
    if (label === '' || labelEn === '') wrong(line, '应为“编码 | 名称 | 英文 | 满分 | …”。', 'should read "code | name | English | full mark | …".');
    if (code.startsWith(PART)) {
      parts.push({ code: code.slice(1).trim(), label, labelEn, full: figure(line, full), items: [], scale: rest[0] ? rest[0].split('/').map((step) => figure(line, step.trim())) : null });
      return;
    }
    const part = parts[parts.length - 1];
    if (!part) return void wrong(line, '项目前面没有部分（以 # 开头的一行）。', 'no part (a line beginning with #) stands before the item.');
    part.items.push(item(code, label, labelEn, figure(line, full), figure(line, rest[0]), figure(line, rest[1]), rest[2]));
  });
  return { parts, faults };
}

function item(code: string, label: string, labelEn: string, full: string, deductionMin: string, deductionMax: string, clauses = ''): FormItem {
  return { code, label, labelEn, full, deductionMin, deductionMax, clauses: clauses.split(/[,，]/).map((one) => one.trim()).filter((one) => one !== '') };
}

/**
 * What is wrong with a form: lines that cannot be read, items that do not add up to their part, parts that do not add up to 100,
 * a code used twice, a clause there never was, a part for other findings that does not exist.
 * @param clauses codes of every clause there is or was
 */
export function faultsOfForm({ parts: text = '', unlisted = '' }: CatalogueContent, clauses: ReadonlySet<string>): Fault[] {
  const { parts, faults } = formOfLines(text);
  if (faults.length) return faults;
  const say = (zh: string, en: string, path = 'parts') => faults.push({ path, zh, en });
  for (const { label, labelEn, full, items } of parts) {
    const total = points(sum(items.map((one) => one.full)));
    if (items.length && total !== full) say(`“${label}”各项合计 ${total}，应为 ${full}。`, `The items of "${labelEn}" total ${total}; they should total ${full}.`);
    for (const one of items) if (Number(one.deductionMax) < Number(one.deductionMin)) say(`“${one.label}”最高扣分低于最低扣分。`, `"${one.labelEn}": the most taken off lies below the least.`);
  }
  const whole = points(sum(parts.map(({ full }) => full)));
  if (whole !== FULL_MARK) say(`各部分合计 ${whole}，应为 ${FULL_MARK}。`, `The parts total ${whole}; they should total ${FULL_MARK}.`);
  const codes = parts.flatMap(({ code, items }) => [code, ...items.map((one) => one.code).filter((own) => own !== code)]);
  for (const code of new Set(codes.filter((one, index) => codes.indexOf(one) < index))) say(`编码 ${code} 用了两次。`, `The code ${code} stands twice.`);
  for (const code of new Set(parts.flatMap(({ items }) => items.flatMap((one) => one.clauses)))) if (!clauses.has(code)) say(`没有条目 ${code}。`, `There is no clause ${code}.`);
  if (unlisted !== '' && !parts.some(({ code }) => code === unlisted)) say(`没有编码为 ${unlisted} 的部分。`, `No part has the code ${unlisted}.`, 'unlisted');
  return faults;
}
