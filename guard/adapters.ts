/** Every adapter: adding one is one folder and one line here. */
import type { Adapter } from './adapter.ts';
import { kubernetes } from './adapters/kubernetes/adapter.ts';
import { opa } from './adapters/opa/adapter.ts';
import { rgw } from './adapters/rgw/adapter.ts';

export const adapters: readonly Adapter[] = [kubernetes, rgw, opa];
