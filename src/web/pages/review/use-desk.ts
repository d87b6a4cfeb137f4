import { computed, ref, shallowRef } from 'vue';
import type { ClauseView, DeskView, FindingView, ReviewRow } from '../../../quality-review/dto/review.dto.js';
import type { SaveScores, ScoresView, SubmittedBatch } from '../../../quality-review/forms/dto/forms.dto.js';
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
  const done = computed(() => cases.value.filter(({ finished }) => finished).length);
  const toDo = computed(() => cases.value.filter(({ finished, recused }) => !finished && !recused));
  /** Finished on the desk and not yet submitted. */
  const ready = computed(() => cases.value.filter(({ finished, status }) => finished && status !== 'submitted'));

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

  /** One part looked at: the forms come back worked out; the rest of the case stays as it is. */
  async function score(body: SaveScores): Promise<void> {
    const { id } = desk.value!.review;
    const scores = await api.put<ScoresView>(`/reviews/${id}/scores`, body);
    if (desk.value?.review.id !== id) return;
    desk.value = { ...desk.value, scores };
    reviews.value = reviews.value.map((row) => (row.id === id ? { ...row, finished: false, caseScore: null } : row));
  }

  /** Where the reader is, and doubts; a bookmark may be lost without harm, so that no refusal of it is shown. */
  async function keepPlace(id: string, place: { documentId?: string; sentence?: number; doubtful?: boolean }): Promise<void> {
    await api.put(`/reviews/${id}/place`, place);
    if (place.doubtful === undefined) return;
    const { doubtful } = place;
    reviews.value = reviews.value.map((row) => (row.id === id ? { ...row, doubtful } : row));
    if (desk.value?.review.id === id) desk.value = { ...desk.value, review: { ...desk.value.review, doubtful } };
  }

  async function finish(noDefect: boolean): Promise<void> {
    const { id, version } = desk.value!.review;
    await api.post(`/reviews/${id}/finish`, noDefect ? { version, noDefect } : { version });
    await list();
  }

  async function submitBatch(): Promise<SubmittedBatch> {
    const answer = await api.post<SubmittedBatch>(`/review-batches/${batch.value}/submit`, { count: ready.value.length });
    await list();
    if (desk.value) await open(desk.value.review.id);
    return answer;
  }

  return { reviews, desk, clauses, loading, listed, failure, batch, batches, cases, done, toDo, ready, list, open, record, remove, score, keepPlace, finish, submitBatch };
}
