/** Every row, in every tool's spelling: what it promises to read is read, and no mutation of it reads as something better. */
import { expect, it } from 'vitest';
import type { Reading } from '../../../../audit/plan/table/shape.ts';
import { resourceTable, type Entry } from '../../../../audit/plan/table/table.ts';
import { secretLeaf, unknownLeaf, type Properties, type Told, type Tree } from '../../../../audit/plan/told.ts';
import { atDoor, doorValues, isLax, leafOf } from '../../../stories/gate/wrongs.ts';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';
import { planted } from './planted.ts';

const { entries, entryOfFamily } = resourceTable();
const regions: Readonly<Record<string, readonly [region: string, zone: string]>> = {
  aws: ['eu-west-3', 'eu-west-3a'],
  gcp: ['europe-west9', 'europe-west9-b'],
  azure: ['francecentral', 'francecentral'],
  alibaba: ['eu-central-1', 'eu-central-1a'],
  ovh: ['GRA', 'GRA'],
  scaleway: ['fr-par', 'fr-par-2'],
  outscale: ['eu-west-2', 'eu-west-2a'],
  exoscale: ['ch-gva-2', 'ch-gva-2'],
  own: ['eu-private', 'eu-private'],
};

const served = (entry: Entry, type: string): Told => {
  const its = type.includes(':') ? type.split(':')[0]! : type.split('_')[0]!;
  return provider({ region: regions[entry.provider]![0] }, { key: 'p', name: its });
};

async function factOf(entry: Entry, type: string, after: Properties, fact: string, more: readonly Told[] = []) {
  const holder = resource({ type, name: 'h', provider: 'p', after });
  const reading = await read([inputTold(), served(entry, type), holder, ...more]);
  const row = reading.rows.find(({ address }) => address === `${type}.h`)!;
  expect(row.outcome, type).toBe('judged');
  return factIn(reading, row.subject!, fact);
}

// What holds data only where it claims some has its own test, in `join/kubernetes.test.ts`.
const holders = entries.filter(
  ({ row }) => row.role === 'holds' && row.kind !== 'namespace' && row.ifClaimed === undefined,
);
const typed = (list: readonly Entry[]) =>
  list.flatMap((entry) => entry.row.types.map((type) => [type, entry] as const));

it.each(typed(holders))(
  '%s is placed by what it says, else by its provider; unknown and nonsense are neither',
  async (type, entry) => {
    const { row } = entry;
    const [region, zone] = regions[entry.provider]!;
    const clue = row.place?.find(({ as }) => as === 'region' || as === 'zone');
    if (clue === undefined) {
      const there = await factOf(entry, type, {}, 'location');
      if (entry.provider !== 'azure') expect(['unknown', { region }]).toContainEqual(there);
      return;
    }
    const at = (value: Tree) => factOf(entry, type, planted(clue.path, value, row, type), 'location');
    expect(await at(clue.as === 'zone' ? zone : region)).toEqual(
      entry.provider === 'own' && clue.as === 'zone' ? 'unknown' : { region },
    );
    const abroad = clue.as === 'zone' ? 'nowhere-7q' : 'nowhere-7';
    expect(await at(abroad)).toEqual(clue.as === 'zone' ? 'unknown' : { region: 'nowhere-7' });
    const unknown = await at(unknownLeaf);
    expect(clue.loose === true ? ['unknown', { region }] : ['unknown']).toContainEqual(unknown);
    expect(await at(7)).toBe('error');
  },
);

// What others use is read with them: the class of a volume, in its own test.
const speaking = entries.filter(({ row }) => row.role === 'holds' || row.parent !== undefined);
const encrypting = speaking.filter(({ row }) => (row.encryption?.read.length ?? 0) > 0);
const rank = ['customer-key', 'provider-key', 'none'];

/** A part is put beside a holder it names; a holder stands for itself. */
async function toldBy(entry: Entry, type: string, planting: Properties, fact: string): Promise<unknown> {
  const { row } = entry;
  if (row.role === 'holds') return factOf(entry, type, planting, fact);
  const parent = row.parent ?? row.uses?.[0];
  const isTerraform = !type.includes(':') && !/^[A-Z]/.test(type);
  const family = parent?.of.find((each) => each.includes(':') !== isTerraform) ?? parent?.of[0];
  const holder = family === undefined ? undefined : entryOfFamily(family);
  if (holder === undefined || holder.row.role !== 'holds') throw new Error(`${type} has no holder`);
  const names = holder.row.types.find((each) => each.includes(':') !== isTerraform) ?? holder.row.types[0]!;
  const path = (holder.row.name?.[0] === 'id' ? 'id' : (holder.row.ids?.[0] ?? holder.row.name![0]))!;
  const own = planted(path, 'the-one', holder.row, names);
  const by = parent!.by[0]!;
  const part = resource({ type, name: 'p', provider: 'p', after: planted(by, 'the-one', row, type, planting) });
  return factOf(holder, names, own, fact, [part]);
}

it.each(typed(encrypting))('%s says how it is encrypted, and nothing better than it says', async (type, entry) => {
  for (const reading of entry.row.encryption!.read as readonly Reading<string>[]) {
    const told = (value: Tree) => toldBy(entry, type, planted(reading.path, value, entry.row, type), 'encryption');
    const isBoolean =
      reading.type === undefined && Object.keys(reading.values ?? {}).every((key) => key === 'true' || key === 'false');
    for (const [key, value] of Object.entries(reading.values ?? {})) {
      const leaf: Tree = reading.type === 'number' ? Number(key) : isBoolean ? key === 'true' : key;
      expect([{ value }]).toContainEqual(await told(leaf));
    }
    const dark = await told(unknownLeaf);
    expect(['unknown', { value: reading.unknown }]).toContainEqual(dark);
    expect(['unknown', { value: reading.unknown }]).toContainEqual(await told(secretLeaf));
    expect(['error']).toContainEqual(await told({ nonsense: 1 }));
    expect(rank.indexOf(reading.unknown ?? 'none')).toBeGreaterThan(0);
  }
});

const isOfHolder = ({ row }: Entry) =>
  row.role === 'holds' || row.parent!.of.some((family) => entryOfFamily(family)?.row.role === 'holds');
// A part of a part says it of the holder behind both: `join/aims.test.ts`, and the mutants of `stories/gate`.
const doored = speaking.filter((entry) => (entry.row.doors?.length ?? 0) > 0 && isOfHolder(entry));

it.each(typed(doored))(
  '%s opens the doors it says, and none by nonsense or by what is not known',
  async (type, entry) => {
    const { doors = [], parent } = entry.row;
    for (const door of doors) {
      // A door that yields is seen alone only where the others that yield are shut.
      const others = doors.filter((other) => door.yields === true && other !== door && isLax(other));
      const base = others.map((other) => atDoor(other, doorValues(other, 'shut')[0]!));
      const told = (value: Tree, fact: string) => {
        const { path, value: leaf, also = [] } = atDoor(door, value);
        const tree = [...base, { path, value: leaf }, ...also].reduce<Properties>(
          (made, each) => planted(each.path, each.value, entry.row, type, made),
          {},
        );
        return toldBy(entry, type, tree, fact);
      };
      const keys = Object.keys(door.read.values ?? {});
      const answers = (opening: string | undefined) => ({
        publicRead: opening === 'read' || opening === 'read-write' ? { value: true, via: door.by } : { value: false },
        publicWrite: opening === 'write' || opening === 'read-write' ? { value: true, via: door.by } : { value: false },
      });
      for (const [key, opening] of Object.entries(door.read.values ?? {})) {
        if (opening === 'silent') continue;
        for (const [fact, answer] of Object.entries(answers(opening)))
          expect([answer]).toContainEqual(await told(leafOf(key, keys, door.read.type), fact));
      }
      if (door.read.type === 'addresses') {
        for (const value of doorValues(door, 'open'))
          expect([answers('read').publicRead]).toContainEqual(await told(value, 'publicRead'));
        expect([{ value: false }]).toContainEqual(await told(doorValues(door, 'shut')[0]!, 'publicRead'));
      }
      const { unknown } = door.read;
      const dark = unknown === undefined ? 'unknown' : answers(unknown).publicRead;
      expect([dark]).toContainEqual(await told(unknownLeaf, 'publicRead'));
      if (parent?.by[0] !== door.read.path) expect(['error']).toContainEqual(await told(123, 'publicRead'));
    }
  },
);

it.each(typed(doored.filter(({ row }) => row.doors!.some(isLax))))(
  '%s is open, or nobody knows, where nothing is said of its doors',
  async (type, entry) => {
    const lax = entry.row.doors!.filter(isLax).map(({ absent }) => (absent === 'unknown' ? absent : { value: true }));
    const told = await toldBy(entry, type, {}, 'publicRead');
    expect(lax).toContainEqual(typeof told === 'object' ? { value: (told as { value: boolean }).value } : told);
  },
);

/** Of what computes, copies are asked of its movements alone: there is no fact of them. */
const isComputing = ({ row }: Entry) =>
  (row.role === 'holds' ? row : entryOfFamily(row.parent!.of[0]!)?.row)?.kind === 'workload';
const sending = speaking.filter((entry) => (entry.row.replication?.read.length ?? 0) > 0 && isOfHolder(entry));
const copying = sending.filter((entry) => !isComputing(entry));

it.each(typed(sending.filter((entry) => isComputing(entry) && entry.row.role === 'holds')))(
  '%s, which computes, tells the movements of its copies, known or not',
  async (type, entry) => {
    for (const reading of entry.row.replication!.read as readonly Reading<'self' | string[]>[]) {
      const told = async (value: Tree) => {
        const holder = resource({
          type,
          name: 'h',
          provider: 'p',
          after: planted(reading.path, value, entry.row, type),
        });
        const { movements } = await read([inputTold(), served(entry, type), holder]);
        return movements.map(({ kind, to }) => [kind, to.region]);
      };
      const nowhere = [['replication', undefined]];
      for (const leaf of [unknownLeaf, secretLeaf, 7]) expect(await told(leaf)).toEqual(nowhere);
      const region = entry.row.replication!.regions === true ? 'elsewhere' : undefined;
      expect(await told('elsewhere')).toEqual([['replication', region]]);
    }
  },
);

it.each(typed(speaking.filter((entry) => entry.row.replication?.logs !== undefined)))(
  '%s says where its logs go, which may lie where it may itself',
  async (type, entry) => {
    for (const path of entry.row.replication!.logs!) {
      const told = (value: Tree) => toldBy(entry, type, planted(path, value, entry.row, type), 'replication');
      expect(await told('elsewhere')).toEqual({ targets: ['metadata:elsewhere'] });
      expect(await told(unknownLeaf)).toBe('unknown');
      expect(await told(7)).toBe('error');
      expect(await told('')).toBe('absent');
    }
  },
);

it.each(typed(copying))(
  '%s says where its copies go, and that nobody knows where the target is not known',
  async (type, entry) => {
    for (const reading of entry.row.replication!.read as readonly Reading<'self' | string[]>[]) {
      const told = (value: Tree) => toldBy(entry, type, planted(reading.path, value, entry.row, type), 'replication');
      const isBoolean = Object.keys(reading.values ?? { x: 1 }).every((key) => key === 'true' || key === 'false');
      for (const [key, targets] of Object.entries(reading.values ?? {})) {
        const expected = targets.length === 0 ? 'absent' : { targets };
        expect([expected]).toContainEqual(await told(isBoolean ? key === 'true' : key));
      }
      if (reading.other === undefined && reading.values === undefined) expect(await told('elsewhere')).toBe('unknown');
      if (reading.other === 'self') {
        const sent = entry.row.replication!.metadata === true ? 'metadata:elsewhere' : 'elsewhere';
        expect([{ targets: [sent] }]).toContainEqual(await told('elsewhere'));
        if (entry.row.parent?.by[0] !== reading.path) expect(['unknown']).toContainEqual(await told(unknownLeaf));
      }
      if (entry.row.parent?.by[0] !== reading.path) expect(['error']).toContainEqual(await told(7));
    }
  },
);

it('misses a part whose container is not there, for every part of the table', async () => {
  const parts = typed(entries.filter(({ row }) => row.parent !== undefined && row.role !== 'holds'));
  expect(parts.length).toBeGreaterThan(100);
  for (const [type, { row }] of parts) {
    const after = planted(row.parent!.by[0]!, 'elsewhere', row, type);
    const reading = await read([resource({ type, after })]);
    expect(reading.rows, type).toMatchObject([{ outcome: 'not-understood', reason: 'parent-not-found' }]);
  }
});
