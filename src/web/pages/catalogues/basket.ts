import { computed, ref, watch, type Ref } from 'vue';
import type { CatalogueColumnView } from '../../../court/catalogues/dto/catalogue.dto.js';
import { useWording } from '../../format.js';
import { listed } from '../../punctuation.js';

export interface BasketChange {
  act: 'add' | 'change' | 'end';
  code: string;
  content: Record<string, string> | null;
  before: Record<string, string> | null;
}

/** Changes of one catalogue before they are put forward; kept on this computer until then. */
export function useBasket(user: string, book: Ref<string>) {
  const key = computed(() => `catalogue:${user}:${book.value}`);
  const changes = ref<BasketChange[]>([]);
  watch(key, (now) => (changes.value = JSON.parse(localStorage.getItem(now) ?? '[]') as BasketChange[]), { immediate: true });
  const keep = (next: BasketChange[]): void => {
    changes.value = next;
    if (next.length) localStorage.setItem(key.value, JSON.stringify(next));
    else localStorage.removeItem(key.value);
  };
  /** A later change of a code takes the place of an earlier one. */
  const put = (...more: BasketChange[]): void => keep([...changes.value.filter(({ code }) => !more.some((one) => one.code === code)), ...more]);
  const remove = (code: string): void => keep(changes.value.filter((one) => one.code !== code));
  return { changes, put, remove, clear: () => keep([]) };
}

/** Values as people read them. */
export function useCatalogueValues(yes: string, no: string) {
  const { say } = useWording();
  return (column: CatalogueColumnView | undefined, value: string): string => {
    if (!column || value === '') return value;
    if (column.kind === 'flag') return value === 'true' ? yes : no;
    if (column.kind !== 'choice' && column.kind !== 'choices') return value;
    return listed(value.split(',').map((code) => say(column.allowed.find((one) => one.code === code)) || code));
  };
}
