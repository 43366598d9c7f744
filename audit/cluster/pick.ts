/** Reads fields of an object whose shape nobody promised: what is not there, or of another type, is nothing. */
import type { Json } from '../../estate/index.ts';
import { isObject } from '../fields.ts';
import type { Fields } from './client.ts';

export function at(item: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = item;
  for (const key of path)
    found = found !== undefined && isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}
export const textAt = (item: Json | undefined, ...path: readonly string[]): string | undefined => {
  const found = at(item, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};
export const listAt = (item: Json | undefined, ...path: readonly string[]): readonly Fields[] => {
  const found = at(item, ...path);
  return Array.isArray(found) ? found.filter((row: Json): row is Fields => isObject(row)) : [];
};
export const textsAt = (item: Json | undefined, ...path: readonly string[]): readonly string[] => {
  const found = at(item, ...path);
  return Array.isArray(found) ? found.filter((row: Json): row is string => typeof row === 'string') : [];
};
/** Labels and parameters: text by text. */
export const textMap = (item: Json | undefined, ...path: readonly string[]): Readonly<Record<string, string>> => {
  const found = at(item, ...path);
  const rows = found !== undefined && isObject(found) ? Object.entries(found) : [];
  return Object.fromEntries(rows.filter((row): row is [string, string] => typeof row[1] === 'string'));
};
