/** That names hold data of people: how many of what, where, and what to do. The names themselves came no further than the door. */
import type { PlanRow } from '../../../audit/index.ts';
import { manySubjects, shownOfMany } from '../../report/groups.ts';
import type { Masks } from '../people/door.ts';
import type { MaskedNames } from '../report.ts';
import { addressShown, spotShown, type GateTeller } from './telling.ts';

export function maskedNames(masks: Masks | undefined, rows: readonly PlanRow[]): MaskedNames | undefined {
  if (masks === undefined) return undefined;
  const isMasked = (text: string | undefined) => text !== undefined && masks.written(text) !== text;
  return { kinds: masks.kinds, rows: rows.filter(({ address, subject }) => isMasked(address) || isMasked(subject)) };
}

export interface ShownPeople {
  readonly head: string;
  readonly rows: readonly string[];
  readonly next: string;
}

/** By its place a person finds what a mask stands for. */
function foundAt({ say, shield }: GateTeller, { address, position }: PlanRow): string {
  const [named, spot] = [shield(addressShown(address)), spotShown(position)];
  return spot === undefined ? named : say('gate.at', { named, spot: shield(spot) });
}

/** Undefined where no name holds data of anybody. Rows are shielded. */
export function peopleShown(teller: GateTeller): ShownPeople | undefined {
  const { report, say } = teller;
  if (report.masked === undefined) return undefined;
  const { kinds, rows } = report.masked;
  const list = kinds.map(({ kind, count }) => say(`gate.people.${kind}`, { count })).join(say('report.list-separator'));
  const shown = rows.length <= manySubjects ? rows : rows.slice(0, shownOfMany);
  const left = rows.length - shown.length;
  return {
    head: say('gate.people', { resources: rows.length, list }),
    rows: [...shown.map((row) => foundAt(teller, row)), ...(left > 0 ? [say('gate.more', { count: left })] : [])],
    next: say('gate.people.next'),
  };
}
