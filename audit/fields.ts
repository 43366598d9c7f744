/** An object of JSON, told from a list and from null. A file of its own: what needs only this loads no schema. */
import type { Json } from '../estate/index.ts';

export type Fields = { readonly [key: string]: Json };

export function isObject(json: Json): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
