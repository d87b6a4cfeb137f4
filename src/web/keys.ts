import { onBeforeUnmount, onMounted } from 'vue';

/** Letter keys are off while somebody types, also inside an input method. */
export function typing(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return true;
  const target = event.target as HTMLElement | null;
  return !!target && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Keys of one page while it is shown; a handler answers true when it took the key. */
export function useKeys(handlers: Record<string, (event: KeyboardEvent) => void>): void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || typing(event) || document.querySelector('dialog[open]')) return;
    const handler = handlers[event.key] ?? handlers[event.key.toLowerCase()];
    if (!handler) return;
    event.preventDefault();
    handler(event);
  };
  onMounted(() => document.addEventListener('keydown', listen));
  onBeforeUnmount(() => document.removeEventListener('keydown', listen));
}

/** J and K walk through the rows marked `data-row`; Enter is the row's own. */
export function useRowKeys(root: () => HTMLElement | null): void {
  const move = (by: number): void => {
    const rows = Array.from(root()?.querySelectorAll<HTMLElement>('[data-row]') ?? []);
    const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
}
