import type { InjectionKey } from 'vue';
import type { ScoreSheetView } from '../../evaluation/dto/score.dto.js';

/** Which sheet a line belongs to, and where the server lists the records behind it. A preview has none. */
export interface ScoreContext {
  records: string;
  period: string;
  scheme: ScoreSheetView['scheme'];
  /** Window for asking, on one’s own sheet only. */
  contestWindow: ScoreSheetView['contestWindow'];
}

export const SCORE_CONTEXT: InjectionKey<() => ScoreContext> = Symbol('score context');
