export const top: string;
export function inTop(...parts: string[]): string;
