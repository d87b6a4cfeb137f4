import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function poppler(program: string, bytes: Buffer, args: (file: string) => string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, bytes);
    return execFileSync(program, args(file), { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Text of each page, read by poppler. */
export function pagesOf(bytes: Buffer): string[] {
  return poppler('pdftotext', bytes, (file) => ['-layout', file, '-']).split('\f').slice(0, -1);
}

/** Lines of `pdffonts` below its head: name, type, encoding, embedded, subset. */
export function fontsOf(bytes: Buffer): string[] {
  return poppler('pdffonts', bytes, (file) => [file]).trim().split('\n').slice(2);
}

export function imagesOf(bytes: Buffer): string[] {
  return poppler('pdfimages', bytes, (file) => ['-list', file]).trim().split('\n').slice(2);
}
