import type { LeafRule } from '../leaf-rule.js';
import { addOnly } from './add-only.js';
import { againstPeers } from './against-peers.js';
import { allOrNothing } from './all-or-nothing.js';
import { bands } from './bands.js';
import { deductOnly } from './deduct-only.js';
import { deductToFloor } from './deduct-to-floor.js';
import { evenness } from './evenness.js';
import { formula } from './formula.js';
import { interval } from './interval.js';
import { meanOfPieces } from './mean-of-pieces.js';
import { rated } from './rated.js';
import { ratio } from './ratio.js';

/** Every way a leaf may turn facts into points; a scheme names one by its kind. */
export const LEAF_RULES: ReadonlyMap<string, LeafRule> = new Map(
  [deductToFloor, deductOnly, addOnly, meanOfPieces, ratio, interval, bands, againstPeers, allOrNothing, rated, evenness, formula].map((rule) => [rule.kind, rule]),
);
