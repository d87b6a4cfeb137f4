import { ref, shallowRef, type Ref } from 'vue';
import { ApiError } from '../../api.js';

/** One submission at a time; a refusal stays beside what was typed. */
export function useSubmit(): { busy: Ref<boolean>; failure: Ref<ApiError | null>; submit: (work: () => Promise<void>) => Promise<void> } {
  const busy = ref(false);
  const failure = shallowRef<ApiError | null>(null);
  async function submit(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    failure.value = null;
    try {
      await work();
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      failure.value = refused;
    } finally {
      busy.value = false;
    }
  }
  return { busy, failure, submit };
}
