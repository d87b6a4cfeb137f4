import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { setApiLanguage } from './api.js';
import { i18n } from './i18n.js';

export type TypeSize = 'standard' | 'large' | 'largest';
export type Language = 'zh' | 'en';

/** Kept on this computer: type size, language, whether the menu is folded. */
export const usePreferences = defineStore('preferences', () => {
  const kept = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
    const value = localStorage.getItem(key) as T | null;
    return value && allowed.includes(value) ? value : otherwise;
  };
  const size = ref<TypeSize>(kept('size', ['standard', 'large', 'largest'], 'standard'));
  const language = ref<Language>(kept('language', ['zh', 'en'], 'zh'));
  const folded = ref(localStorage.getItem('menu') === 'folded');

  watch(
    size,
    (value) => {
      document.documentElement.dataset.size = value;
      localStorage.setItem('size', value);
    },
    { immediate: true },
  );
  watch(
    language,
    (value) => {
      document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en';
      i18n.global.locale.value = value;
      setApiLanguage(value);
      localStorage.setItem('language', value);
    },
    { immediate: true, flush: 'sync' },
  );
  watch(folded, (value) => localStorage.setItem('menu', value ? 'folded' : 'open'));
  return { size, language, folded };
});
