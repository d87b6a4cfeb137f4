import { platformErrors } from '../platform.errors.js';

/**
 * Turns `-closedOn` into SQL through a whitelist; the name a caller sends never reaches the database.
 * @param keys public key → column expression
 */
export function orderBy(sort: string | undefined, keys: Record<string, string>, fallback: string): { expression: string; direction: 'ASC' | 'DESC' } {
  const asked = sort ?? fallback;
  const descending = asked.startsWith('-');
  const key = descending ? asked.slice(1) : asked;
  const expression = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (!expression) {
    const known = Object.keys(keys).join(', ');
    throw platformErrors['request.invalid']({ count: 1 }, [
      { path: 'sort', zh: `不能按“${key}”排序，可用：${known}`, en: `cannot sort by "${key}"; use one of ${known}` },
    ]);
  }
  return { expression, direction: descending ? 'DESC' : 'ASC' };
}
