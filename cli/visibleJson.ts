/** JSON for machines: the exact values, with nothing unseen standing raw. */
import { inertJson } from './report/visible.ts';

/** `indent` as in `JSON.stringify`. */
export function visibleJson(value: unknown, indent?: number): string {
  return inertJson(JSON.stringify(value, null, indent));
}
