import type { Sentence } from '../../kernel/domain-error.js';
import type { Sheet, SheetRow } from '../../platform/sheets/sheet.js';
import { sheetErrors } from '../../platform/sheets/sheets.errors.js';
import { sheetFault } from '../../platform/sheets/sheet.js';
import { FactsCollector, type Owner, type Place } from './collector.js';
import { SERVICE, type FactsFile, type FactShapes } from './facts-file.js';

const WHO = { person: '人员', name: '姓名', unit: '单位', series: '系列', group: '组别', period: '考核期' } as const;
const WHAT = { fact: '事实', value: '值', weight: '权重', clause: '条款', label: '事由', day: '日期', points: '分值', share: '份额', id: '编号', quote: '原文', source: '来源', survey: '问卷', approvedBy: '批准人' } as const;
const TITLES: ReadonlyMap<string, Known> = new Map(
  Object.entries({ ...WHO, ...WHAT }).flatMap(([name, zh]) => [
    [name.toLowerCase(), name as Known],
    [zh, name as Known],
  ]),
);

type Known = keyof typeof WHO | keyof typeof WHAT;
type Cells = Partial<Record<Known, string>>;

/**
 * A facts table. With a `fact` column it is long: a row is one number, one event or one piece. Without it is wide: a row
 * is one person, and each further column is a number, or pieces written `92;88;84` or `90*2;84;78`.
 */
export function readFactsTable(sheet: Sheet, known: FactShapes): FactsFile {
  const titles = sheet.header.map((title) => title.replace(/^\ufeff/, '').trim());
  const read = titles.map((title) => TITLES.get(title.toLowerCase()) ?? null);
  // A list of names without numbers for people: the name stands for the person.
  const columns = read.includes('person') || read.includes('unit') ? read : read.map((column) => (column === 'name' ? 'person' : column));
  refuseHeader(titles, columns);
  const collector = new FactsCollector(known);
  const isLong = columns.includes('fact');
  for (const row of sheet.rows) {
    refuseLongRow(collector, row, titles);
    const cells: Cells = {};
    columns.forEach((column, index) => {
      if (column && (isLong || column in WHO)) cells[column] = (row.cells[index] ?? '').trim();
    });
    if (isLong) longRow(collector, row.row, cells);
    else wideRow(collector, row, cells, titles, columns);
  }
  return { period: null, parameters: {}, ...collector.finish() };
}

function refuseHeader(titles: string[], columns: (Known | null)[]): void {
  const faults = [...new Set(columns.filter((column) => column !== null))]
    .filter((column) => columns.filter((other) => other === column).length > 1)
    .map((column) => sheetFault({ row: 1, column, value: titles.join(',') }, say(`“${column}”列不止一个。`, `The column “${column}” stands more than once.`), say('请只保留一列。', 'Keep one of them.')));
  if (!columns.includes('person') && !columns.includes('unit')) {
    faults.push(sheetFault({ row: 1, column: 'person', value: titles.join(',') }, say('缺少“person”列（或写作“人员”）。', 'The column “person” (or 人员) is missing.'), say('请在第一行补上列名。', 'Add its name to the first row.')));
  }
  if (faults.length) throw sheetErrors['sheet.columns']({ count: faults.length }, faults);
}

function refuseLongRow(collector: FactsCollector, { row, cells }: SheetRow, titles: string[]): void {
  const extra = cells.slice(titles.length);
  if (extra.every((cell) => cell.trim() === '')) return;
  collector.fault(
    { row, column: '', value: extra.join(',') },
    say(`这一行比表头多 ${extra.length} 格。`, `This row has ${extra.length} more fields than the header.`),
    say('格内有逗号的，请把整格放在引号内；数字请去掉千分位逗号。', 'Quote a field that holds a comma, and write numbers without thousands separators.'),
  );
}

function ownerOf(cells: Cells): Owner {
  return { personId: cells.person || null, period: cells.period || null, name: cells.name, unit: cells.unit, series: cells.series, group: cells.group };
}

function longRow(collector: FactsCollector, row: number, cells: Cells): void {
  const at = (column: Known): Place => ({ row, column, value: cells[column] ?? '' });
  const owner = collector.owner(at('person'), ownerOf(cells));
  const fact = cells.fact ?? '';
  if (fact === '') return collector.missing(at('fact'));
  if (!owner || collector.isUnused(at('fact'), fact)) return;
  const value = cells.value ?? '';
  switch (collector.shapeOf(fact)) {
    case 'number':
      return collector.number(owner, at('value'), fact, value);
    case 'text':
      return collector.text(owner, at('value'), fact, value);
    case 'pieces':
      if (value === '' && !cells.weight && !cells.id) return collector.none(owner, fact, 'pieces');
      return collector.piece(owner, at('value'), fact, { value, weight: cells.weight, id: cells.id, source: cells.source, survey: cells.survey });
    case 'events':
      if (!cells.clause && !cells.label && !cells.points && !cells.id && value === '') return collector.none(owner, fact, 'events');
      // In a table with a value column only, the points may stand there.
      return collector.event(owner, at('fact'), fact, { ...cells, points: cells.points || value });
    default:
      return;
  }
}

function wideRow(collector: FactsCollector, row: SheetRow, cells: Cells, titles: string[], columns: (Known | null)[]): void {
  const owner = collector.owner({ row: row.row, column: 'person', value: '' }, ownerOf(cells));
  if (!owner) return;
  titles.forEach((fact, index) => {
    const column = columns[index];
    if (fact === '' || (column && column in WHO)) return;
    const place: Place = { row: row.row, column: fact, value: (row.cells[index] ?? '').trim() };
    if (collector.isUnused(place, fact)) return;
    const shape = collector.shapeOf(fact);
    // A table of persons and units has cells that are not meant for the other kind of row.
    if (place.value === '' && (!('personId' in owner) || (SERVICE as readonly string[]).includes(fact))) return;
    if (shape === 'number') collector.number(owner, place, fact, place.value);
    else if (shape === 'text') collector.text(owner, place, fact, place.value);
    else if (shape === 'pieces') widePieces(collector, owner, place, fact);
    else if (place.value === '' || /^[0０无]$/.test(place.value)) collector.none(owner, fact, 'events');
    else collector.fault(place, say(`“${fact}”逐项记录，一格写不下。`, `“${fact}” is a list of events and does not fit in one cell.`), say('没有发生请留空或写 0；有则请改用一行一项的长表（加 fact 事实 列）。', 'Leave the cell empty or write 0 when none happened; otherwise use a long table with a fact column, one event a row.'));
  });
}

function widePieces(collector: FactsCollector, owner: Parameters<FactsCollector['piece']>[0], place: Place, fact: string): void {
  collector.none(owner, fact, 'pieces');
  for (const one of place.value.normalize('NFKC').split(/[;、]/).map((part) => part.trim()).filter((part) => part !== '')) {
    const [value = '', weight] = one.split(/[*×]/);
    collector.piece(owner, place, fact, { value, weight });
  }
}

function say(zh: string, en: string): Sentence {
  return { zh, en };
}
