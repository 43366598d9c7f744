/** What makes a finding the same finding tomorrow, in another order of resources and lines. */
import { sha256, tellingValues, type Finding, type Reason } from '../../../estate/index.ts';

/**
 * A bucket that a baseline excuses in one country is a new finding in another, as it is for an exception. Not canonical
 * JSON: that refuses half a character, and a name of a plan may hold one.
 */
const partOf = (reason: Reason): string => JSON.stringify([reason.code, tellingValues(reason)]);

/** 64 hex digits over control, subject, dataset, verdict, and of the reasons only what says where and with whom. */
export function fingerprintOf({ control, subject, dataset, verdict, reasons }: Finding): string {
  const why = [...new Set(reasons.map(partOf))].sort();
  return sha256(JSON.stringify([control, subject, dataset ?? '', verdict, why]));
}
