/** Kubernetes clusters. */
import type { Source } from '../source.ts';

export const clusterSource: Source = {
  id: 'kubernetes',
  kind: 'kubernetes',
  rights: [],
  fields: [],
  facts: [],
  async *observe() {},
};
