/** Something drawn over the text. */
export interface Mark {
  id: string;
  start: number;
  end: number;
  kind: 'serious' | 'minor' | 'picked';
}

/** A run of text under the same marks. */
export interface Piece {
  start: number;
  text: string;
  marks: Mark[];
}

/** Cuts `from`–`to` wherever a mark begins or ends, so that overlapping marks can each draw their own line. */
export function cutPieces(text: string, from: number, to: number, marks: readonly Mark[]): Piece[] {
  const inside = marks.filter((mark) => mark.start < to && mark.end > from);
  const cuts = new Set([from, to]);
  for (const mark of inside) {
    cuts.add(Math.max(from, mark.start));
    cuts.add(Math.min(to, mark.end));
  }
  const places = [...cuts].sort((left, right) => left - right);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1]!;
    return { start, text: text.slice(start, end), marks: inside.filter((mark) => mark.start <= start && mark.end >= end) };
  });
}
