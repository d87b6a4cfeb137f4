/** One field of a step's dialog. */
export interface StepField {
  key: string;
  label: string;
  kind: 'text' | 'date' | 'area' | 'number' | 'select' | 'password';
  options?: { value: string; label: string }[];
  value?: string;
  optional?: boolean;
  max?: number;
}

/** A step: what it does, the verb on its button, what must be filled in. */
export interface Step {
  verb: string;
  text: string;
  fields: StepField[];
  act: (typed: Record<string, string>) => Promise<unknown>;
}
