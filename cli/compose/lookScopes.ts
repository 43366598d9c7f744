/** What to look at when nothing was promised: flags, else the user's own profiles and current cluster. */
import { join } from 'node:path';
import { peer, type Scope } from '../../audit/index.ts';
import type { Edge } from '../edge.ts';

export interface LookOptions {
  readonly s3?: readonly string[];
  /** What requests to `--s3` are signed for, where a store insists on its own. */
  readonly region?: string;
  readonly profile?: readonly string[];
  readonly kubeconfig?: string;
  readonly context?: readonly string[];
}

/** A name for a place from its address: letters, digits, dots and dashes, told apart by a number where they meet. */
function named(ids: readonly string[]): string[] {
  const plain = ids.map(
    (id) =>
      id
        .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 90) || 'place',
  );
  return plain.map((id, at) => {
    const before = plain.slice(0, at).filter((other) => other === id).length;
    return before === 0 ? id : `${id}-${before + 1}`;
  });
}

interface Found {
  readonly id: string;
  readonly place: Scope['place'];
  readonly profile?: string;
}

function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

/** Profiles of the shared configuration that say where their S3 store is. Only this key is read; secrets stay with the SDK. */
async function profiles(wanted: readonly string[] | undefined): Promise<Found[]> {
  const { loadSharedConfigFiles } = await peer('needs-s3-client', () => import('@smithy/core/config'));
  const { configFile } = await loadSharedConfigFiles();
  return Object.entries(configFile).flatMap(([name, settings]): Found[] => {
    const { endpoint_url: endpoint, region } = settings;
    if (endpoint === undefined || (wanted !== undefined && !wanted.includes(name))) return [];
    return [{ id: name, place: { s3: endpoint, ...(region === undefined ? {} : { region }) }, profile: name }];
  });
}

async function clusters({ kubeconfig, context }: LookOptions, edge: Edge): Promise<Found[]> {
  if (kubeconfig !== undefined) edge.env['KUBECONFIG'] = kubeconfig;
  const fallback = join(edge.env['HOME'] ?? edge.env['USERPROFILE'] ?? '', '.kube/config');
  const paths = (edge.env['KUBECONFIG'] ?? fallback).split(process.platform === 'win32' ? ';' : ':');
  const files = await edge.files();
  if (!paths.some((path) => files.kindOf(path) !== undefined)) return [];
  const { KubeConfig } = await peer('needs-kubernetes-client', () => import('@kubernetes/client-node'));
  const config = new KubeConfig();
  config.loadFromDefault();
  const names = context ?? [config.getCurrentContext()].filter((name) => (name ?? '') !== '');
  return names.map((name) => ({ id: name, place: { kubernetes: name } }));
}

/** Named endpoints only, when any is named; so `--s3` looks at no cluster and `--kubeconfig` at no store. */
export async function lookScopes(options: LookOptions, edge: Edge): Promise<Scope[]> {
  const profile = options.profile?.[0];
  const stores = (options.s3 ?? []).map((s3): Found => {
    const place = { s3, ...(options.region === undefined ? {} : { region: options.region }) };
    return { id: hostOf(s3), place, ...(profile === undefined ? {} : { profile }) };
  });
  const wantsStores = stores.length === 0 && options.kubeconfig === undefined && options.context === undefined;
  const wantsClusters =
    options.kubeconfig !== undefined || options.context !== undefined || (stores.length === 0 && profile === undefined);
  const found = [
    ...stores,
    ...(wantsStores ? await profiles(options.profile) : []),
    ...(wantsClusters ? await clusters(options, edge) : []),
  ];
  const ids = named(found.map(({ id }) => id));
  return found.map((each, at) => ({ ...each, id: ids[at]!, containers: [] }));
}
