/**
 * Ways in through somebody whose owners sit outside the Union. The rules on access do not refuse them, for the transfer is
 * none; what the exposure means is asked of the container. A tick there would be read as "fine". Pure.
 */
import { byText, type Finding, type Verdict } from '../../estate/index.ts';
import type { Ground } from './ground.ts';
import type { Lying } from './lying.ts';
import { distinct, type OnContainer, type Way } from './way.ts';
import { whereIs, type Said } from './where.ts';

/** Controls of a container that say what such an exposure means: who commands the host, and who holds the key. */
const families = ['sovereignty/', 'keys/'];

type Row = Pick<Said, 'control'> & { readonly verdict: Verdict; readonly container?: string };

const isOpen = ({ control, verdict }: Row): boolean =>
  families.some((family) => control.startsWith(family)) && (verdict === 'deny' || verdict === 'unknown');

function folded(rows: readonly Row[]): OnContainer[] {
  const groups = Map.groupBy(rows.filter(isOpen), ({ control, verdict }) => `${verdict} ${control}`);
  return [...groups.values()]
    .map((same) => ({
      control: same[0]!.control,
      verdict: same[0]!.verdict as OnContainer['verdict'],
      containers: distinct(same.map(({ container }) => container)),
    }))
    .sort((one, other) => byText(one.verdict, other.verdict) || byText(one.control, other.control));
}

const found = (container: string, findings: readonly Finding[]): Row[] =>
  findings.map(({ control, verdict }) => ({ control, verdict, container }));

/** Containers seen in a zone speak for it; where there is none, a container is supposed in each of its places. */
function inZone(ground: Ground, id: string, zone: string, lying: readonly Lying[]): Row[] {
  const there = lying.filter((each) => each.zone === zone && each.unseen === undefined);
  if (there.length > 0) return there.flatMap(({ container, findings }) => found(container, findings));
  const supposed = whereIs(ground, id).zones.find((each) => each.zone === zone);
  return [...(supposed?.decisions ?? []), ...(supposed?.places ?? []).flatMap(({ decisions }) => decisions)];
}

/** The same ways; those that nothing refused and that a foreign owner stands behind carry what their container says. */
export function withExposure(ground: Ground, id: string, lying: readonly Lying[], ways: readonly Way[]): Way[] {
  const zones = new Map<string, OnContainer[]>();
  const ofZone = (zone: string): OnContainer[] => {
    const known = zones.get(zone) ?? folded(inZone(ground, id, zone, lying));
    zones.set(zone, known);
    return known;
  };
  return ways.map((way) => {
    const isRefused = way.verdict === 'deny' || way.verdict === 'unknown';
    if (way.route !== 'parent-exposure' || isRefused) return way;
    if (way.plane !== undefined) return { ...way, onContainer: ofZone(way.plane.split('/')[0]!) };
    const own = lying.find(({ container }) => container === way.container);
    return { ...way, onContainer: folded(found(way.container ?? '', own?.findings ?? [])) };
  });
}
