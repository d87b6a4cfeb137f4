import { computed, ref, shallowRef } from 'vue';
import type { ClauseView, DeskView, FindingView, ReviewRow } from '../../../quality-review/dto/review.dto.js';
import type { Page } from '../../../platform/http/list.dto.js';
import { api, type ApiError } from '../../api.js';
import { bodyOf, type FindingForm } from './finding-form.js';

/** The reviewer's batch, the case open on the desk, and what the server says about them. */
export function useDesk() {
  const reviews = shallowRef<ReviewRow[]>([]);
  const desk = shallowRef<DeskView | null>(null);
  const clauses = shallowRef<ClauseView[]>([]);
  const loading = ref(false);
  const listed = ref(false);
  const failure = shallowRef<ApiError | null>(null);
  const batch = ref('');
  let natures = '';

  const batches = computed(() => [...new Set(reviews.value.map((review) => review.batch))].sort().reverse());
  const cases = computed(() => reviews.value.filter((review) => review.batch === batch.value));
  const done = computed(() => cases.value.filter(({ status }) => status === 'submitted').length);
  const toDo = computed(() => cases.value.filter(({ status, recused }) => status !== 'submitted' && !recused));

  async function list(): Promise<void> {
    failure.value = null;
    try {
      const all: ReviewRow[] = [];
      for (let page = 1; ; page++) {
        const answer = await api.get<Page<ReviewRow>>(`/reviews?mine=true&pageSize=100&page=${page}`);
        all.push(...answer.items);
        if (all.length >= answer.total || answer.items.length === 0) break;
      }
      reviews.value = all;
      if (!batches.value.includes(batch.value)) batch.value = all.find(({ status }) => status !== 'submitted')?.batch ?? batches.value[0] ?? '';
    } catch (error) {
      failure.value = error as ApiError;
    } finally {
      listed.value = true;
    }
  }

  async function open(id: string): Promise<void> {
    loading.value = true;
    failure.value = null;
    try {
      const answer = await api.get<DeskView>(`/reviews/${id}`);
      if (natures !== answer.review.nature) {
        clauses.value = await api.get<ClauseView[]>(`/clauses?nature=${answer.review.nature}`);
        natures = answer.review.nature;
      }
      desk.value = answer;
      batch.value = answer.review.batch;
      reviews.value = reviews.value.map((row) => (row.id === answer.review.id ? { ...row, ...answer.review } : row));
    } catch (error) {
      desk.value = null;
      failure.value = error as ApiError;
    } finally {
      loading.value = false;
    }
  }

  /** Saves a finding and reads the case again, so that every figure on the page is the server's. */
  async function record(form: FindingForm): Promise<FindingView> {
    const review = desk.value!.review.id;
    const saved = form.findingId
      ? await api.put<FindingView>(`/findings/${form.findingId}`, bodyOf(form))
      : await api.post<FindingView>(`/reviews/${review}/findings`, bodyOf(form));
    await open(review);
    return saved;
  }

  async function remove(findingId: string): Promise<void> {
    await api.remove(`/findings/${findingId}`);
    await open(desk.value!.review.id);
  }

  async function submit(noDefect: boolean): Promise<void> {
    const { id, version } = desk.value!.review;
    await api.post(`/reviews/${id}/submit`, noDefect ? { version, noDefect } : { version });
    await list();
  }

  return { reviews, desk, clauses, loading, listed, failure, batch, batches, cases, done, toDo, list, open, record, remove, submit };
}
