import { gunzipSync, gzipSync } from 'node:zlib';
import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';
import { Decimal, fromHundredths, toHundredths } from '../../kernel/exact.js';
import type { Day } from '../../kernel/day.js';

/** Column kinds that mean the same on SQLite and MariaDB. One vocabulary for every entity. */

type Extra = Pick<ColumnOptions, 'nullable' | 'default'>;

export const IdColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 36 });

/** A reference to another row's id. */
export const RefColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'varchar', length: 36, ...extra });

export const WordColumn = (length: number, extra: Extra = {}): PropertyDecorator => Column({ type: 'varchar', length, ...extra });

/** Calendar day as text; see {@link Day}. */
export const DayColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'varchar', length: 10, ...extra });

/** Instant as ISO text in UTC. */
export const InstantColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'varchar', length: 24, ...extra });

export const CountColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'int', ...extra });

export const FlagColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'boolean', ...extra });

/** Up to 64 KB of words. */
export const TextColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'text', ...extra });

/** Long text: `clob` on SQLite, `longtext` on MariaDB and MySQL (see data-source.ts). */
export const LongTextColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'clob', ...extra });

/** Text that may run to many megabytes and is only read whole: packed above 64 KB, so that it stays below what one statement may carry. */
export const PackedTextColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({
    type: 'clob',
    ...extra,
    transformer: {
      to: (text: string | null | undefined) => (text && text.length > PACKED_FROM ? `${PACKED}${gzipSync(text).toString('base64')}` : text),
      from: (stored: string | null) => (stored?.startsWith(PACKED) ? gunzipSync(Buffer.from(stored.slice(PACKED.length), 'base64')).toString('utf8') : stored),
    },
  });

const PACKED = 'gzip:';
const PACKED_FROM = 65_536;

/** Bytes: `blob` on SQLite, `longblob` on MariaDB and MySQL. */
export const BytesColumn = (): PropertyDecorator => Column({ type: 'blob' });

/** Structured value kept as JSON text. Not queried inside. */
export const JsonColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({
    type: 'clob',
    ...extra,
    transformer: {
      to: (value: unknown) => (value == null ? null : JSON.stringify(value)),
      from: (value: string | null) => (value == null ? null : JSON.parse(value)),
    },
  });

/** Points, weights, shares: whole hundredths in the database, exact decimals in the code. */
export const HundredthsColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({
    type: 'int',
    ...extra,
    transformer: {
      to: (value: Decimal | string | null | undefined) => (value == null ? value : toHundredths(value)),
      from: (value: number | null) => (value == null ? null : fromHundredths(value)),
    },
  });

/** Money in yuan: whole cents in the database, exact decimals in the code. */
export const MoneyColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({
    type: 'bigint',
    ...extra,
    transformer: {
      to: (value: Decimal | string | null | undefined) => (value == null ? value : new Decimal(value).times(100).toFixed(0)),
      from: (value: number | string | null) => (value == null ? null : fromHundredths(value)),
    },
  });

export type { Day };
