export interface Fingerprint {
  unchanged(): boolean;
  record(): void;
}
export function fingerprint(stamp: string, inputs: string[], skip?: string[]): Fingerprint;
