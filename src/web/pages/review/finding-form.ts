import type { ClauseView, FindingView, RecordFinding } from '../../../quality-review/dto/review.dto.js';
import type { Picked } from '../../components/document-reader.vue';
import { totalShares, asShare } from '../../components/share-editor-total.js';
import { outOfRange } from './desk-arithmetic.js';

/** A finding on its way; everything here survives a lost session as a draft. */
export interface FindingForm {
  /** Set when a recorded finding is being changed. */
  findingId: string | null;
  version: number | null;
  documentId: string | null;
  quote: string;
  quotePrefix: string;
  quoteSuffix: string;
  quoteStart: number | null;
  place: string;
  clauseId: string | null;
  points: string;
  shares: { personId: string; post: string; share: string }[];
  comment: string;
  notAttributable: string;
  notDuplicate: boolean;
  /** `null` until a clause is chosen; absent in drafts from before facts were asked. */
  responsibility?: RecordFinding['responsibility'] | null;
}

export function blankForm(documentId: string | null): FindingForm {
  return {
    findingId: null, version: null, documentId, quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, place: '',
    clauseId: null, points: '', shares: [], comment: '', notAttributable: '', notDuplicate: false,
  };
}

export function formAt(picked: Picked, documentId: string, place: string): FindingForm {
  const { quote, prefix, suffix, start } = picked;
  return { ...blankForm(documentId), quote, quotePrefix: prefix, quoteSuffix: suffix, quoteStart: start, place };
}

export function formOf(finding: FindingView): FindingForm {
  return {
    findingId: finding.id, version: finding.version, documentId: finding.documentId,
    quote: finding.quote, quotePrefix: finding.quotePrefix, quoteSuffix: finding.quoteSuffix, quoteStart: finding.quoteStart,
    place: finding.place, clauseId: finding.clause.id, points: finding.points,
    shares: finding.shares.map(({ personId, post, share }) => ({ personId, post, share: share.replace(/\.00$/, '') })),
    comment: finding.comment, notAttributable: finding.notAttributable ?? '', notDuplicate: false,
    responsibility: finding.responsibility && { situation: finding.responsibility.situation, ...finding.responsibility.circumstances, ...(finding.responsibility.departure ? { departure: finding.responsibility.departure } : {}) },
  };
}

export interface FormFault {
  /** Id of the field the link leads to. */
  field: 'finding-clause' | 'finding-points' | 'finding-place' | 'finding-shares' | 'finding-comment' | 'finding-departure' | 'finding-situation';
  key: string;
  values: Record<string, string>;
}

/** Everything that stands in the way, at once. */
export function faultsOf(form: FindingForm, clause: ClauseView | null): FormFault[] {
  const faults: FormFault[] = [];
  if (!clause) faults.push({ field: 'finding-clause', key: 'fault.clause', values: {} });
  else if (outOfRange(form.points, clause.pointsMin, clause.pointsMax))
    faults.push({ field: 'finding-points', key: 'fault.points', values: { min: clause.pointsMin, max: clause.pointsMax, points: form.points || '–' } });
  if (!form.place.trim()) faults.push({ field: 'finding-place', key: 'fault.place', values: {} });
  const { total, lacking, unreadable } = totalShares(form.shares);
  if (unreadable) faults.push({ field: 'finding-shares', key: 'fault.shareFigure', values: {} });
  else if (lacking !== 0 && !(form.shares.length === 0 && form.notAttributable.trim()))
    faults.push({ field: 'finding-shares', key: lacking > 0 ? 'fault.sharesLacking' : 'fault.sharesOver', values: { total: asShare(total), lacking: asShare(Math.abs(lacking)) } });
  if (!form.comment.trim()) faults.push({ field: 'finding-comment', key: 'fault.comment', values: {} });
  return faults;
}

/** The field a server's fault belongs to, so that its sentence can be a link too. */
export function fieldOf(path: string): FormFault['field'] {
  if (path.startsWith('shares') || path === 'notAttributable') return 'finding-shares';
  if (path === 'responsibility.departure') return 'finding-departure';
  if (path.startsWith('responsibility')) return 'finding-situation';
  if (path === 'points') return 'finding-points';
  if (path === 'comment') return 'finding-comment';
  return path === 'place' || path.startsWith('quote') ? 'finding-place' : 'finding-clause';
}

export function bodyOf(form: FindingForm): RecordFinding {
  return {
    clauseId: form.clauseId ?? '',
    points: form.points,
    place: form.place.trim(),
    comment: form.comment.trim(),
    shares: form.shares.map(({ personId, post, share }) => ({ personId, post, share: share.trim() })),
    ...(form.documentId && form.quote ? { documentId: form.documentId } : {}),
    ...(form.quote ? { quote: form.quote, quotePrefix: form.quotePrefix, quoteSuffix: form.quoteSuffix } : {}),
    ...(form.quote && form.quoteStart !== null ? { quoteStart: form.quoteStart } : {}),
    ...(form.shares.length === 0 && form.notAttributable.trim() ? { notAttributable: form.notAttributable.trim() } : {}),
    ...(form.responsibility ? { responsibility: form.responsibility } : {}),
    ...(form.version !== null ? { version: form.version } : {}),
    ...(form.notDuplicate ? { notDuplicate: true } : {}),
  };
}

/** A finding already there for the same clause, at the same place or over the same words. */
export function duplicateOf(form: FindingForm, findings: readonly FindingView[]): FindingView | null {
  if (!form.clauseId) return null;
  const from = form.quoteStart ?? -1;
  const to = from + form.quote.length;
  return (
    findings.find((finding) => {
      if (finding.id === form.findingId || finding.clause.id !== form.clauseId || finding.status === 'superseded') return false;
      if (finding.place === form.place.trim()) return true;
      const other = finding.quoteStart;
      return finding.documentId === form.documentId && other !== null && from >= 0 && other < to && from < other + finding.quote.length;
    }) ?? null
  );
}
