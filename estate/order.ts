/** One order of texts for everything that is sorted: by code units, the same on every machine and in every language. */

/**
 * For `sort`. Not `localeCompare`: its order is that of the machine's language, so two machines would write two reports,
 * and the tables it loads cost a start more than all that is sorted.
 */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
