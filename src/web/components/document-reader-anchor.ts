import { step } from './document-reader-sentences.js';

/** Where words stand in one version of a document: the words, 32 characters either side, and their place. */
export interface Anchor {
  quote: string;
  prefix: string;
  suffix: string;
  start: number;
}

const AROUND = 32;

/** @example anchorOf('依照第五百七十七条之规定', 2, 9).quote → '第五百七十七条' */
export function anchorOf(text: string, start: number, end: number): Anchor {
  let from = start;
  let to = end;
  for (let count = 0; count < AROUND; count++) {
    from = step(text, from, -1);
    to = step(text, to, 1);
  }
  return { quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to), start };
}
