/** What makes a finding the same finding tomorrow, in another order of resources and lines. */
import { sha256, type Finding, type Reason } from '../../../estate/index.ts';

/** Values that say where and with whom: a bucket that a baseline excuses in one country is a new finding in another. */
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
]);

/** Not canonical JSON: that refuses half a character, and a name of a plan may hold one. */
function partOf({ code, values }: Reason): string {
  const kept = Object.entries(values)
    .filter(([name]) => telling.has(name))
    .map(([name, value]) => [name, typeof value === 'object' ? value.toSorted() : value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([code, kept]);
}

/** 64 hex digits over control, subject, dataset, verdict, and of the reasons only what says where and with whom. */
export function fingerprintOf({ control, subject, dataset, verdict, reasons }: Finding): string {
  const why = [...new Set(reasons.map(partOf))].sort();
  return sha256(JSON.stringify([control, subject, dataset ?? '', verdict, why]));
}
