import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { ImportView } from '../../../cases/dto/case-import.dto.js';
import { api, type ApiError } from '../../api.js';

const RUNNING = ['checking', 'importing'];
const EVERY = 700;

/** One import from its file to its end; asks the server how far it has come while something runs. */
export function useImport() {
  const view = shallowRef<ImportView | null>(null);
  const failure = shallowRef<ApiError | null>(null);
  const busy = ref(false);
  let timer = 0;
  const running = computed(() => view.value !== null && RUNNING.includes(view.value.status));

  function follow(): void {
    window.clearTimeout(timer);
    if (running.value) timer = window.setTimeout(() => void look(), EVERY);
  }
  async function look(): Promise<void> {
    const id = view.value?.id;
    if (!id) return;
    try {
      const answer = await api.get<ImportView>(`/case-imports/${id}`);
      if (view.value?.id === id) view.value = answer;
      failure.value = null;
    } catch (error) {
      failure.value = error as ApiError;
    }
    follow();
  }
  async function act(ask: () => Promise<ImportView>): Promise<void> {
    busy.value = true;
    failure.value = null;
    try {
      view.value = await ask();
      follow();
    } catch (error) {
      failure.value = error as ApiError;
    } finally {
      busy.value = false;
    }
  }
  const upload = (file: File, mapping: string, pseudonymise: boolean, createPeople: boolean, countsByCorrection: boolean): Promise<void> => {
    const form = new FormData();
    form.append('mapping', mapping);
    form.append('pseudonymise', String(pseudonymise));
    form.append('createPeople', String(createPeople));
    form.append('countsByCorrection', String(countsByCorrection));
    form.append('file', file);
    return act(() => api.post<ImportView>('/case-imports', form));
  };
  const open = (id: string): Promise<void> => act(() => api.get<ImportView>(`/case-imports/${id}`));
  const commit = (allOrNothing: boolean): Promise<void> => act(() => api.post<ImportView>(`/case-imports/${view.value!.id}/commit`, { allOrNothing }));
  const cancel = (): Promise<void> => act(() => api.post<ImportView>(`/case-imports/${view.value!.id}/cancel`));
  function reset(): void {
    window.clearTimeout(timer);
    view.value = failure.value = null;
  }
  onScopeDispose(() => window.clearTimeout(timer));
  return { view, failure, busy, running, upload, open, commit, cancel, reset };
}
