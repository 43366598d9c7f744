/** Which cluster a provider of Kubernetes means: all that may be kept of a kubeconfig, which is full of tokens. */
import { parse } from 'yaml';
import type { Json } from '../../../estate/index.ts';
import { unknownLeaf, type Mark } from '../told.ts';
import { isTable } from './tree.ts';

interface ClusterSaid {
  readonly context?: string;
  /** Of the cluster that the context means. */
  readonly server?: string | Mark;
}

function opened(text: string): Json | undefined {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' }) as Json;
  } catch {
    return undefined;
  }
}

function named(list: Json | undefined, name: Json | undefined, inside: string): Json | undefined {
  const found = Array.isArray(list) ? list.find((one) => isTable(one) && one['name'] === name) : undefined;
  return isTable(found) ? found[inside] : undefined;
}

/**
 * Of a text in YAML or JSON; nothing for a path. `context` is one that the provider names beside it. A kubeconfig whose server
 * cannot be told leads to one all the same: then it is unknown, and no name stands for it.
 */
export function clusterIn(kubeconfig: Json | undefined, context: Json | undefined): ClusterSaid {
  const config = typeof kubeconfig === 'string' ? opened(kubeconfig) : kubeconfig;
  if (!isTable(config)) return {};
  const current = typeof context === 'string' ? context : config['current-context'];
  const meant = named(config['contexts'], current, 'context');
  const cluster = named(config['clusters'], isTable(meant) ? meant['cluster'] : undefined, 'cluster');
  const server = isTable(cluster) ? cluster['server'] : undefined;
  return {
    ...(typeof current === 'string' ? { context: current } : {}),
    server: typeof server === 'string' ? server : unknownLeaf,
  };
}
