/** The shapes that facts of a question share. Flat and named: `opa check --schema` was seen to be silent under maps. */
import { Type, type TProperties } from 'typebox';

export const text = Type.String();
export const flag = Type.Boolean();
export const number = Type.Number();
export const texts = Type.Array(text);

/** Same states as an observation; `grade` says who vouches: `observed` (read at the source) or `declared` (the estate says so). */
export function fact<const P extends TProperties>(properties: P) {
  return Type.Object(
    { state: text, observation: Type.Optional(text), grade: Type.Optional(text), ...properties },
    { additionalProperties: false },
  );
}
export const maybe = Type.Optional;

export const entityFields = { entity: maybe(text), country: maybe(text) } as const;
/** One entity of the chain that can be compelled: the entity itself, its parents, its holders, its establishments. */
export const link = Type.Object({ entity: text, country: text, link: text }, { additionalProperties: false });
export const share = Type.Object(
  { of: text, country: text, share: number, veto: flag, majority: flag },
  { additionalProperties: false },
);
/** What an exception was granted for, and what stands there; `unknown` where nobody knew or knows. */
export const difference = Type.Object({ what: text, granted: text, stands: text }, { additionalProperties: false });
export const plane = fact({ ...entityFields, from: maybe(texts), clearText: maybe(flag) });
export const paper = fact({
  id: maybe(text),
  kind: maybe(text),
  result: maybe(text),
  from: maybe(text),
  until: maybe(text),
  signed: maybe(text),
});
