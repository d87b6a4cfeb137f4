import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { CourtParameters } from '../../court/court-parameters.js';
import type { AgreementView } from './dto/review-agreement.dto.js';
import { reviewersErrors } from './reviewers.errors.js';

const NAMES = { detection: 'review.detectionMin', pairs: 'review.pairsMin', agreement: 'review.agreementMin', clauseCases: 'review.clauseCasesMin' } as const;

/** What the court asks of its reviewers and clauses, and on how many cases a figure must rest. */
@Injectable()
export class ReviewLeast {
  constructor(private readonly parameters: CourtParameters) {}

  async on(courtId: string, day: Day): Promise<AgreementView['least']> {
    const set = await this.parameters.allInForce(courtId, Object.values(NAMES), day);
    const missing = Object.values(NAMES).filter((name) => !set.has(name));
    if (missing.length) throw reviewersErrors['agreement.parametersMissing']({ names: missing.join('、') });
    const value = (key: keyof typeof NAMES): string => set.get(NAMES[key])!.value;
    return { detection: value('detection'), pairs: Number(value('pairs')), agreement: value('agreement'), clauseCases: Number(value('clauseCases')) };
  }

  /** `null` where the court has set none. */
  async pairs(courtId: string, day: Day): Promise<number | null> {
    const set = await this.parameters.inForce(courtId, NAMES.pairs, day);
    return set && Number(set.value);
  }
}
