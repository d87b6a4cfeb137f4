/** Words a person sees, in both languages. `{name}` is replaced from the parameters. */
export interface Sentence {
  zh: string;
  en: string;
}

export interface ErrorDefinition extends Sentence {
  status: number;
}

export type MessageParams = Record<string, string | number>;

/** One thing wrong with what was sent: where, what, and what to do about it. */
export interface Fault extends Sentence {
  path: string;
}

/**
 * A refusal: what happened, why it is a problem, what to do next. Each module keeps its own
 * catalogue in `<module>.errors.ts`, made with {@link defineErrors}.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly definition: ErrorDefinition,
    readonly params: MessageParams = {},
    readonly faults: Fault[] = [],
  ) {
    super(`${code}: ${fillIn(definition.en, params)}`);
    this.name = 'DomainError';
  }

  sentence(language: Language): string {
    return fillIn(this.definition[language], this.params);
  }
}

export type Language = 'zh' | 'en';

export function fillIn(text: string, params: MessageParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

type Factory = (params?: MessageParams, faults?: Fault[]) => DomainError;

/** `defineErrors({ 'case.notFound': { status: 404, zh, en } })` → `errors['case.notFound']({ number })`. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(catalogue: T): { [K in keyof T]: Factory } {
  return Object.fromEntries(
    Object.entries(catalogue).map(([code, definition]) => [
      code,
      (params?: MessageParams, faults?: Fault[]) => new DomainError(code, definition, params, faults),
    ]),
  ) as { [K in keyof T]: Factory };
}
