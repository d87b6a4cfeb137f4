import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { SessionView } from '../platform/identity/dto/session.dto.js';
import { ApiError, api, onSessionEnd } from './api.js';

/** Who is signed in. Permissions decide which menus show; the server decides which rows. */
export const useSession = defineStore('session', () => {
  const view = ref<SessionView | null>(null);
  const asked = ref(false);
  const ended = ref(false);
  let waiting: (() => void)[] = [];

  async function load(): Promise<void> {
    try {
      view.value = await api.peek<SessionView>('/session');
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      view.value = null;
    }
    asked.value = true;
  }

  async function signIn(username: string, password: string): Promise<void> {
    view.value = await api.post<SessionView>('/session', { username, password }, { withoutSignIn: true });
    asked.value = true;
    if (view.value.mustChangePassword) return;
    resume();
  }

  async function changePassword(current: string, next: string): Promise<void> {
    view.value = await api.post<SessionView>('/session/password', { current, next }, { withoutSignIn: true });
    resume();
  }

  /** Sends what waited while the dialog was open. */
  function resume(): void {
    ended.value = false;
    const calls = waiting;
    waiting = [];
    calls.forEach((call) => call());
  }

  async function signOut(): Promise<void> {
    await api.remove('/session');
    view.value = null;
    Object.keys(sessionStorage).forEach((key) => sessionStorage.removeItem(key));
  }

  onSessionEnd(
    () =>
      new Promise((resolve) => {
        ended.value = true;
        waiting.push(resolve);
      }),
    () => {
      if (view.value) view.value = { ...view.value, mustChangePassword: true };
    },
  );

  const can = (permission: string): boolean => view.value !== null && permission in view.value.permissions;
  const hasRole = (...roles: string[]): boolean => view.value?.roles.some((held) => roles.includes(held.role)) ?? false;
  const example = computed(() => view.value?.court.example ?? false);

  return { view, asked, ended, load, signIn, changePassword, signOut, can, hasRole, example };
});
