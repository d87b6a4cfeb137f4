import type { PeriodView } from '../evaluation/dto/score.dto.js';
import { api } from './api.js';
import { useLoaded } from './loading.js';

/** Periods newest first; the one to show when the address names none is the last whole month. */
export function usePeriods() {
  const periods = useLoaded<PeriodView[]>(() => api.get<PeriodView[]>('/periods'));
  const lastWholeMonth = (): PeriodView | undefined => {
    const today = new Date().toISOString().slice(0, 10);
    return periods.value.value?.find(({ kind, until }) => kind === 'month' && until <= today);
  };
  const settle = (asked: string | undefined): string => asked || (lastWholeMonth() ?? periods.value.value?.[0])?.key || '';
  return { ...periods, settle };
}
