import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

export interface Tab {
  path: string;
  address: string;
  /** Message key, or plain text where a page named itself. */
  title: string;
  plain: boolean;
}

const MOST = 12;

/** Open pages. Each keeps its whole address, so filter, page and sort come back with it. */
export const useTabs = defineStore('tabs', () => {
  const kept = JSON.parse(sessionStorage.getItem('tabs') ?? '[]') as Tab[];
  const list = ref<Tab[]>(kept);
  watch(list, (value) => sessionStorage.setItem('tabs', JSON.stringify(value)), { deep: true });

  function visit(path: string, address: string, title: string): void {
    const open = list.value.find((tab) => tab.path === path);
    if (open) open.address = address;
    else list.value.push({ path, address, title, plain: false });
    while (list.value.length > MOST) list.value.splice(list.value[0]?.path === path ? 1 : 0, 1);
  }
  function name(path: string, title: string): void {
    const open = list.value.find((tab) => tab.path === path);
    if (open) Object.assign(open, { title, plain: true });
  }
  /** Answers the address to go to when the open page itself was closed. */
  function close(path: string): string {
    const at = list.value.findIndex((tab) => tab.path === path);
    if (at >= 0) list.value.splice(at, 1);
    return list.value[at]?.address ?? list.value[at - 1]?.address ?? '/';
  }
  return { list, visit, name, close };
});
