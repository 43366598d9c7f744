/**
 * Which rights a policy of an identity gives on what is no bucket: a table, a secret, a queue, a disk. Each service has
 * words of its own for what reads and what writes; leans one way only, like the rules for buckets, and no Deny counts.
 */
import type { Statement } from '../../../store/policy.ts';
import type { Right } from '../../../store/reach.ts';
import arns from '../../table/arns.json' with { type: 'json' };

/** `actions`: services whose actions reach it. `arns`: service and resource of its ARNs; one without `{name}` is named by what no plan shows. */
interface Named {
  readonly actions: readonly string[];
  readonly arns: readonly string[];
  /** To list what is in it is to read it: the users of a pool. */
  readonly listsContents?: boolean;
}
const table: Readonly<Record<string, Named>> = arns.families;
export const isNamedByPolicies = (family: string): boolean => Object.hasOwn(table, family);

const everything: readonly Right[] = ['list', 'read', 'write', 'delete', 'admin'];
const reading: readonly Right[] = ['list', 'read'];
/** What tells of settings alone; the words stand before any star, so `D*` is not among them. */
const tells = /^(?:describe|getauthorizationtoken$|getrandompassword$)/;
const lists = /^list/;
const reads = /^(?:batchget|download|filter|get|query|receive|scan|search|select)/;

/** `*` is any text, `?` any letter. In steps, not as an expression: a pattern of stars would keep one busy for years. */
function isLike(pattern: string, text: string): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let index = 0; index < text.length;)
    if (pattern[at] === '*') [star, from, at] = [at, index, at + 1];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index]))
      [at, index] = [at + 1, index + 1];
    else if (star < 0) return false;
    else [at, index, from] = [star + 1, from + 1, from + 1];
  return /^\**$/.test(pattern.slice(at));
}

function rightsOfAction(pattern: string, { actions, listsContents }: Named): readonly Right[] {
  const [service = '', verb = '*'] = pattern.toLowerCase().split(/:(.*)/s);
  if (!actions.some((its) => isLike(service, its)) || tells.test(verb)) return [];
  if (lists.test(verb)) return listsContents === true ? reading : [];
  return reads.test(verb) ? reading : everything;
}

function rightsOfActions({ actions, notAction }: Statement, named: Named): readonly Right[] {
  if (!notAction) return actions.flatMap((action) => rightsOfAction(action, named));
  const isLeftOut = (its: string) =>
    actions.some((action) => isLike(action.toLowerCase().replace(/:\*$/, ''), its) && /^[^:]*(?::\*)?$/.test(action));
  return named.actions.every(isLeftOut) ? [] : everything;
}

/** A star stands for any text: one such text is as good as another. */
const some = (part: string | undefined): string => (part ?? '').replaceAll(/[*?]/g, 'x');

/** Whether it may name what has this ARN, or something in it. */
function resourceMay(resource: string, arn: string, name: string | undefined): boolean {
  const pattern = resource.replaceAll(/\$\{[^}]*\}?/g, '*');
  const [head = '', tail] = arn.split('{name}');
  const bare = head.endsWith('/') ? name?.replace(/^\//, '') : name;
  if (!/[*?]/.test(pattern) && bare !== undefined && tail !== undefined && !pattern.includes(bare)) return false;
  const [, partition, , region, account] = pattern.split(':');
  const [service = '', ...rest] = head.split(':');
  const start = `arn:${some(partition)}:${service}:${some(region)}:${some(account)}:${rest.join(':')}`;
  const its = bare === undefined || tail === undefined ? [start.replace(/[/:]$/, ''), `${start}x`] : [start + bare];
  const cuts = [...pattern.matchAll(tail === '-' ? /[/:-]/g : /[/:]/g)].map(({ index }) => pattern.slice(0, index));
  // A star before the resource, cut off there, would stand for every resource.
  const isAny = name === undefined && rest.length === 1 && rest[0] === '';
  const inside = cuts.filter((piece) => isAny || !piece.endsWith('*') || piece.split(':').length > 5);
  return [pattern, ...inside].some((piece) => its.some((each) => isLike(piece, each)));
}

const byStatement = new WeakMap<Statement, Map<string, readonly Right[]>>();
function rightsOf(statement: Statement, family: string): readonly Right[] {
  let known = byStatement.get(statement);
  if (known === undefined) byStatement.set(statement, (known = new Map()));
  const rights = known.get(family) ?? rightsOfActions(statement, table[family]!);
  known.set(family, rights);
  return rights;
}

/** `name`: by the first of its row's names; undefined where the plan does not say it, and then it may be any. */
export function rightsIn(statements: readonly Statement[], family: string, name: string | undefined): Right[] {
  const given = new Set<Right>();
  for (const statement of statements) {
    const rights = statement.allow ? rightsOf(statement, family) : [];
    if (rights.length === 0) continue;
    const may = ({ resources, notResource }: Statement) =>
      notResource
        ? !resources.includes('*')
        : resources.some((resource) => table[family]!.arns.some((arn) => resourceMay(resource, arn, name)));
    if (may(statement)) for (const right of rights) given.add(right);
  }
  return everything.filter((right) => given.has(right));
}
