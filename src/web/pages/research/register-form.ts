import type { PublicationView } from '../../../research/dto/research-lists.dto.js';
import type { RegisterPublication } from '../../../research/dto/research.dto.js';

export interface TypedAuthor {
  personId: string | null;
  name: string;
  share: string;
}

/** What has been typed so far; kept as a draft. Attachments are kept by the server already and named by digest. */
export interface RegisterForm {
  kind: string;
  level: RegisterPublication['level'];
  award: number;
  title: string;
  outlet: string;
  serialNumber: string;
  publishedOn: string;
  event: string;
  reprintOfId: string;
  ownShares: boolean;
  shareReason: string;
  authors: TypedAuthor[];
  evidence: { digest: string; name: string }[];
}

export const emptyForm = (self: TypedAuthor | null): RegisterForm => ({
  kind: 'RP-01', level: 'county', award: 1, title: '', outlet: '', serialNumber: '', publishedOn: '', event: '', reprintOfId: '', ownShares: false, shareReason: '', authors: self ? [self] : [], evidence: [],
});

export function readForm(body: string): RegisterForm | null {
  try {
    const kept = JSON.parse(body) as Partial<RegisterForm>;
    return Array.isArray(kept.authors) && typeof kept.title === 'string' ? { ...emptyForm(null), ...kept } : null;
  } catch {
    return null;
  }
}

/** What is corrected, as it was registered; its scans are attached anew. */
export function formOf(piece: PublicationView): RegisterForm {
  return {
    kind: piece.kind, level: piece.level as RegisterForm['level'], award: piece.award ?? 1, title: piece.title, outlet: piece.outlet, serialNumber: piece.serialNumber ?? '', publishedOn: piece.publishedOn, event: piece.event ?? '', reprintOfId: piece.reprintOf?.id ?? '',
    ownShares: piece.shareReason !== null, shareReason: piece.shareReason ?? '', authors: piece.authorList.map(({ personId, name, share }) => ({ personId, name, share })), evidence: [],
  };
}

export function sentForm(form: RegisterForm, prizes: boolean): Record<string, unknown> {
  const given = (text: string): string | undefined => text.trim() || undefined;
  return {
    kind: form.kind, level: form.level, award: prizes ? Number(form.award) : undefined, title: form.title, outlet: form.outlet, serialNumber: given(form.serialNumber), publishedOn: form.publishedOn, event: given(form.event), reprintOfId: given(form.reprintOfId),
    shareReason: form.ownShares ? given(form.shareReason) : undefined, evidence: form.evidence,
    authors: form.authors.map(({ personId, name, share }) => ({ ...(personId ? { personId } : { name }), ...(form.ownShares && /^\d{1,3}(\.\d{1,2})?$/.test(share.trim()) ? { share: share.trim() } : {}) })),
  };
}
