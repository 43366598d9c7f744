/** Every source, by one line each. */
import { clusterSource } from './cluster/source.ts';
import { filesSource } from './files/source.ts';
import type { Source } from './source.ts';
import { storeSource } from './store/source.ts';

export const sources: readonly Source[] = [storeSource, clusterSource, filesSource];
