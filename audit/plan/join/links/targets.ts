/**
 * Where a copy goes when the plan knows it only after apply: to the container that the configuration computes it from, by
 * the name that the plan tells of that one. What does not lead to one container of the same input stays unknown.
 */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { segmentsOf } from '../../table/leaves.ts';
import type { Path } from '../../table/shape.ts';
import { targetSaid } from '../sides/aim.ts';
import type { Directory } from './directory.ts';
import type { Kept } from './keep.ts';
import { saidAlone } from '../sides/says.ts';

type ByAddress = ReadonlyMap<string, Kept>;

/** The table's paths of blocks; the first that the input tells something of. */
function toldOf({ entry, references }: Kept): readonly string[] | undefined {
  const paths = (entry!.row.replication?.read ?? []).map(({ path }) => path);
  const [path] = paths;
  return paths.length === 1 && typeof path === 'string' && path.includes('.') ? references[path] : undefined;
}

function nameOf(kept: Kept | undefined, families: readonly string[]): string | undefined {
  const isOne =
    kept?.entry?.row.role === 'holds' && kept.planned.operation !== 'read' && families.includes(kept.entry.family);
  return isOne ? kept.after?.name?.value : undefined;
}

/**
 * There must be as many targets in the configuration as in the plan: blocks that a program makes by `dynamic` are in the
 * plan alone. Which of them is the unknown one nobody says, so that all that are cited count.
 */
function named(kept: Kept, byAddress: ByAddress): void {
  const { entry, after, planned } = kept;
  const said = after!.says.replication;
  const told = toldOf(kept);
  if (told === undefined || told.length !== said.length || kept.hidesTargets === true) return;
  if (said.some(({ state, code }) => state !== 'value' && code !== 'after-apply')) return;
  const families = entry!.row.parent?.of ?? [entry!.family];
  const cited = told.filter((address) => address !== '');
  const names = cited.map((address) => nameOf(byAddress.get(`${planned.input}\0${address}`), families));
  if (names.some((name) => name === undefined)) return;
  const known = said.filter(({ state }) => state === 'value');
  if (known.length + cited.length < said.length) return;
  kept.after = {
    ...after!,
    says: saidAlone({
      ...after!.says,
      replication: [...known, ...(names as string[]).map((name) => targetSaid(name, false))],
    }),
  };
}

type Replication = Answer<readonly string[]>;

/** Cited at a path, where it is sure that nothing else stands there. */
function citedAt(kept: Kept, path: Path, count: number, directory: Directory): readonly Kept[] {
  const { to = [] } = kept.entry!.row.replication!;
  const isBlock = segmentsOf(path).length > 1;
  const told = isBlock && typeof path === 'string' ? kept.references[path] : directory.addressesAt(kept, path);
  if (told === undefined || (isBlock && (told.length !== count || kept.hidesTargets === true))) return [];
  const addresses = new Set(told.filter((address) => address !== ''));
  const all = directory.at(kept, addresses);
  return all.length === addresses.size && all.every(({ entry }) => to.includes(entry!.family)) ? all : [];
}

/** Targets that its row says what they may be: each of the inputs under a mark, each other as it is written. */
function aimed(kept: Kept, directory: Directory, found: Map<string, Kept>): void {
  const { read, to = [], metadata = false } = kept.entry!.row.replication!;
  const marked = (target: Kept): Replication => {
    const mark = `\0${target.planned.input}\0${target.planned.address}`;
    found.set(mark, target);
    return value([`${metadata ? 'metadata:' : ''}${mark}`]);
  };
  const answers = read.flatMap(({ path, other }, index): readonly Replication[] => {
    const said = kept.after!.aims?.[index] ?? [];
    if (other !== 'self')
      return said.map((answer) => {
        if (answer.value === undefined) return answer as Answer<never>;
        return other === undefined ? failed('unknown', 'value-not-known') : value(other);
      });
    const known = said.filter(({ value: text }) => text !== undefined);
    const open = said.filter(({ value: text }) => text === undefined);
    const isOpen = open.length > 0 && open.every(({ code }) => code === 'after-apply');
    const cited = !isOpen ? [] : citedAt(kept, path, said.length, directory);
    return [
      ...known.map(({ value: text }) => {
        const target = directory.named(kept, to, text!);
        return target === undefined ? targetSaid(text!, metadata) : marked(target);
      }),
      ...(cited.length < open.length ? (open as readonly unknown[] as readonly Answer<never>[]) : cited.map(marked)),
    ];
  });
  kept.after = { ...kept.after!, says: saidAlone({ ...kept.after!.says, replication: answers }) };
}

/** Fills in what the plan leaves open of where copies go. Gives what each mark among the targets stands for. */
export function nameTargets(all: readonly Kept[], directory: Directory): ReadonlyMap<string, Kept> {
  const found = new Map<string, Kept>();
  for (const kept of all)
    if (kept.after?.aims !== undefined && kept.after.says.replication.length > 0) aimed(kept, directory, found);
  nameOpen(all);
  return found;
}

function nameOpen(all: readonly Kept[]): void {
  const open = all.filter(
    ({ after }) =>
      after?.aims === undefined && after?.says.replication.some(({ code }) => code === 'after-apply') === true,
  );
  if (open.length === 0) return;
  const byAddress = new Map(all.map((kept) => [`${kept.planned.input}\0${kept.planned.address}`, kept]));
  for (const kept of open) named(kept, byAddress);
}
