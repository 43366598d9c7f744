/** Whose signatures count here, and whether the key that is named may sign: its file, its place in the trust document, its days. */
import { createPublicKey } from 'node:crypto';
import { basename, dirname } from 'node:path';
import {
  CloisonFault,
  dayOf,
  daysInclusive,
  isError,
  keyRoles,
  readKeyFile,
  readTrust,
  type FileSystem,
  type Trust,
  type TrustedKey,
} from '../../estate/index.ts';
import type { Git } from '../gate/judge/git.ts';
import { good, note, soonDays, warn, wrong, type Check } from './check.ts';

const maxTrustBytes = 1024 * 1024;

/** Active, and its day has come and not gone. */
const isInForce = ({ state, from, until }: TrustedKey, today: string): boolean =>
  state === 'active' && from <= today && (until === undefined || today <= until);

function* endingKeys({ keys }: Trust, today: string): Generator<Check> {
  for (const key of keys) {
    const { id, role, until } = key;
    if (until === undefined || !isInForce(key, today)) continue;
    const days = daysInclusive(today, until);
    if (days <= soonDays) yield warn('key-ends', { id, role, until, days });
  }
}

/** Who may rewrite the estate could otherwise write down whose signature counts. */
function isBeside(path: string, estate: string | undefined, files: FileSystem): boolean {
  if (estate === undefined) return false;
  const folder = files.kindOf(estate) === 'folder' ? estate : dirname(estate);
  const [own, its] = [files.realPath(dirname(path)), files.realPath(folder)];
  return own !== undefined && its !== undefined && (own === its || own.startsWith(`${its}/`));
}

export interface TrustChecked {
  readonly trust: Trust | undefined;
  readonly checks: readonly Check[];
}

export function trustChecks(
  path: string | undefined,
  estate: string | undefined,
  now: string,
  files: FileSystem,
): TrustChecked {
  if (path === undefined) return { trust: undefined, checks: [note('no-trust')] };
  const file = basename(path);
  let bytes: Uint8Array;
  try {
    ({ bytes } = files.read(path, maxTrustBytes));
  } catch (cause) {
    if (!(cause instanceof CloisonFault)) throw cause;
    return { trust: undefined, checks: [wrong('trust-unreadable', 'badInput', { file })] };
  }
  const { trust, problems } = readTrust(bytes, path);
  if (trust === undefined) {
    const count = problems.filter(isError).length;
    return { trust, checks: [wrong('trust-refused', 'badInput', { file, count })] };
  }
  const today = dayOf(now);
  const inForce = trust.keys.filter((key) => isInForce(key, today));
  const missing = keyRoles.filter((role) => role !== 'site' && !inForce.some((key) => key.role === role));
  const checks = [
    good('trust', { file, count: inForce.length, all: trust.keys.length }),
    ...(missing.length === 0 ? [] : [warn('no-role', { roles: missing.join(', ') })]),
    ...(isBeside(path, estate, files) ? [warn('trust-beside', { file })] : []),
    ...endingKeys(trust, today),
  ];
  return { trust, checks };
}

function keyFaults(path: string, cause: CloisonFault): Check {
  const values = { file: basename(path), mode: String(cause.values['mode'] ?? '') };
  const ids = { 'key-permissions': 'key-open', 'file-unreadable': 'key-unreadable' } as const;
  return wrong(ids[cause.code as keyof typeof ids] ?? 'key-unusable', 'badInput', values);
}

/** `path`: from `--key` or `$CLOISON_KEY`. The key is read to be known again, and nothing is signed. */
export function keyChecks(
  path: string | undefined,
  trust: Trust | undefined,
  now: string,
  files: FileSystem,
  git: Git,
): Check[] {
  if (path === undefined || path === '') return [note('no-key')];
  const file = basename(path);
  const isTracked = git(['ls-files', '--error-unmatch', '--', path], 65_536).status === 0;
  const tracked = isTracked ? [wrong('key-tracked', 'badInput', { file })] : [];
  let spki: string;
  try {
    const { privateKey } = readKeyFile(path, 'tool', files);
    spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  } catch (cause) {
    if (!(cause instanceof CloisonFault)) throw cause;
    return [...tracked, keyFaults(path, cause)];
  }
  const entry = trust?.keys.find(({ publicKey }) => publicKey === spki);
  if (entry === undefined)
    return [...tracked, trust === undefined ? good('key', { file }) : warn('key-unlisted', { file })];
  const { id, role, state, from, until = '' } = entry;
  if (!isInForce(entry, dayOf(now)))
    return [
      ...tracked,
      wrong('key-not-in-force', 'stale', { id, state, from, until, ends: until === '' ? 'no' : 'yes' }),
    ];
  return [...tracked, good('key-listed', { file, id, role })];
}
