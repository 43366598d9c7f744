/** Writes zone and dataset where a type has tags or labels. What the program wrote itself stays: it is judged as such. */
import type { Claim } from './judge.ts';
import { isLater, isSealed } from './hidden.ts';
import table from './places.json' with { type: 'json' };

interface Row {
  readonly at: readonly string[];
  readonly as: string;
  readonly fits?: string;
  readonly also?: readonly (readonly string[])[];
  readonly types?: readonly string[];
  readonly package?: string;
  readonly except?: readonly string[];
}
type Props = Readonly<Record<string, unknown>>;

const rows: readonly Row[] = table.rows;
/** Names of the two tags, the same everywhere: every system allows them. */
export const tags = { zone: 'cloison-zone', dataset: 'cloison-dataset' } as const;

/** What a value may be there; the estate allows more than some systems do. */
const fitting: Readonly<Record<string, RegExp>> = {
  gcp: /^[a-z0-9_-]{1,63}$/,
  kubernetes: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
};

function rowOf(type: string): Row | undefined {
  return (
    rows.find((row) => row.types?.includes(type)) ??
    rows.find(
      (row) =>
        type.startsWith(`${row.package}:`) && !(row.except ?? []).some((pattern) => new RegExp(pattern).test(type)),
    )
  );
}

const entries = (claim: Claim): [string, string][] => [
  [tags.zone, claim.zone],
  [tags.dataset, claim.dataset],
];

function joined(as: string, there: unknown, claim: Claim): unknown {
  if (as === 'map') return { ...Object.fromEntries(entries(claim)), ...(there as object | undefined) };
  const list = (there ?? []) as readonly unknown[];
  const key = (each: unknown) =>
    typeof each === 'string' ? each.split('=')[0] : (each as { key?: unknown } | null)?.key;
  const missing = entries(claim).filter(([name]) => !list.some((each) => key(each) === name));
  return [...list, ...missing.map(([name, value]) => (as === 'words' ? `${name}=${value}` : { key: name, value }))];
}

/** Somewhere on the way stands what nobody knows yet: it is left as it is, and nothing is written. */
function isOpen(value: unknown): boolean {
  return (
    value === undefined || value === null || Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  );
}

function writtenAt(there: unknown, path: readonly string[], as: string, claim: Claim): unknown {
  if (isLater(there)) return there.apply((value) => writtenAt(value, path, as, claim));
  if (isSealed(there)) return { ...there, value: writtenAt(there.value, path, as, claim) };
  if (!isOpen(there)) return there;
  const [name, ...rest] = path;
  if (name === undefined) return joined(as, there, claim);
  if (name === '*') return Array.isArray(there) ? there.map((each) => writtenAt(each, rest, as, claim)) : there;
  const props = (there ?? {}) as Props;
  return { ...props, [name]: writtenAt(props[name], rest, as, claim) };
}

/** What stands there afterwards: a claim of the program's own is narrower than that of a whole stack, and is judged. */
function standing(there: unknown, [name, ...rest]: readonly string[], claim: Claim): Claim {
  if (name !== undefined) return standing((there as Props | undefined)?.[name], rest, claim);
  const list: readonly unknown[] = Array.isArray(there) ? there : [];
  const word = (tag: string) => list.find((each) => typeof each === 'string' && each.startsWith(`${tag}=`));
  const pair = (tag: string) => list.find((each) => (each as { key?: unknown } | null)?.key === tag);
  const value = (tag: string): unknown =>
    (there as Props | undefined)?.[tag] ??
    (word(tag) as string | undefined)?.slice(tag.length + 1) ??
    (pair(tag) as { value?: unknown } | undefined)?.value;
  const text = (tag: string, otherwise: string) => {
    const found = value(tag);
    return typeof found === 'string' ? found : otherwise;
  };
  return { zone: text(tags.zone, claim.zone), dataset: text(tags.dataset, claim.dataset) };
}

export type Written =
  | { readonly props: Props; readonly claim: Claim }
  /** The ids cannot stand there. */
  | { readonly unfit: string };

/** Where the two stand on a resource of this type; nothing where it has no place for them. */
export function claimPaths(type: string): readonly (readonly string[])[] {
  const row = rowOf(type);
  return row === undefined ? [] : [row.at, ...(row.also ?? [])];
}

/** The same properties where the type has no place for the two. */
export function write(type: string, props: Props, claim: Claim): Written {
  const row = rowOf(type);
  if (row === undefined) return { props, claim };
  const rule = fitting[row.fits ?? ''];
  const unfit = [claim.zone, claim.dataset].find((id) => rule !== undefined && !rule.test(id));
  if (unfit !== undefined) return { unfit };
  const paths = [row.at, ...(row.also ?? [])];
  const all = paths.reduce<Props>((before, path) => writtenAt(before, path, row.as, claim) as Props, props);
  return { props: all, claim: standing(all, row.at, claim) };
}
