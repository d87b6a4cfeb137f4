declare module 'class-transformer/cjs/storage.js' {
  /** What `@Type(() => …)` said of a field. */
  export const defaultMetadataStorage: { findTypeMetadata(target: object, property: string): { typeFunction(): object } | undefined };
}
