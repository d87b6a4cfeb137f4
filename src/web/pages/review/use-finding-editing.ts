import { nextTick, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue';
import type { ClauseView, DeskView, FindingView } from '../../../quality-review/dto/review.dto.js';
import type { ApiError } from '../../api.js';
import { recentClauses, rememberClause } from '../../components/clause-picker-search.js';
import type { Picked } from '../../components/document-reader.vue';
import { blankForm, formAt, formOf, type FindingForm } from './finding-form.js';
import type { useDraft } from './use-draft.js';

interface Editor {
  focusClause(): void;
  chooseClause(id: string): void;
}

interface Around {
  desk: Ref<DeskView | null>;
  clauses: Ref<ClauseView[]>;
  editor: Ref<Editor | null>;
  draft: ReturnType<typeof useDraft>;
  record(form: FindingForm): Promise<FindingView>;
  takeAway(id: string): Promise<void>;
  /** Where the words just recorded are, so that reading goes on there. */
  recorded(id: string): void;
  dropped(): void;
  placeAt(title: string, sentence: number): string;
}

/** The finding being written: begun on words, kept as a draft, added, or dropped with ten seconds to take it back. */
export function useFindingEditing({ desk, clauses, editor, draft, record, takeAway, recorded, dropped: afterDrop, placeAt }: Around) {
  const form = ref<FindingForm | null>(null);
  const dropped = shallowRef<FindingForm | null>(null);
  const left = shallowRef<{ form: FindingForm; at: string } | null>(null);
  const failure = shallowRef<ApiError | null>(null);
  const busy = ref(false);
  const recent = ref(recentClauses());
  const lastShape = shallowRef<FindingForm | null>(null);
  let undo = 0;

  async function open(reviewId: string, readOnly: boolean): Promise<void> {
    form.value = left.value = dropped.value = null;
    failure.value = null;
    const kept = readOnly ? null : await draft.open(`review:${reviewId}`);
    if (kept) left.value = readLeft(kept);
  }

  function change(next: FindingForm): void {
    form.value = next;
    failure.value = null;
    draft.write(JSON.stringify(next));
  }

  /** Opens the form on the words selected; `place` picks one of the nine recent clauses. */
  function startOn(picked: Picked, document: DeskView['documents'][number], place: number | null): void {
    if (form.value?.quote && form.value.quoteStart !== picked.start) dropped.value = form.value;
    change(formAt(picked, document.id, placeAt(document.title, picked.sentence)));
    afterStart(place);
  }
  function startBlank(place = ''): void {
    change({ ...blankForm(null), place });
    afterStart(null);
  }
  function afterStart(place: number | null): void {
    left.value = null;
    void nextTick(() => {
      const id = place === null ? null : recent.value[place - 1];
      if (id && clauses.value.some((clause) => clause.id === id)) editor.value?.chooseClause(id);
      else editor.value?.focusClause();
    });
  }
  /** 同样差错，换一处: clause, points, people and comment of the last finding, on other words. */
  function again(picked: Picked, document: DeskView['documents'][number], like: FindingView | null): void {
    const shape = like ? formOf(like) : lastShape.value;
    if (!shape) return;
    startOn(picked, document, null);
    const { clauseId, points, shares, comment, responsibility } = shape;
    if (form.value) change({ ...form.value, clauseId, points, shares, comment, ...(responsibility ? { responsibility } : {}) });
  }

  function drop(): void {
    if (!form.value) return;
    dropped.value = form.value;
    form.value = null;
    failure.value = null;
    window.clearTimeout(undo);
    undo = window.setTimeout(() => {
      dropped.value = null;
      if (!form.value) void draft.discard();
    }, 10000);
    afterDrop();
  }
  function takeBack(): void {
    if (!dropped.value) return;
    window.clearTimeout(undo);
    change(dropped.value);
    dropped.value = null;
  }
  /** Taken away at once; what it said can be taken back for ten seconds. */
  async function remove(finding: FindingView): Promise<void> {
    await takeAway(finding.id);
    change({ ...formOf(finding), findingId: null, version: null });
    drop();
  }

  async function add(): Promise<boolean> {
    if (!form.value || busy.value || !desk.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      const adding = form.value;
      const saved = await record(adding);
      if (adding.clauseId) recent.value = rememberClause(adding.clauseId);
      lastShape.value = adding;
      form.value = null;
      await draft.discard();
      recorded(saved.id);
      return true;
    } catch (error) {
      failure.value = error as ApiError;
      return false;
    } finally {
      busy.value = false;
    }
  }

  onBeforeUnmount(() => window.clearTimeout(undo));
  return { form, dropped, left, failure, busy, recent, open, change, startOn, startBlank, again, drop, takeBack, remove, add };
}

function readLeft(kept: { body: string; at: string }): { form: FindingForm; at: string } | null {
  try {
    return { form: { ...blankForm(null), ...(JSON.parse(kept.body) as Partial<FindingForm>) }, at: kept.at };
  } catch {
    return null;
  }
}
