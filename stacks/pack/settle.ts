/**
 * Properties as the policy SDK hands them over: reading an unknown one throws, and the SDK turns that throw into advice,
 * even of a mandatory policy. So everything is copied first, key by key, and what is unknown is written down as unknown.
 */
import { UnknownValueError } from '@pulumi/policy';
import type { Plain } from '../../infra/index.ts';

/** Any other throw goes through: the SDK then fails the preview. */
export function settled(read: () => unknown): Plain {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    if (error instanceof UnknownValueError) return { $unknown: true };
    throw error;
  }
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return { $unknown: true };
  const each = value as Readonly<Record<string | number, unknown>>;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, at) => settled(() => each[at]));
  // Code of a dynamic provider, and notes of the SDK to itself.
  const names = Object.keys(value).filter((name) => !name.startsWith('__'));
  return Object.fromEntries(names.map((name) => [name, settled(() => each[name])]));
}

export const settledProps = (props: object): Readonly<Record<string, Plain>> =>
  settled(() => props) as Readonly<Record<string, Plain>>;
