import { onBeforeUnmount, ref } from 'vue';
import { api } from '../../api.js';

export type DraftState = { kind: 'clean' } | { kind: 'dirty' } | { kind: 'saved'; at: string } | { kind: 'here' };

interface KeptDraft {
  body: string;
  version: number;
  updatedAt: string;
}

const QUIET = 2000;
const ROUND = 10000;

/**
 * Half-typed words, kept on the server 2 s after typing stops and every 10 s; the last unsent words also on this computer,
 * under the person's own id, so that a pulled cable or a closed window costs nothing.
 */
export function useDraft(owner: () => string) {
  const state = ref<DraftState>({ kind: 'clean' });
  let key = '';
  let body: string | null = null;
  let sent: string | null = null;
  let version = 0;
  let quiet = 0;
  let busy: Promise<void> | null = null;

  const place = (): string => `draft:${owner()}:${key}`;
  const url = (): string => `/drafts/${encodeURIComponent(key)}`;

  async function send(): Promise<void> {
    window.clearTimeout(quiet);
    if (busy) await busy;
    if (body === null || body === sent) return;
    const sending = body;
    const round = (async () => {
      try {
        const { updatedAt } = await api.put<{ updatedAt: string }>(url(), { body: sending, version: ++version });
        sent = sending;
        if (body === sending) localStorage.removeItem(place());
        state.value = { kind: 'saved', at: updatedAt };
      } catch {
        state.value = { kind: 'here' };
      }
    })();
    busy = round;
    await round;
    busy = null;
  }

  /** Opens the draft of one record; answers with what was left there, if anything. */
  async function open(name: string): Promise<{ body: string; at: string } | null> {
    key = name;
    body = sent = null;
    state.value = { kind: 'clean' };
    const here = localStorage.getItem(place());
    try {
      const { draft } = await api.get<{ draft: KeptDraft | null }>(url());
      version = draft?.version ?? 0;
      if (here) return { body: here, at: new Date().toISOString() };
      return draft && { body: draft.body, at: draft.updatedAt };
    } catch {
      return here ? { body: here, at: new Date().toISOString() } : null;
    }
  }

  function write(words: string): void {
    if (words === body) return;
    body = words;
    localStorage.setItem(place(), words);
    if (state.value.kind !== 'here') state.value = { kind: 'dirty' };
    window.clearTimeout(quiet);
    quiet = window.setTimeout(() => void send(), QUIET);
  }

  async function discard(): Promise<void> {
    window.clearTimeout(quiet);
    if (busy) await busy;
    body = sent = null;
    localStorage.removeItem(place());
    state.value = { kind: 'clean' };
    await api.remove(url()).catch(() => undefined);
  }

  const rounds = window.setInterval(() => void send(), ROUND);
  const back = (): void => void send();
  window.addEventListener('online', back);
  onBeforeUnmount(() => {
    window.clearInterval(rounds);
    window.removeEventListener('online', back);
    void send();
  });
  return { state, open, write, save: send, discard };
}
