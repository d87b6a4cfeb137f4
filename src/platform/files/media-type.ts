const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What a file is, by its first bytes: names and browsers' claims prove nothing. */
const SIGNATURES: readonly (readonly [string, (content: Buffer) => boolean])[] = [
  ['application/pdf', (content) => content.subarray(0, 5).toString('latin1') === '%PDF-'],
  [DOCX, (content) => content.subarray(0, 2).toString('latin1') === 'PK' && content.includes('word/document.xml')],
  ['image/png', (content) => content.subarray(0, 4).toString('latin1') === '\x89PNG'],
  ['image/jpeg', (content) => content.subarray(0, 3).toString('latin1') === '\xff\xd8\xff'],
  ['text/plain', (content) => content.length > 0 && !content.subarray(0, 4096).includes(0)],
];

/** Papers with words in them. */
export const PAPER_TYPES: readonly string[] = ['application/pdf', DOCX, 'text/plain'];
/** Papers, and pictures of them. */
export const EVIDENCE_TYPES: readonly string[] = [...PAPER_TYPES, 'image/png', 'image/jpeg'];

/** The media type if it is one of those allowed, else `null`. */
export function mediaTypeOf(content: Buffer, allowed: readonly string[]): string | null {
  return SIGNATURES.find(([type, fits]) => allowed.includes(type) && fits(content))?.[0] ?? null;
}
