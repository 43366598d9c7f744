/**
 * What a program gives as secret or as known only at apply. A secret is shown to nobody, so nobody could judge the dataset
 * that it claims: what stands there must be what the transform writes, and is compared here without being told.
 */
import type { Claim } from './judge.ts';

/** Key and value by which Pulumi's own wire format marks a secret; a transform is handed it so. */
const signature = '4dabf18193072939515e22adb298388d';
const secret = '1b47061264138c4ac30d75fd1eb44270';

interface Later {
  readonly isSecret: Promise<boolean>;
  readonly isKnown: Promise<boolean>;
  promise(withUnknowns: boolean): Promise<unknown>;
  apply(then: (value: unknown) => unknown): unknown;
}
const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** By its mark and not by its class: a program may have loaded two copies of the SDK. */
export const isLater = (value: unknown): value is Later => isTree(value) && value['__pulumiOutput'] === true;
export const isSealed = (value: unknown): value is { readonly value: unknown } =>
  isTree(value) && value[signature] === secret;

interface Opened {
  readonly value: unknown;
  readonly isHidden: boolean;
}
async function opened(given: unknown, isHidden: boolean): Promise<Opened> {
  const value: unknown = await given;
  if (isSealed(value)) return opened(value.value, true);
  if (!isLater(value)) return { value, isHidden };
  if (!(await value.isKnown)) return { value: undefined, isHidden };
  return opened(await value.promise(true), isHidden || (await value.isSecret));
}

/** The two tags and what each should be. */
type Wanted = ReadonlyMap<string, string>;

async function inTags(there: Opened, wanted: Wanted): Promise<boolean> {
  const isOther = ({ value, isHidden }: Opened, name: string) =>
    isHidden && typeof value === 'string' && wanted.has(name) && value !== wanted.get(name);
  if (!Array.isArray(there.value)) {
    const own = isTree(there.value) ? there.value : {};
    const all = [...wanted.keys()].map(async (name) => isOther(await opened(own[name], there.isHidden), name));
    return (await Promise.all(all)).includes(true);
  }
  for (const each of there.value as readonly unknown[]) {
    const item = await opened(each, there.isHidden);
    const [word = '', ...rest] = typeof item.value === 'string' ? item.value.split('=') : [];
    if (isOther({ ...item, value: rest.join('=') }, word)) return true;
    if (!isTree(item.value)) continue;
    const key = await opened(item.value['key'], item.isHidden);
    if (isOther(await opened(item.value['value'], key.isHidden), String(key.value))) return true;
  }
  return false;
}

async function under(
  given: unknown,
  [name, ...rest]: readonly string[],
  wanted: Wanted,
  isHidden: boolean,
): Promise<boolean> {
  const there = await opened(given, isHidden);
  if (name === undefined) return inTags(there, wanted);
  const inner =
    name === '*' ? (Array.isArray(there.value) ? there.value : []) : isTree(there.value) ? [there.value[name]] : [];
  const all = inner.map((each: unknown) => under(each, rest, wanted, there.isHidden));
  return (await Promise.all(all)).includes(true);
}

/** Whether a secret under one of these paths claims another zone or dataset. */
export async function claimsInSecret(
  props: object,
  paths: readonly (readonly string[])[],
  { zone, dataset }: Claim,
  names: { readonly zone: string; readonly dataset: string },
): Promise<boolean> {
  const wanted = new Map([
    [names.zone, zone],
    [names.dataset, dataset],
  ]);
  const all = paths.map((path) => under(props, path, wanted, false));
  return (await Promise.all(all)).includes(true);
}
