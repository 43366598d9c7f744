/** Local folders. */
import type { Source } from '../source.ts';

export const filesSource: Source = {
  id: 'files',
  kind: 'files',
  rights: [],
  fields: [],
  facts: [],
  async *observe() {},
};
