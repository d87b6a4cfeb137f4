import { all, create, type Fraction } from 'mathjs';

/** Column title → cell, as written. */
export type SheetRow = Record<string, string>;

const { evaluate } = create(all ?? {}, { number: 'Fraction' });

/** The tables under one heading of a sheet kept in Markdown, in order. */
export function tablesUnder(heading: string, sheet: string): SheetRow[][] {
  const section = sheet.split(/^## /m).find((one) => one.startsWith(`${heading}\n`));
  if (!section) throw new Error(`The sheet has no section “${heading}”.`);
  const cells = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => cell.trim());
  return (section.match(/(^\|.*\n)+/gm) ?? []).map((table) => {
    const [head, , ...rows] = table.trim().split('\n');
    return rows.map((row) => Object.fromEntries(cells(head!).map((title, place) => [title, cells(row)[place]!])));
  });
}

/** A working such as `16 × (7.60 ÷ 12 − 0.20)` in exact fractions, rounded half up once, with as many places as asked. */
export function reckoned(working: string, places = 2): string {
  const exact = evaluate(working.replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-')) as Fraction;
  const scaled = exact.mul(10 ** places).add(1, 2).floor().toString().padStart(places + 1, '0');
  return places ? `${scaled.slice(0, -places)}.${scaled.slice(-places)}` : scaled;
}
