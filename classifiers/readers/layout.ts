/** How a file of separated values is written. */
export interface Layout {
  readonly delimiter: string;
  /** Quotes of a lax writer stand inside cells; then they mean nothing. */
  readonly quote: '"' | null;
}
