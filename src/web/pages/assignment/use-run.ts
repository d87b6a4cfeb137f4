import { computed, ref, shallowRef, watch } from 'vue';
import type { AssignmentRule, RunView } from '../../../case-assignment/dto/run.dto.js';
import { ApiError, api, download } from '../../api.js';
import { useLoaded } from '../../loading.js';

/** One run: read it, try it, commit it, withdraw it. After a refusal the run is read again, so that the page shows what is true now. */
export function useRun(id: () => string) {
  const run = useLoaded<RunView>(() => api.get<RunView>(`/assignment/runs/${id()}`));
  const busy = ref<'preview' | null>(null);
  const failure = shallowRef<ApiError | null>(null);
  watch(id, () => void run.load(), { immediate: true });
  const path = computed(() => `/assignment/runs/${id()}`);

  async function preview(rule?: AssignmentRule, ruleReason?: string): Promise<void> {
    busy.value = 'preview';
    failure.value = null;
    try {
      run.value.value = await api.post<RunView>(`${path.value}/preview`, { ...(rule ? { rule } : {}), ...(ruleReason ? { ruleReason } : {}) });
    } finally {
      busy.value = null;
    }
  }
  /** For a button of the page itself; in a dialog the refusal is the dialog's. */
  const previewAgain = (): Promise<void> => {
    const now = run.value.value;
    // A rule other than the court's needs its reason said again.
    return preview(now?.settingRule || now?.status !== 'previewed' ? undefined : now.rule).catch((refused: ApiError) => void (failure.value = refused));
  };
  async function change(what: 'commit' | 'withdraw', body: object): Promise<void> {
    try {
      run.value.value = await api.post<RunView>(`${path.value}/${what}`, body);
    } catch (refused) {
      const now = await api.get<RunView>(path.value).catch(() => null);
      if (now) run.value.value = now;
      throw refused;
    }
  }
  const commit = (): Promise<void> => change('commit', { version: run.value.value?.version, inputDigest: run.value.value?.inputDigest });
  const withdraw = (reason: string): Promise<void> => change('withdraw', { reason });
  async function save(file: string, query?: Record<string, string>): Promise<void> {
    failure.value = null;
    await download(`${path.value}/${file}`, query).catch((refused: ApiError) => (failure.value = refused));
  }
  return { ...run, path, busy, failure, preview, previewAgain, commit, withdraw, save };
}
