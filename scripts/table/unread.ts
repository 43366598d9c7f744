/**
 * Of types that hold data: what the providers' schemas call like a source, a copy or a place to send one, and no row reads.
 * Each has to be read, or to stand in `unread.json` with the reason why it is passed over.
 */
import { spellings, segmentsOf } from '../../audit/plan/table/leaves.ts';
import { alternativePathsOf, factPathsOf } from '../../audit/plan/table/paths.ts';
import type { Path } from '../../audit/plan/table/shape.ts';
import type { Entry } from '../../audit/plan/table/table.ts';
import type { Known } from './rows.ts';
import type { Members, Typings } from './typings.ts';
import passedOver from './unread.json' with { type: 'json' };

const suspicious =
  /(?:^|_)(?:source|origin|restore|recover|snapshots?|backups?|replicas?|replication|clone|copy|copies|import|exports?|capture|destination|dead_letter|peer|secondary|primary|image|images|multi_region|geo)(?:_|$)|global_(?:cluster|replication|instance)|storage_(?:uri|url|location)|connection_string|_topic$|log_bucket/;
/** What a block called so is about names a thing or a place. */
const named = /(?:^|_)(?:id|ids|arn|arns|uri|uris|url|name|path|bucket|location|region|topic|cluster|instance|string)$/;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isSuspect = (path: readonly string[]): boolean => {
  const last = path.at(-1)!;
  return suspicious.test(last) || (named.test(last) && path.slice(0, -1).some((segment) => suspicious.test(segment)));
};

const blocksIn = (type: string, { blocks }: Typings): readonly [string, Members][] =>
  [...type.matchAll(/(?:inputs|outputs)(?:\.\w+)+/g)].flatMap(([name]) => {
    const found = blocks.get(name);
    return found === undefined ? [] : [[name, found] as [string, Members]];
  });

/** Whether a program writes it: what a provider only tells names nothing that the change makes. */
function isWritten(name: string, type: string, members: Members, tool: string): boolean {
  if (tool.startsWith('@cdktf/')) return !name.endsWith('Input') && members.has(`${name}Input`);
  // Of a resource: what it is, its state, and its arguments.
  return !/pulumi\.Output</.test(type) || (type.match(/pulumi\.Input</g) ?? []).length > 1;
}

function* suspectsIn(
  members: Members,
  schema: Typings,
  above: readonly string[],
  met: ReadonlySet<string>,
): Generator<readonly string[]> {
  for (const [name, type] of members) {
    if (!isWritten(name, type, members, schema.is)) continue;
    const path = [...above, snake(name)];
    const inner = blocksIn(type, schema).filter(([block]) => !met.has(block));
    const [one] = inner;
    if (one !== undefined) yield* suspectsIn(one[1], schema, path, new Set([...met, ...inner.map(([block]) => block)]));
    else if (/\bstring\b|\bany\b|\bstr\b/.test(type) && isSuspect(path)) yield path;
    else if (/\bboolean\b/.test(type) && /(?:geo|cross|multi)_/.test(path.at(-1)!)) yield path;
  }
}

const pathsOf = ({ row, made, tags }: Entry): readonly Path[] => [
  ...factPathsOf(row),
  ...alternativePathsOf(row).flat(),
  ...(row.ids ?? []),
  ...made.flatMap(({ by }) => by),
  ...tags,
];

/** A row that reads a block has looked at all of it. */
const covers = (read: readonly string[], path: readonly string[]): boolean =>
  read.length <= path.length &&
  read.every(
    (segment, at) => segment === path[at] || spellings(segment, 'camel').some((each) => snake(each) === path[at]),
  );

interface Passed {
  readonly because: string;
  readonly everywhere?: readonly string[];
  readonly of?: Readonly<Record<string, readonly string[]>>;
}
const passed = Object.values(passedOver as Readonly<Record<string, Passed>>);
const everywhere = passed.flatMap(({ everywhere: all = [] }) => all.map((text) => new RegExp(`^(?:${text})$`)));

/** The schema that names each thing as Terraform does, where one is at hand; never pages of prose. */
function schemaFor({ row }: Entry, known: Known): readonly (readonly [string, Typings])[] {
  const all = row.types.flatMap((type) => {
    const schema = known.of(type);
    const isTold = schema?.tokens.has(type) === true && !schema.is.endsWith('(documentation)');
    return isTold ? [[type, schema] as const] : [];
  });
  const own = all.filter(([, { is }]) => is.startsWith('@cdktf/'));
  return own.length > 0 ? own : all;
}

export interface Unread {
  readonly flaws: readonly string[];
  /** Types that were looked through, and suspects found in them. */
  readonly types: number;
  readonly suspects: number;
}

export function flawsOfUnread(entries: readonly Entry[], known: Known): Unread {
  const flaws: string[] = [];
  let [types, suspects] = [0, 0];
  const open = new Set(
    passed.flatMap(({ of = {} }) => Object.entries(of).flatMap(([type, all]) => all.map((path) => `${type} ${path}`))),
  );
  for (const entry of entries.filter(({ row }) => row.role === 'holds' && row.ifClaimed === undefined)) {
    const read = pathsOf(entry).map(segmentsOf);
    for (const [type, schema] of schemaFor(entry, known)) {
      types += 1;
      for (const path of suspectsIn(schema.tokens.get(type)!, schema, [], new Set())) {
        suspects += 1;
        const text = path.join('.');
        const isListed = open.delete(`${type} ${text}`);
        if (read.some((each) => covers(each, path)) || everywhere.some((each) => each.test(text))) continue;
        if (!isListed) flaws.push(`${type}: nobody reads ${text} of ${schema.is}`);
      }
    }
  }
  if (types > 0)
    flaws.push(
      ...[...open]
        .filter((each) => known.of(each.split(' ')[0]!) !== undefined)
        .map((each) => `unread.json: ${each} is no such property`),
    );
  return { flaws, types, suspects };
}
