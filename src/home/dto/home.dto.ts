import { IsString, MaxLength } from 'class-validator';
import type { Bilingual } from '../../evaluation/dto/score.dto.js';

/** GET /api/home */
export interface HomeView {
  today: string;
  /** What awaits the reader, soonest first. */
  todo: { key: string; due: string | null; urgency: 'overdue' | 'today' | 'week' | 'later'; title: Bilingual; detail: Bilingual; link: string }[];
  /** Judge's month; `null` for people without a score. */
  month: { period: string; total: string; peerMedian: string | null; rank: number | null; size: number } | null;
  /** 新到: what came to the reader lately. */
  arrivals: { text: Bilingual; link: string }[];
  /** Sentences with a number, for offices and leaders. */
  signals: { text: Bilingual; link: string | null }[];
}

/** GET /api/search?q= : case numbers, names, pinyin initials; at most 10 of each. */
export interface SearchView {
  cases: { id: string; caseNumber: string; cause: string }[];
  people: { id: string; name: string; division: string }[];
}

export class SearchQuery {
  @IsString() @MaxLength(100) q: string;
}
