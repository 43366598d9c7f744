/**
 * Which rights a policy gives somebody on a container. Leans one way only: an Allow counts where it may match, a Deny
 * only where it surely does; so the answer may name somebody too many, never somebody too few.
 */
import type { Grant } from '../../estate/index.ts';
import actions from './actions.json' with { type: 'json' };
import { onlyFixedOrigins, shutsOthersOut } from './conditions.ts';
import type { Statement } from './policy.ts';

export type Right = Grant['rights'][number];
export interface Container {
  readonly bucket: string;
  /** With its slash; empty for the bucket as a whole. */
  readonly prefix: string;
}
/** The names one caller answers to in policies; none for a caller without any credential. */
export type Names = ReadonlySet<string>;

const wild = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );
const actionMatches = (pattern: string, action: string): boolean =>
  wild(pattern.toLowerCase()).test(action.toLowerCase());

/** Whether a pattern can match anything that begins with `start`. */
export function mayMatch(pattern: string, start: string): boolean {
  for (let index = 0; index < pattern.length; index += 1) {
    if (pattern[index] === '*' || index >= start.length) return true;
    if (pattern[index] !== '?' && pattern[index] !== start[index]) return false;
  }
  return pattern.length >= start.length;
}

/** Whether a pattern surely matches everything that begins with `start`. */
export function covers(pattern: string, start: string): boolean {
  return pattern.endsWith('*') && start.startsWith(pattern.slice(0, -1)) && !/[*?]/.test(pattern.slice(0, -1));
}

const bare = (arn: string): string => arn.replace(/^arn:[^:]*:s3:[^:]*:[^:]*:/, '');
/** `s3:ListBucket` and the settings act on the bucket, the others on its objects; either is enough for an Allow. */
const onBucket = (action: string): boolean => /Bucket|Replication/.test(action);

function resourceMay(statement: Statement, action: string, { bucket, prefix }: Container): boolean {
  const named = statement.resources.map(bare);
  if (statement.notResource)
    return !named.some((pattern) => covers(pattern, onBucket(action) ? bucket : `${bucket}/${prefix}`));
  if (onBucket(action)) return named.some((pattern) => wild(pattern).test(bucket));
  return named.some((pattern) => mayMatch(pattern, `${bucket}/${prefix}`));
}

function resourceSurely(statement: Statement, action: string, { bucket, prefix }: Container): boolean {
  if (statement.notResource) return false;
  const named = statement.resources.map(bare);
  if (onBucket(action)) return named.some((pattern) => wild(pattern).test(bucket));
  return named.some((pattern) => covers(pattern, `${bucket}/${prefix}`));
}

const actionIn = (statement: Statement, action: string): boolean =>
  statement.actions.some((pattern) => actionMatches(pattern, action)) !== statement.notAction;

function principalIn(statement: Statement, names: Names): boolean {
  // A star inside a name is documented nowhere and read differently by each server: it may be any account.
  const starred = (principal: string) => principal === '*' || (names.size > 0 && principal.includes('*'));
  const listed = statement.principals.some((principal) => starred(principal) || names.has(principal));
  return listed !== statement.notPrincipal;
}

/** `anyone` tells a caller without credentials: conditions that pin the origin shut it out, others do not. */
function allowed(
  statements: readonly Statement[],
  names: Names,
  action: string,
  container: Container,
  anyone: boolean,
): boolean {
  const about = statements.filter((statement) => principalIn(statement, names) && actionIn(statement, action));
  const denied = about.some(
    (statement) =>
      !statement.allow &&
      resourceSurely(statement, action, container) &&
      (statement.conditions.length === 0 || (anyone && shutsOthersOut(statement.conditions))),
  );
  if (denied) return false;
  return about.some(
    (statement) =>
      statement.allow &&
      resourceMay(statement, action, container) &&
      !(anyone && onlyFixedOrigins(statement.conditions)),
  );
}

const table: Readonly<Record<string, readonly string[]>> = actions;

export function rightsByPolicy(
  statements: readonly Statement[],
  names: Names,
  container: Container,
  anyone = false,
): Right[] {
  return (Object.keys(table) as Right[]).filter((right) =>
    table[right]!.some((action) => allowed(statements, names, action, container, anyone)),
  );
}

/** Whether a Deny without condition takes a right from somebody who would have it anyway, e.g. as owner. */
export function surelyDenied(
  statements: readonly Statement[],
  names: Names,
  container: Container,
  right: Right,
): boolean {
  return (table[right] ?? []).every((action) =>
    statements.some(
      (statement) =>
        !statement.allow &&
        statement.conditions.length === 0 &&
        principalIn(statement, names) &&
        actionIn(statement, action) &&
        resourceSurely(statement, action, container),
    ),
  );
}
