import { DomainError } from '../../kernel/domain-error.js';
import { decodeText, readCsv } from '../../platform/sheets/csv.js';
import { readBytes } from '../input.js';
import type { CliIo } from '../io.js';
import { YamlSource } from '../yaml-source.js';
import { readFactsTable } from './csv.js';
import type { FactsFile } from './facts-file.js';
import { readFactsDocument } from './json.js';
import { factShapesOf } from './shapes.js';

export type FactsRead = { facts: FactsFile; faults: null } | { facts: null; faults: DomainError };

/** Reads a facts file for a scheme. JSON (or YAML) and CSV are told apart by what stands in the file, not by its name. */
export async function readFactsFile(path: string, scheme: unknown, io: CliIo): Promise<FactsRead> {
  const bytes = await readBytes(path, io);
  const known = factShapesOf(scheme);
  try {
    if (!isDocument(path, bytes)) return { facts: readFactsTable(readCsv(bytes), known), faults: null };
    const source = new YamlSource(bytes, path);
    return { facts: readFactsDocument(source.exact, (at) => source.lineOf(at), known), faults: null };
  } catch (error) {
    if (error instanceof DomainError) return { facts: null, faults: error };
    throw error;
  }
}

function isDocument(path: string, bytes: Buffer): boolean {
  if (/\.(json|ya?ml)$/i.test(path)) return true;
  return /^\ufeff?\s*[{]/.test(decodeText(bytes).text.slice(0, 200));
}
