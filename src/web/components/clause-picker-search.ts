import type { ClauseView } from '../../quality-review/dto/review.dto.js';

/**
 * Finds clauses by code, words (either language) or pinyin initials; a code that begins with what was typed stands first.
 * @example searchClauses(clauses, 'yyfl') → 引用法律…
 */
export function searchClauses(clauses: readonly ClauseView[], typed: string): ClauseView[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [...clauses];
  const bare = wanted.replace(/[-\s]/g, '');
  const ranked = clauses.flatMap((clause) => {
    const rank = rankOf(clause, wanted, bare);
    return rank === null ? [] : [{ clause, rank }];
  });
  return ranked.sort((left, right) => left.rank - right.rank || left.clause.code.localeCompare(right.clause.code)).map(({ clause }) => clause);
}

function rankOf(clause: ClauseView, wanted: string, bare: string): number | null {
  const code = clause.code.toLowerCase().replace(/[-\s]/g, '');
  if (code === bare) return 0;
  if (bare && code.startsWith(bare)) return 1;
  const pinyin = clause.pinyin.toLowerCase();
  if (bare && pinyin.startsWith(bare)) return 2;
  if (clause.label.includes(wanted)) return 3;
  if (bare && pinyin.includes(bare)) return 4;
  if (clause.labelEn.toLowerCase().includes(wanted)) return 5;
  return null;
}

const RECENT = 'recent-clauses';

/** Ids of the nine clauses used last on this computer, newest first. */
export function recentClauses(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string').slice(0, 9) : [];
  } catch {
    return [];
  }
}

export function rememberClause(id: string): string[] {
  const kept = [id, ...recentClauses().filter((other) => other !== id)].slice(0, 9);
  localStorage.setItem(RECENT, JSON.stringify(kept));
  return kept;
}
