import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import type { Shape } from './every-route.js';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Words that some pattern of a request takes; the first that fits is sent. */
const PATTERNS = ['1', '1.00', '0.50', '2026-08', '2026', '2026-08-20', 'a'.repeat(64), 'abcd', 'ND01'];

/** A request body or query that the declared shape takes: every field that must be there, and no other. */
export function plausible(shape: Shape, idOf: (field: string) => string): Record<string, unknown> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  const fields = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const fresh = new shape() as Record<string, unknown>;
  const must = fields.filter((field) => fresh[field] === undefined && !rules.some((rule) => rule.propertyName === field && rule.type === 'conditionalValidation'));
  return Object.fromEntries(must.map((field) => [field, valueOf(shape, field, rules.filter(({ propertyName }) => propertyName === field), idOf)]));
}

function valueOf(shape: Shape, field: string, rules: Rule[], idOf: (field: string) => string): unknown {
  const rule = (name: string): Rule | undefined => rules.find((one) => one.name === name);
  const nested = rules.find(({ type }) => type === 'nestedValidation');
  if (rule('isArray') ?? rules.some(({ each }) => each)) {
    const one = nested ? plausible(typeOf(shape, field), idOf) : plain(field, rules, idOf);
    return Array.from({ length: Math.max(1, Number(rule('arrayMinSize')?.constraints[0] ?? 1)) }, () => one);
  }
  return nested ? plausible(typeOf(shape, field), idOf) : plain(field, rules, idOf);
}

function typeOf(shape: Shape, field: string): Shape {
  return (defaultMetadataStorage.findTypeMetadata(shape, field)?.typeFunction() ?? Object) as Shape;
}

function plain(field: string, rules: Rule[], idOf: (field: string) => string): unknown {
  const found = (name: string): unknown[] | undefined => rules.find((one) => one.name === name)?.constraints as unknown[] | undefined;
  const allowed = found('isIn')?.[0] as unknown[] | undefined;
  if (allowed) return allowed[0];
  if (found('isDay') ?? rules.some(({ name }) => name === 'isDay')) return '2026-08-20';
  if (rules.some(({ name }) => name === 'isBoolean')) return true;
  if (rules.some(({ name }) => name === 'isInt')) return Number(found('min')?.[0] ?? 1) || 1;
  if (rules.some(({ name }) => name === 'isObject')) return {};
  const pattern = found('matches')?.[0] as RegExp | undefined;
  if (pattern) return PATTERNS.find((one) => pattern.test(one)) ?? '';
  if (/Ids?$/.test(field)) return idOf(field);
  const length = found('isLength')?.[0];
  return length ? 'a'.repeat(Number(length)) : '示例文字'.repeat(Math.ceil(Number(found('minLength')?.[0] ?? 1) / 4));
}
