/** What looking at the places of an estate needs here: credentials and folders; with leave, whether their addresses answer. */
import { join } from 'node:path';
import { kindOf, scopesOf, sources as allSources, type Scope, type Transport } from '../../audit/index.ts';
import type { Estate, FileSystem } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { good, note, warn, wrong, type Check } from './check.ts';

type Env = Edge['env'];
const home = (env: Env): string => env['HOME'] ?? env['USERPROFILE'] ?? '';

/** Where the S3 client looks for credentials. Whether they are there is asked, never what they are. */
function hasS3Credentials(env: Env, files: FileSystem): boolean {
  const isSet = ['AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'].some(
    (name) => (env[name] ?? '') !== '',
  );
  const paths = [
    env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home(env), '.aws/credentials'),
    env['AWS_CONFIG_FILE'] ?? join(home(env), '.aws/config'),
  ];
  return isSet || paths.some((path) => files.kindOf(path) !== undefined);
}

function hasKubeconfig(env: Env, files: FileSystem): boolean {
  const paths = (env['KUBECONFIG'] ?? join(home(env), '.kube/config')).split(process.platform === 'win32' ? ';' : ':');
  return paths.some((path) => files.kindOf(path) !== undefined);
}

const names = (scopes: readonly Scope[]): string => scopes.map(({ id }) => id).join(', ');

/** Places that no source of this version reads are told by audits as declared only: a note. */
export function placeChecks(
  estate: Estate | undefined,
  { env, sources = allSources }: Edge,
  files: FileSystem,
): Check[] {
  const scopes = estate === undefined ? [] : scopesOf(estate);
  const of = (kind: string) => scopes.filter((scope) => kindOf(scope) === kind);
  const [stores, clusters] = [of('s3'), of('kubernetes')];
  const unread = scopes.filter((scope) => !sources.some(({ kind }) => kind === kindOf(scope)));
  const gone = of('files').filter(({ place }) => files.kindOf(place.files!) === undefined);
  return [
    ...(stores.length > 0 && !hasS3Credentials(env, files) ? [warn('no-credentials', { names: names(stores) })] : []),
    ...(clusters.length > 0 && !hasKubeconfig(env, files) ? [warn('no-kubeconfig', { names: names(clusters) })] : []),
    ...(gone.length > 0 ? [warn('no-folder', { names: names(gone) })] : []),
    ...(unread.length > 0 ? [note('no-source', { names: names(unread) })] : []),
  ];
}

/** Milliseconds. */
const patience = 5000;

/** Any answer will do, also a refusal: nobody is named, and nothing is asked for. */
async function answers(url: string, transport: Transport, signal: AbortSignal): Promise<boolean> {
  try {
    const asked = {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    };
    await transport(url, asked as RequestInit);
    return true;
  } catch {
    return false;
  }
}

/** Only with `--reach`: an estate names addresses, and who asks at them is seen there. */
export async function reachChecks(estate: Estate | undefined, isAsked: boolean, edge: Edge): Promise<Check[]> {
  const stores = estate === undefined ? [] : scopesOf(estate).filter(({ place }) => place.s3 !== undefined);
  if (stores.length === 0) return [];
  if (!isAsked) return [note('not-asked', { count: stores.length })];
  const transport: Transport = edge.transport ?? ((url, init) => fetch(url, init));
  return Promise.all(
    stores.map(async ({ id, place }) =>
      (await answers(place.s3!, transport, edge.signal)) ? good('answers', { id }) : wrong('no-answer', 'gaps', { id }),
    ),
  );
}
