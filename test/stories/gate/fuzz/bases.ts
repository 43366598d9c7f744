/** Every document that may be wounded. */
import type { Base } from './base.ts';
import { constructed } from './constructed.ts';
import { ofClusters } from './manifests.ts';
import { real } from './real.ts';

export const bases: readonly Base[] = [...real, ...ofClusters, ...constructed];
