/** What a manifest is once it is read: values that JSON knows, in tables that can still grow. */
export type Plain = string | number | boolean | null | Plain[] | PlainTable;
export interface PlainTable {
  [name: string]: Plain;
}
