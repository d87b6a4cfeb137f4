import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { SchemeCheck } from '../../../evaluation/dto/scheme.dto.js';
import { ApiError, api } from '../../api.js';
import { placeOf, readScheme } from './scheme-document.js';
import type { Mark } from './yaml-editor-words.js';

export interface FaultAtLine extends Mark {
  path: string;
  line: number;
}

const QUIET = 400;

/**
 * Every fault of the text as it is typed: what is no YAML at all at once, the rest from the server after a pause.
 * A lost connection is said and mended by itself.
 */
export function useSchemeCheck(text: Ref<string>, language: () => string, broken: (message: string) => string) {
  const answer = shallowRef<{ text: string; check: SchemeCheck } | null>(null);
  const lost = ref(false);
  const checking = ref(false);
  let timer = 0;
  let turn = 0;
  const read = computed(() => readScheme(text.value));

  async function ask(): Promise<void> {
    const mine = ++turn;
    const asked = text.value;
    if (!asked.trim()) return;
    checking.value = true;
    try {
      const check = await api.post<SchemeCheck>('/schemes/validate', { document: asked });
      if (mine === turn) {
        answer.value = { text: asked, check };
        lost.value = false;
      }
    } catch (refused) {
      if (mine === turn && refused instanceof ApiError) lost.value = true;
    } finally {
      if (mine === turn) checking.value = false;
    }
  }
  watch(text, () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), QUIET);
  });
  const back = (): void => void ask();
  window.addEventListener('online', back);
  onScopeDispose(() => {
    turn += 1;
    window.clearTimeout(timer);
    window.removeEventListener('online', back);
  });

  const faults = computed<FaultAtLine[]>(() => {
    if (read.value.broken.length) return read.value.broken.map((one) => ({ path: '', from: one.at, to: one.at + 1, line: one.line, message: broken(one.message) }));
    return (answer.value?.check.faults ?? []).map((fault) => ({ path: fault.path, message: language() === 'en' ? fault.en : fault.zh, ...placeOf(read.value, fault.path) })).sort((a, b) => a.from - b.from);
  });
  const parameters = computed(() => (answer.value?.check.parameters ?? []).filter(({ value }) => value === null));
  /** Whether what is said below is about the text as it stands. */
  const current = computed(() => answer.value?.text === text.value);
  return { read, faults, parameters, checking, lost, current, ask };
}
