/** Whom an expression names, where it computes nothing. What the plan lists as cited, and what it knows, must be the same. */
import { unknownLeaf, type Bare, type Properties, type Tree } from '../../told.ts';
import { referenceOf, type Reference } from '../references.ts';
import type { Body } from '../written/body.ts';
import { plainOf } from '../written/plain.ts';
import type { Members } from './members.ts';
import type { Spot, Trace } from './trace.ts';

/** As the plan lists them: a key that is computed stands beside what it is a key of. */
function referencesOf(cites: string): readonly Reference[] {
  const own = /\[(each\.key|count\.index)\]/.exec(cites)?.[1];
  return [referenceOf(cites), own === undefined ? undefined : referenceOf(own)].filter((each) => each !== undefined);
}

/** Whether all that expressions cite is what the plan lists of them. What leads to no other resource it leaves out. */
export function isCited(items: readonly string[], listed: readonly Reference[], module: string): boolean {
  const all = items.flatMap((item) => {
    const plain = plainOf(item);
    return plain === undefined || 'text' in plain ? [] : referencesOf(plain.cites);
  });
  const leads = all.some(({ cites }) => (cites === 'variable' ? module !== '' : cites !== 'own-key'));
  const own = new Set(leads ? all.map((each) => JSON.stringify(each)) : []);
  const told = new Set(listed.map((each) => JSON.stringify(each)));
  return own.size === told.size && own.isSubsetOf(told);
}

interface Asked {
  readonly items: readonly string[];
  readonly spot: Spot;
  readonly planned: Tree;
}

/** Of a list that is known in part: what is known must be among them. */
function agrees(texts: readonly string[], planned: Tree): boolean {
  if (!Array.isArray(planned)) return true;
  const known = (planned as readonly Tree[]).filter((each) => typeof each === 'string');
  return planned.length === texts.length && known.every((each) => texts.includes(each));
}

/** Names, where all are known; else references, where all are such. */
export function namesIn(
  trace: Trace,
  { items, spot, planned }: Asked,
  members: Members,
): { readonly texts: readonly string[] } | { readonly bare: readonly Bare[] } | undefined {
  const found = items.map((item) => trace.reach(item, spot));
  const texts = found.map((each) => (each === undefined ? undefined : 'text' in each ? each.text : members.of(each)));
  const whole = texts.filter((each) => each !== undefined);
  if (whole.length === found.length && whole.length > 0) return agrees(whole, planned) ? { texts: whole } : undefined;
  const bare = found.filter((each) => each !== undefined && 'address' in each);
  return bare.length === found.length && bare.length > 0 ? { bare } : undefined;
}

/** By path. */
type Bares = Readonly<Record<string, readonly Bare[]>>;

interface AskedInBlocks extends Omit<Asked, 'items'> {
  readonly body: Body;
  readonly property: string;
  readonly cited: readonly Reference[];
}

/** Of attributes of blocks, which the plan knows where they are texts. Blocks that a program makes (`dynamic`) are not counted. */
export function inBlocks(trace: Trace, { body, property, spot, cited, planned }: AskedInBlocks): Bares {
  const blocks = body.blocks.filter(({ name }) => name === property).map((block) => block.body);
  const isMade = body.blocks.some(({ name }) => name === `dynamic ${property}`);
  if (isMade || !Array.isArray(planned) || planned.length !== blocks.length || blocks.length === 0) return {};
  const leaves = blocks.flatMap(({ attributes }) =>
    [...attributes.values()].flatMap(({ text, items = [text] }) => items),
  );
  const names = new Set(blocks.flatMap(({ attributes }) => [...attributes.keys()]));
  const isWaiting = (name: string) =>
    (planned as readonly Tree[]).some((each) => (each as Properties | null)?.[name] === unknownLeaf);
  const bare: Record<string, readonly Bare[]> = {};
  if (!isCited(leaves, cited, spot.module)) return {};
  for (const name of names) {
    const found = blocks.map(({ attributes }) => trace.reach(attributes.get(name)?.text ?? '', spot));
    const all = found.flatMap((each) => (each === undefined || 'text' in each ? [] : [each]));
    if (isWaiting(name) && found.every((each) => each !== undefined) && all.length > 0)
      bare[`${property}.${name}`] = all;
  }
  return bare;
}
