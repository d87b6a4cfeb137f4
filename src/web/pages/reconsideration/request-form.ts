import type { PreviewView } from '../../../reconsideration/dto/reconsideration.dto.js';
import { hundredths, totalShares } from '../../components/share-editor-total.js';
import type { GROUNDS } from './words.js';

export interface AskedShareForm {
  personId: string;
  name: string;
  post: string;
  share: string;
}

/** What an applicant has typed so far; kept as a draft under the record. */
export interface RequestForm {
  ground: (typeof GROUNDS)[number];
  ask: string;
  points: string;
  shares: AskedShareForm[];
  grounds: string[];
}

export const emptyForm = (ask: string): RequestForm => ({ ground: 'fact', ask, points: '', shares: [], grounds: [''] });

/** A kept draft, if it is one; anything else is left alone. */
export function readForm(body: string): RequestForm | null {
  try {
    const kept = JSON.parse(body) as Partial<RequestForm>;
    return Array.isArray(kept.grounds) && typeof kept.ask === 'string' ? { ...emptyForm(kept.ask), ...kept } : null;
  } catch {
    return null;
  }
}

/** Between nothing and the whole, at most two places. */
export function isPart(points: string, whole: string | null): boolean {
  const [part, all] = [hundredths(points), whole === null ? null : hundredths(whole)];
  return part !== null && all !== null && part > 0 && part < all;
}

export type FormFault = { field: 'grounds' | 'points' | 'shares'; named: Record<string, string> };

export function formFaults(form: RequestForm, preview: PreviewView): FormFault[] {
  const faults: FormFault[] = [];
  if (form.ask === 'reduceTo' && !isPart(form.points, preview.originalPoints)) faults.push({ field: 'points', named: { max: preview.originalPoints ?? '–' } });
  const { lacking, total, unreadable } = totalShares(form.shares);
  if (form.ask === 'reshare' && (lacking !== 0 || unreadable)) faults.push({ field: 'shares', named: { n: String(total / 100) } });
  if (!form.grounds.some((ground) => ground.trim())) faults.push({ field: 'grounds', named: {} });
  return faults;
}

/** The body the server takes: only what belongs to the thing asked. */
export function bodyOf(form: RequestForm, period: string, record: string): object {
  return {
    period, record, ground: form.ground, ask: form.ask, grounds: form.grounds.map((ground) => ground.trim()).filter(Boolean),
    ...(form.ask === 'reduceTo' ? { points: form.points.trim() } : {}),
    ...(form.ask === 'reshare' ? { shares: form.shares.map(({ personId, post, share }) => ({ personId, post, share: share.trim() })) } : {}),
  };
}
