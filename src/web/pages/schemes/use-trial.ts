import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { TrialView } from '../../../evaluation/dto/trial.dto.js';
import { ApiError, api } from '../../api.js';

const EVERY = 500;

/** One trial from its start to its result; asks the server how far it has come, and goes on after a lost connection. */
export function useTrial(scheme: () => string) {
  const view = shallowRef<TrialView | null>(null);
  const failure = shallowRef<ApiError | null>(null);
  const busy = ref(false);
  let timer = 0;
  const running = computed(() => view.value?.status === 'queued' || view.value?.status === 'running');
  const url = (id: string): string => `/schemes/${scheme()}/trials/${id}`;

  function follow(): void {
    window.clearTimeout(timer);
    if (running.value) timer = window.setTimeout(() => void look(), EVERY);
  }
  async function look(): Promise<void> {
    const id = view.value?.id;
    if (!id) return;
    try {
      const answer = await api.get<TrialView>(url(id));
      if (view.value?.id !== id) return;
      view.value = answer;
      failure.value = null;
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      failure.value = refused;
    }
    follow();
  }
  async function act(ask: () => Promise<TrialView>): Promise<TrialView | null> {
    window.clearTimeout(timer);
    busy.value = true;
    failure.value = null;
    try {
      view.value = await ask();
      follow();
      return view.value;
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      failure.value = refused;
      return null;
    } finally {
      busy.value = false;
    }
  }
  const start = (period: string, group: string): Promise<TrialView | null> => act(() => api.post<TrialView>(`/schemes/${scheme()}/trials`, { period: period || undefined, group: group || undefined }));
  const open = (id: string): Promise<TrialView | null> => act(() => api.get<TrialView>(url(id)));
  const cancel = (): Promise<TrialView | null> => act(() => api.post<TrialView>(`${url(view.value!.id)}/cancel`));
  onScopeDispose(() => window.clearTimeout(timer));
  return { view, failure, busy, running, start, open, cancel };
}
