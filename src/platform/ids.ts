import { v7 } from 'uuid';

/** Ids carry no meaning and sort by time of creation, which keeps inserts at the end of the index. */
export const newId = (): string => v7();
