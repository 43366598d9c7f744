import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionTrailer, Observation } from '../../../estate/index.ts';
import type { Transport } from '../../../audit/index.ts';
import { allLines, scopeOf } from '../support.ts';

/** A kubeconfig whose context `k` leads to a server that only the transport answers for. */
export function writeKubeconfig(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'cloison-kube-')), 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://k.example' } }],
    users: [{ name: 'u', user: { token: 'CANARY' } }],
    contexts: [{ name: 'k', context: { cluster: 'c', user: 'u' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  process.env['KUBECONFIG'] = file;
}

export const node = (name: string, labels: object, providerID?: string) => ({
  metadata: { name, labels },
  spec: { providerID },
});
export const region = { 'topology.kubernetes.io/region': 'eu-central-1' };
/** Answers by path; a list of nothing for what is not named. */
export const serving =
  (answers: Readonly<Record<string, (url: URL) => Response | undefined>>): Transport =>
  async (url) => {
    const parsed = new URL(url);
    return answers[parsed.pathname]?.(parsed) ?? Response.json({ items: [], metadata: {} });
  };
export const observe = async (transport: Transport, more = {}, containers: readonly string[] = []) => {
  const lines = await allLines([scopeOf('k8s', { kubernetes: 'k' }, containers)], { transport, ...more });
  return {
    observations: lines.slice(1, -1) as Observation[],
    row: (lines.at(-1) as CollectionTrailer).coverage[0]!,
    text: JSON.stringify(lines),
  };
};
