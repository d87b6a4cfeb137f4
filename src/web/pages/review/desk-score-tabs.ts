import type { FormPartView, FormView, ScoresView } from '../../../quality-review/forms/dto/forms.dto.js';

export interface ScoreTab {
  /** Word on the tab; the document's parts have names of their own. */
  word: { zh: string; en: string };
  form: FormView;
  parts: FormPartView[];
  score: string;
  complete: boolean;
}

/**
 * Tabs of the forms, in the order of `G 1` …: the four parts of the document one by one, then procedure and file whole, then the substance.
 * @example civil routine review → 事实叙述, 认证, 说理, 文书格式, 程序卷宗
 */
export function tabsOf({ forms }: ScoresView): ScoreTab[] {
  return forms.flatMap((form): ScoreTab[] => {
    const off = form.notApplicable !== null;
    if (form.form === 'F-DOC') return form.parts.map((part) => ({ word: { zh: part.label, en: part.labelEn }, form, parts: [part], score: off ? '–' : part.score, complete: off || part.complete }));
    const word = form.form === 'F-PRO' ? { zh: '程序卷宗', en: 'Procedure, file' } : { zh: '实体', en: 'Substance' };
    return [{ word, form, parts: form.parts, score: off ? '–' : form.score, complete: off || form.parts.every((part) => part.complete) }];
  });
}

/** The next tab with something still to look at, after `from`; `null` when all is done. */
export function nextTab(scores: ScoresView, from: number): number | null {
  const tabs = tabsOf(scores);
  for (let step = 1; step <= tabs.length; step++) {
    const at = (from - 1 + step) % tabs.length;
    if (!tabs[at]!.complete) return at + 1;
  }
  return null;
}
