import type { PeriodView } from '../evaluation/dto/score.dto.js';
import { api } from './api.js';
import { useLoaded } from './loading.js';

/** Periods newest first; the one to show when the address names none is the newest with a figure to look at. */
export function usePeriods() {
  const periods = useLoaded<PeriodView[]>(() => api.get<PeriodView[]>('/periods'));
  const settle = (asked: string | undefined): string => asked || (periods.value.value?.[0]?.key ?? '');
  return { ...periods, settle };
}
