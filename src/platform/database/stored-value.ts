/** A value as the database keeps it. */
export type StoredValue = string | number | boolean | null;
