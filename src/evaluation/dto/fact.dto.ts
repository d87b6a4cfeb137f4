import type { Bilingual } from './score.dto.js';

/** `computed` by a module from its records, `entered` by hand, `rated` by people, `derived` by a scheme's own formula. */
export type FactKind = 'computed' | 'entered' | 'rated' | 'derived';

/** GET /api/facts?q=&kind=&shape=&module= : the catalogue, by module and name; not paged, for the editor completes from it. */
export interface FactRow {
  name: string;
  kind: FactKind;
  shape: 'number' | 'events' | 'pieces' | 'text';
  unit: Bilingual;
  title: Bilingual;
  meaning: Bilingual;
  /** 局限: what the figure cannot show. */
  cannotShow: Bilingual;
  per: 'person' | 'unit';
  /** Which day puts a record into the period. */
  dated: Bilingual;
  /** Folder of the module that keeps the records; `scheme` for a fact a scheme declares. */
  module: string;
  moduleTitle: Bilingual;
  evidence: 'required' | 'optional' | null;
  /** Of a derived fact. */
  formula: string | null;
  /** Versions that name it, drafts included, discarded ones not. */
  usedBy: FactUse[];
}

export interface FactUse {
  id: string;
  schemeId: string;
  version: string;
  title: Bilingual;
  status: string;
  /** Clauses of the tree that read it. */
  paths: string[];
}

/** GET /api/facts/:name : the same row, and what the scheme says where it declares it. */
export type FactView = FactRow;
