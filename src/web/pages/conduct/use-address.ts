import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Filters, and the record that is open, live in the address: reload, copy and back keep them. */
export function useAddress(): { one: (key: string) => string; set: (change: Record<string, string>) => void; opened: ComputedRef<string>; open: (id: string) => void; valueOf: (event: Event) => string } {
  const route = useRoute();
  const router = useRouter();
  const one = (key: string): string => (typeof route.query[key] === 'string' ? (route.query[key] as string) : '');
  const replace = (change: Record<string, string>, more: Record<string, undefined> = {}): void => void router.replace({ query: { ...route.query, ...Object.fromEntries(Object.entries(change).map(([key, text]) => [key, text || undefined])), ...more } });
  return {
    one,
    set: (change) => replace(change, { page: undefined }),
    opened: computed(() => one('open')),
    open: (id) => replace({ open: id }),
    valueOf: (event) => (event.target as HTMLInputElement | HTMLSelectElement).value,
  };
}
