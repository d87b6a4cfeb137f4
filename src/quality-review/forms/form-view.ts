import type { FormContent } from '../../rules/review-forms.js';
import type { Entered, FormSheet } from '../../rules/review-scores.js';
import type { FormView } from './dto/forms.dto.js';
import type { ReviewForm, ReviewFormScore } from './form.entities.js';

/** A form with what was entered on it and what that comes to. */
export interface FormOfReview {
  row: ReviewForm;
  kept: ReviewFormScore | null;
  content: FormContent;
  entered: Entered;
  sheet: FormSheet;
}

/** As the pages show it: every item with what was entered, every part with its steps. */
export function formView({ row, kept, content, entered, sheet }: FormOfReview): FormView {
  return {
    form: content.form,
    code: content.code,
    label: content.label,
    labelEn: content.labelEn,
    full: content.full,
    score: sheet.score,
    words: sheet.words,
    onlyFindings: content.onlyFindings,
    notApplicable: kept?.notApplicable ?? null,
    source: row.source,
    example: row.example,
    version: kept?.version ?? 0,
    parts: content.parts.map((part, at) => {
      const items = part.items.map(({ clauses: _, ...item }) => ({ ...item, entered: entered[part.code]?.[item.code] ?? null }));
      const { score, steps } = sheet.parts[at]!;
      return {
        code: part.code, label: part.label, labelEn: part.labelEn, full: part.full, scale: part.scale, score, items,
        complete: items.every((item) => item.entered !== null),
        steps: steps.map(({ zh, en, points: by, findingId }) => ({ zh, en, points: by, findingId })),
      };
    }),
  };
}
