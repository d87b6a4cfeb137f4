export interface Step {
  name: string;
  folders?: string[];
  /** The files that are long enough to run by themselves; the others of the folder run together. */
  alone?: string[];
}
export const steps: Step[];
