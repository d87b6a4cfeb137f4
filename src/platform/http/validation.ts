import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { Fault } from '../../kernel/domain-error.js';
import { platformErrors } from '../platform.errors.js';

/** Every fault at once, each with its path; unknown fields are refused rather than dropped in silence. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => {
      const faults = errors.flatMap((error) => faultsOf(error, ''));
      return platformErrors['request.invalid']({ count: faults.length }, faults);
    },
  });
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const path = parent ? (/^\d+$/.test(error.property) ? `${parent}[${error.property}]` : `${parent}.${error.property}`) : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, english]) => ({ path, zh: inChinese(rule, path, english), en: english }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}

/** Messages written as `中文|English` in a decorator carry both; the library's own rules are worded here. */
function inChinese(rule: string, path: string, english: string): string {
  const numbers = english.match(/\d+(?:\.\d+)?/g)?.join('–') ?? '';
  const worded: Record<string, string> = {
    isString: '应为文字',
    isNotEmpty: '不能为空',
    isInt: '应为整数',
    isNumber: '应为数字',
    isBoolean: '应为是或否',
    isArray: '应为列表',
    isIn: `取值不在允许范围内（${english.split(': ')[1] ?? ''}）`,
    isEnum: '取值不在允许范围内',
    isUuid: '编号格式不对',
    min: `不能小于 ${numbers}`,
    max: `不能大于 ${numbers}`,
    maxLength: `不能超过 ${numbers} 个字`,
    minLength: `不能少于 ${numbers} 个字`,
    isLength: `字数应在 ${numbers} 之间`,
    matches: '格式不对',
    arrayMinSize: `至少 ${numbers} 项`,
    arrayMaxSize: `至多 ${numbers} 项`,
    isDay: '日期不存在或格式不对，应为 2026-11-09 这样的日期',
    whitelistValidation: '没有这个字段，请核对名称',
  };
  return `${path}：${worded[rule] ?? english}`;
}
