import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isDay } from '../../kernel/day.js';

/** A calendar day that exists, `2026-11-09`. */
export function IsDay(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isDay',
      validator: {
        validate: (value) => typeof value === 'string' && isDay(value),
        defaultMessage: () => '$property must be an existing day such as 2026-11-09',
      },
    },
    options,
  );
}
