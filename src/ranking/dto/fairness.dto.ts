import type { Bilingual } from '../../evaluation/dto/score.dto.js';

/** One sentence of the fairness panel, with the place that shows what it rests on. */
export interface FairnessItem {
  key: 'neighbours' | 'weights' | 'reviewers' | 'mix' | 'basis' | 'overturned';
  text: Bilingual;
  /** Page that holds the evidence; `null` where it stands on this page. */
  link: string | null;
}

/** The group under other weights: one component heavier or lighter by so many per cent of itself, the others in proportion. */
export interface ShiftedOrder {
  component: Bilingual;
  change: -20 | -10 | 10 | 20;
  /** Kendall's τ with the order as it is. */
  tau: string | null;
  /** Who would leave the first three places. */
  leaving: string[];
  /** Whose rank would be another, from and to. */
  moved: { name: string; from: number; to: number }[];
}

/** GET /api/rankings/:group/:period/fairness : how far the order may be trusted; for readers who are shown the whole order, else empty. */
export interface FairnessView {
  items: FairnessItem[];
  weights: ShiftedOrder[];
  /** 宽严 of each reviewer in the group's kind of cases over twelve months, points a case against colleagues in like cases; shown and applied to nothing. Empty for who may not read the page of double reviews. */
  reviewers: { name: string; cases: number; difference: string | null; says: Bilingual }[];
  /** What each score rests on: cases closed, their mean weight, cases reviewed. */
  people: { personId: string; name: string; closed: number | null; /** As in the ranking's own row. */ closedNature: string | null; meanWeight: string | null; reviewed: number | null }[];
}
