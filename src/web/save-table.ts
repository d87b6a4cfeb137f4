import { saveFile } from './api.js';

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?%?$/;

/** The table under a chart as a file, with what a spreadsheet would take for a formula made harmless. */
export function saveTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const cell = (text: string): string => {
    const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const text = [heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  saveFile(new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv;charset=utf-8' }), `${title.replace(/[\\/:*?"<>|]/g, ' ')}.csv`);
}
