import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { sheetErrors } from './sheets.errors.js';
import { sheetFault, type Sheet } from './sheet.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const DELIMITERS = [',', '\t', ';'];
const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * Reads a CSV file as people send it: UTF-8 with or without BOM, UTF-16 with BOM ("Unicode text"), or
 * GB18030; any line ends; comma, tab or semicolon; quoted fields with line breaks inside.
 * @throws DomainError `sheet.empty`, `sheet.notText`, `sheet.encoding`, `sheet.malformed`
 */
export function readCsv(bytes: Buffer): Sheet & { encoding: TextEncoding } {
  const { text, encoding } = decodeText(bytes);
  const [header, ...rows] = records(text)
    .map((cells, index) => ({ row: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header) throw sheetErrors['sheet.empty']();
  return { header: header.cells.map((cell) => cell.trim()), rows, encoding };
}

/** Chinese spreadsheet programs still save GBK; text that is valid UTF-8 practically never is that by chance. */
export function decodeText(bytes: Buffer): { text: string; encoding: TextEncoding } {
  const encoding = detectEncoding(bytes);
  const text = iconv.decode(bytes, encoding);
  if (text.startsWith('PK\u0003\u0004') || text.includes('\u0000')) throw sheetErrors['sheet.notText']();
  if (encoding !== 'utf-8' && text.includes('\ufffd')) throw sheetErrors['sheet.encoding']();
  return { text, encoding };
}

function detectEncoding(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

function records(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.records) + 1;
    const fault = sheetFault(
      { row, column: '', value: '' },
      { zh: '这一行的引号不成对，或引号外还有文字。', en: 'In this row quotation marks do not pair, or text stands outside them.' },
      { zh: '请把整格放在一对引号内，格内的引号写成两个（""）。', en: 'Put the whole field between one pair and double those inside it ("").' },
    );
    throw sheetErrors['sheet.malformed']({ row }, [fault]);
  }
}

function delimiterOf(text: string): string {
  const firstLine = /^[^\r\n]*/.exec(text.trimStart())![0].replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}
