import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { ApiError } from './api.js';

export interface Loaded<T> {
  value: Ref<T | null>;
  error: Ref<ApiError | null>;
  /** True only after 300 ms: quick answers never flash. */
  slow: Ref<boolean>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
}

/** One question to the server; a later question makes an earlier answer void. */
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null) as Ref<T | null>;
  const error = shallowRef<ApiError | null>(null);
  const slow = ref(false);
  const busy = ref(false);
  let turn = 0;
  async function load(): Promise<void> {
    const mine = ++turn;
    error.value = null;
    busy.value = true;
    const timer = window.setTimeout(() => {
      if (mine === turn && busy.value) slow.value = true;
    }, 300);
    try {
      const answer = await ask();
      if (mine === turn) value.value = answer;
    } catch (refused) {
      if (mine === turn) {
        value.value = null;
        error.value = refused instanceof ApiError ? refused : new ApiError(0, 'page.failed', String(refused), [], '');
      }
    } finally {
      window.clearTimeout(timer);
      if (mine === turn) {
        busy.value = false;
        slow.value = false;
      }
    }
  }
  onScopeDispose(() => (turn += 1));
  return { value, error, slow, busy, load };
}
