/**
 * What was found of a subject, as far as it says where, with whom and how far: what a baseline knows a finding by, and what
 * an exception is granted for. Who else, where else or what else is another finding.
 */
import { sha256 } from '../canonical.ts';
import type { Reason } from '../decision.ts';

type Value = Reason['values'][string];

const telling: ReadonlySet<string> = new Set([
  'country',
  'countries',
  'region',
  'provider',
  'zone',
  'zones',
  'entity',
  'importer',
  'targets',
  'fact',
  'datasets',
  'claimed',
  'laws',
  'holder',
  'authority',
  'route',
  'clear',
]);
/** Numbers of which fewer is never worse. */
const counts: readonly string[] = ['accounts', 'share'];

/** By name, those values of a reason that say so; lists sorted. */
export function tellingValues({ values }: Reason): (readonly [name: string, value: Value])[] {
  return Object.entries(values)
    .filter(([name]) => telling.has(name))
    .map(([name, value]) => [name, typeof value === 'object' ? value.toSorted() : value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A name may hold anything, half a character too, and must not read as two values. */
const spelt = (value: unknown): string =>
  String(value).replaceAll(/[^\p{L}\p{N}\p{P}\p{S}]|[%=]/gu, (each) =>
    each.isWellFormed() ? encodeURIComponent(each) : `%u${each.charCodeAt(0).toString(16)}`,
  );

/** Characters. What is longer is known by its digest: the language takes no longer text. */
const longest = 1000;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, 200)}… sha256=${sha256(text)}` : text);

function* partsOf(reason: Reason): Generator<string> {
  const told = tellingValues(reason);
  const one = told.flatMap(([name, value]) => (typeof value === 'object' ? [] : [`${name}=${spelt(value)}`]));
  const head = [reason.code, ...one].join(' ');
  const several = told.flatMap(([name, value]) =>
    typeof value === 'object' ? value.map((each) => `${head} ${name}=${spelt(each)}`) : [],
  );
  if (several.length === 0) yield cut(head);
  for (const each of several) yield cut(each);
  for (const name of counts)
    if (typeof reason.values[name] === 'number') yield `${cut(head)} ${name}<=${reason.values[name]}`;
}

/** `<code> <name>=<value> …`, one for each thing named, sorted; of a number `<name><=<number>`. */
export function foundBy(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.flatMap((reason) => [...partsOf(reason)]))].sort();
}

function countIn(part: string): { readonly of: string; readonly count: number } | undefined {
  const [, of, count] = /^(.* (?:accounts|share)<=)([\d.e+-]+)$/s.exec(part) ?? [];
  return of === undefined ? undefined : { of, count: Number(count) };
}

/** What is found beyond what was granted. */
export function foundBeyond(granted: readonly string[], found: readonly string[]): string[] {
  const known = new Set(granted);
  const most = granted.flatMap((part) => countIn(part) ?? []);
  return found.filter((part) => {
    const own = countIn(part);
    return (
      !known.has(part) && !(own !== undefined && most.some(({ of, count }) => of === own.of && own.count <= count))
    );
  });
}
