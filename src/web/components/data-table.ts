export interface Column {
  key: string;
  title: string;
  /** Right-aligned figures. */
  number?: boolean;
  /** Sort key of the server where the column can be sorted. */
  sort?: string;
  /** May be hidden; hidden from the start when `false`. */
  shown?: boolean;
}
