/** What a stack held at its last update, as `pulumi stack export` or a checkpoint file writes it. */
import { parseJsonStrict } from '../../estate/index.ts';
import { closedTree, isTree, type Wire } from './values.ts';
import { stackType } from './registration.ts';
import { Unplannable } from './unplannable.ts';

export interface Prior {
  readonly urn: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly inputs: Wire;
  readonly outputs: Wire;
  readonly custom: boolean;
  readonly external: boolean;
  /** Leaves the world only with a later update: nothing plans it again. */
  readonly deleted: boolean;
  /** The whole entry as it was written. */
  readonly raw: Wire;
}

export interface StackState {
  readonly stack: string;
  readonly project: string;
  readonly resources: ReadonlyMap<string, Prior>;
}

const tree = (value: unknown): Wire => (isTree(value) ? value : {});

function priorOf(raw: Wire): Prior {
  const { urn, type, id } = raw as Record<string, string | undefined>;
  return {
    urn: urn ?? '',
    type: type ?? '',
    id,
    inputs: tree(raw['inputs']),
    outputs: tree(raw['outputs']),
    custom: raw['custom'] === true,
    external: raw['external'] === true,
    deleted: raw['delete'] === true,
    raw,
  };
}

/** Three shapes: an export, a checkpoint of the file backend, and its older form. Secrets stay closed: nobody here decrypts. */
export function readState(text: string, file: string): StackState {
  let document: Wire;
  try {
    document = tree(parseJsonStrict(text, { depth: 200 }));
  } catch (cause) {
    throw new Unplannable('export-unreadable', { file, reason: 'json' }, cause);
  }
  const { version, deployment, checkpoint, latest } = document;
  const known = version === undefined || version === 3 || version === 4;
  const body = deployment ?? tree(checkpoint)['latest'] ?? latest;
  if (!known || !isTree(body)) throw new Unplannable('export-unreadable', { file, reason: 'form' });
  const rows = Array.isArray(body['resources']) ? body['resources'].filter(isTree).map(priorOf) : [];
  const parts = (rows[0]?.urn ?? '').split('::');
  const [stack = '', project = ''] = [parts[0]?.replace('urn:pulumi:', ''), parts[1]];
  if (stack === '' || rows.some(({ urn }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`)))
    throw new Unplannable('export-unreadable', { file, reason: rows.length === 0 ? 'empty' : 'form' });
  const current = rows.filter(({ deleted }) => !deleted);
  return { stack, project, resources: new Map(current.map((row) => [row.urn, row])) };
}

/** What the stack says to others, as it was at its last update. */
export function outputsIn({ resources }: StackState): Wire {
  return closedTree([...resources.values()].find(({ type }) => type === stackType)?.outputs ?? {});
}
