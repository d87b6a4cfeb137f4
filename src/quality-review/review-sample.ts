/** One case of a person's sample: what its review shows of that person. Points in hundredths. */
export interface SampledCase {
  caseId: string;
  /** Who reviewed it in the period; `null` for a case that counts only by a finding recorded in it. */
  reviewerId: string | null;
  reviewed: boolean;
  excellent: boolean;
  /** Of the person, over the case's reviews. */
  lost: number;
  serious: SampledFindings;
  minor: SampledFindings;
}

/** Findings of one severity in one case: how many, the person's part of them, and points times part. */
export interface SampledFindings {
  count: number;
  /** Ten-thousandths of a finding. */
  share: number;
  /** Ten-thousandths of a point. */
  points: number;
}

export interface SampledHearing {
  id: string;
  hearing: number;
  summation: number | null;
}

/** What was drawn for review of one person in a period: the cases by id, the hearings by id. */
export interface ReviewSample {
  personId: string;
  cases: SampledCase[];
  hearings: SampledHearing[];
}
