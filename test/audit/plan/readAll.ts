import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PlanReader } from '../../../audit/plan/reader.ts';
import type { Planned, ProviderTold, Shortfall, Told } from '../../../audit/plan/told.ts';
import type { Problem } from '../../../estate/index.ts';

/** Everything one reader tells of one text, handed over in pieces of `size` bytes. */
export async function readAll(
  reader: PlanReader,
  text: string,
  { name = 'input', size = 65_536 }: { readonly name?: string; readonly size?: number } = {},
): Promise<Told[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const told: Told[] = [];
  for await (const one of reader.read({ name, bytes: pieces() }, new AbortController().signal))
    told.push(...[one].flat());
  expect(told[0]?.tell).toBe('input');
  return told;
}

export const fixture = (path: string): string => readFileSync(join(import.meta.dirname, 'fixtures', path), 'utf8');

export const resourcesOf = (told: readonly Told[]): Planned[] =>
  told.flatMap((one) => (one.tell === 'resource' ? [one.resource] : []));
export const providersOf = (told: readonly Told[]): ProviderTold[] =>
  told.flatMap((one) => (one.tell === 'provider' ? [one.provider] : []));
export const shortsOf = (told: readonly Told[]): Shortfall[] =>
  told.flatMap((one) => (one.tell === 'short' ? [one.short] : []));
export const problemsOf = (told: readonly Told[]): Problem[] =>
  told.flatMap((one) => (one.tell === 'problem' ? [one.problem] : []));
/** `create main`: what happens to what, without the order, which no tool keeps. */
export const actionsOf = (told: readonly Told[]): string[] =>
  resourcesOf(told)
    .map(({ operation, name }) => `${operation} ${name}`)
    .sort();
