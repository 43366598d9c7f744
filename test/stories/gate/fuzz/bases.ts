/** Every document that may be wounded. */
import type { Base } from './base.ts';
import { constructed } from './constructed.ts';
import { ofClusters } from './manifests.ts';
import { real } from './real.ts';

/** Written by tools, or as people write them: few, and longer. */
const few: readonly Base[] = [...real, ...ofClusters];
export const bases: readonly Base[] = [...few, ...constructed];

/** To draw from: every third wound is one of the few. */
export const drawn: readonly Base[] = [...Array.from({ length: 20 }, () => few).flat(), ...constructed];
