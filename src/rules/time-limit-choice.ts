import { CatalogueReader } from './catalogue-reader.js';

/** Which limit a case takes by its type and the words of its procedure. */
export interface LimitChoice {
  types: string[];
  /** Any of them in the procedure; none: the procedure does not matter. */
  words: string[];
  /** Code of the limit, `TL-V-01`. */
  limit: string;
}

/**
 * The choices of `config/catalogues/time-limits.yaml`.
 * @param known codes of the limits in the same file
 * @throws DomainError `catalogue.faulty` with every fault, a limit that does not exist among them
 */
export function readLimitChoices(document: unknown, known: readonly string[]): LimitChoice[] {
  const reader = new CatalogueReader('time-limits.yaml');
  const choices = reader.root(document).rows('choices').map((row) => {
    const choice = { types: row.texts('types'), words: row.texts('words'), limit: row.text('limit') };
    if (!known.includes(choice.limit)) row.fault('limit', `没有“${choice.limit}”这一行期限。请核对编码。`, `There is no limit "${choice.limit}". Check the code.`);
    return choice;
  });
  return reader.finish(choices);
}

/**
 * 适用哪一条审限: the first choice that fits, in the order of the file.
 * @returns `null` when none fits or the procedure that decides is not recorded: no limit is guessed
 * @example 民初, 简易程序 → TL-V-02; 民初 without a procedure → null; 执 → TL-E-01
 */
export function limitCodeFor(typeCode: string | null, procedure: string | null, choices: readonly LimitChoice[]): string | null {
  const fits = ({ types, words }: LimitChoice): boolean =>
    typeCode !== null && types.includes(typeCode) && (words.length === 0 || words.some((word) => procedure?.includes(word)));
  return choices.find(fits)?.limit ?? null;
}
