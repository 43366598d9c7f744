/** The words every document of the language shares. Law and vocabulary: GDPR, DPV 2.3, ISO 3166-1. */
import { Type, type Static, type TSchema } from 'typebox';

/** Classes, from the reader's point of view: D0 public, D1 internal, D2 personal, D3 protected, D4 special (art. 9) or criminal (art. 10). */
export const dataClasses = ['D0', 'D1', 'D2', 'D3', 'D4'] as const;
export const DataClass = Type.Enum([...dataClasses]);
export type DataClass = (typeof dataClasses)[number];

/** An identifier of the estate: used as one subject segment, so it is plain on purpose. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$', title: 'id' });
/** ISO 3166-1 alpha-2 (and XK, user-assigned). */
export const Country = Type.String({ pattern: '^[A-Z]{2}$', title: 'country' });
/** A calendar day, UTC, inclusive at both ends wherever two of them bound a period. */
export const Day = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  format: 'date',
  title: 'day',
});
/** A role, never a person: `role:<name>`. */
export const Role = Type.String({ pattern: '^role:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$', title: 'role' });
/** An ISO 8601 duration such as P6M. */
export const Duration = Type.String({ pattern: '^P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$', title: 'duration' });
export const Text = Type.String({ minLength: 1, maxLength: 2000 });

/** An object that refuses keys it does not know: a misspelt key is a problem, never silence. */
export function closed<const P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

export function listOf<const T extends TSchema>(item: T) {
  return Type.Array(item, { maxItems: 10_000 });
}

export function mapOf<const T extends TSchema>(value: T) {
  return Type.Record(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' }), value, {
    additionalProperties: false,
  });
}

export type { Static };
