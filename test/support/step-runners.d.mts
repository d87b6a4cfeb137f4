export interface Counts {
  passed: number;
  failed: number;
}
export function countTests(result: object): Counts;
