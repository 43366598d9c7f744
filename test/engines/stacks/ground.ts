/** Empty servers for the stacks of the sample estate, and a project whose estate names them: nothing is made before a plan is. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { AUDITOR_CAPS, start as startCeph } from '../ceph/start.ts';
import { addNode } from '../kubernetes/node.ts';
import { start as startKubernetes, type Kubernetes } from '../kubernetes/start.ts';
import { s3Client, type Credentials } from '../s3Client.ts';
import { environmentIn } from '../spine/environment.ts';
import { createAuditorRole } from '../spine/rights.ts';
import { start as startVersity } from '../versitygw/start.ts';

export interface Ground {
  /** Folder with Pulumi.yaml, for `--project`. */
  readonly project: string;
  readonly estate: string;
  /** Credentials and kubeconfig, for whoever plans, applies or audits: nothing else names them. */
  readonly env: Readonly<Record<string, string>>;
  readonly kubernetes: Kubernetes;
  readonly owner: (place: string) => S3Client;
  readonly places: readonly string[];
  readonly stop: () => Promise<void>;
}

const credentials = (access: string): Credentials => ({ access, secret: `secret-of-${access}-0002` });
const owners: Readonly<Record<string, string>> = {
  'rgw-paris': 'store-owner',
  'oss-public': 'committee-apps',
  'oss-abroad': 'committee-apps',
};
/** Elsewhere the auditor's account reads everything by its role. */
const readers = { 'rgw-paris': ['arn:aws:iam:::user/auditor'] };
const users = ['auditor', 'platform-fr', 'case-officer', 'night-support', 'former-desk'];

function startPublic(region: string) {
  const accounts = [
    { ...credentials('committee-apps'), role: 'userplus' as const },
    { ...credentials('auditor'), role: 'admin' as const },
  ];
  return startVersity({ region, root: credentials('root'), accounts });
}

function startPrivate() {
  const own = { uid: 'store-owner', ...credentials('store-owner') };
  return startCeph({
    zonegroup: 'eu-private',
    users: [own, { uid: 'auditor', ...credentials('auditor'), caps: AUDITOR_CAPS }],
  });
}

async function startCluster(): Promise<Kubernetes> {
  const cluster = await startKubernetes({ users: users.map((name) => ({ name })) });
  await addNode(cluster, 'paris-1', 'eu-private');
  await createAuditorRole(cluster);
  return cluster;
}

/** The committed program, as another project would use it: its own estate, the profiles of whoever applies it. */
function writeProject(
  folder: string,
  endpoints: Readonly<Record<string, string>>,
): { project: string; estate: string } {
  const [project, estate] = [join(folder, 'project'), join(folder, 'estate')];
  cpSync('stacks/sample/estate', estate, { recursive: true });
  const file = join(estate, 'estate.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    Object.entries(endpoints).reduce((whole, [from, to]) => whole.replaceAll(from, to), text),
  );
  mkdirSync(project);
  const main = relative(project, join(process.cwd(), 'stacks/index.ts'));
  const runtime = { name: 'nodejs', options: { typescript: false } };
  writeFileSync(join(project, 'Pulumi.yaml'), JSON.stringify({ name: 'cloison', runtime, main }));
  const config = { 'cloison:estate': estate, 'cloison:profiles': owners, 'cloison:readers': readers };
  for (const stack of ['private', 'public'])
    writeFileSync(join(project, `Pulumi.${stack}.yaml`), JSON.stringify({ config }));
  return { project, estate };
}

export const secretOf = (account: string): string => credentials(account).secret;

export async function startGround(): Promise<Ground> {
  const servers = await Promise.all([
    startPublic('eu-central-1'),
    startPublic('ap-southeast-1'),
    startPrivate(),
    startCluster(),
  ]);
  const [near, abroad, ceph, kubernetes] = servers;
  const folder = mkdtempSync(join(tmpdir(), 'cloison-stacks-'));
  const stores: Readonly<Record<string, { endpoint: string; region: string }>> = {
    'rgw-paris': { endpoint: ceph.endpoint, region: 'eu-private' },
    'oss-public': near,
    'oss-abroad': abroad,
  };
  const made = writeProject(folder, {
    'https://oss-abroad-admin.estuaire.example': abroad.adminEndpoint,
    'https://oss-abroad.estuaire.example': abroad.endpoint,
    'https://oss-admin.estuaire.example': near.adminEndpoint,
    'https://oss.estuaire.example': near.endpoint,
    'https://rgw.estuaire.example': ceph.endpoint,
  });
  return {
    ...made,
    env: environmentIn(folder, kubernetes, ['auditor', ...new Set(Object.values(owners))].map(credentials)),
    kubernetes,
    owner: (place) => s3Client(stores[place]!.endpoint, stores[place]!.region, credentials(owners[place]!)),
    places: Object.keys(stores),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
