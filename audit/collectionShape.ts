/** The shape of each line of a collection. Closed: a field nobody declared is a problem, never silence. */
import { createRequire } from 'node:module';
import { Type, type Static, type TSchema } from 'typebox';
import type * as AjvModule from 'ajv';
import type { ValidateFunction } from 'ajv';
import { factNames, factStates, factValues, subjectKinds, type FactName } from '../estate/index.ts';
import { gapReasons } from './source.ts';

const closed = <const P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const text = Type.String({ minLength: 1, maxLength: 2048 });
const count = Type.Integer({ minimum: 0 });
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
const id = Type.String({ minLength: 1, maxLength: 100 });

const Header = closed({
  version: Type.Literal('cloison/collection/v1'),
  tool: text,
  estate: text,
  collectedAt: instant,
  sources: Type.Array(closed({ source: id, place: id, kind: id }), { maxItems: 10_000 }),
});

const Trailer = closed({
  end: Type.Literal(true),
  observations: count,
  coverage: Type.Array(
    closed({
      source: id,
      place: id,
      kind: id,
      reached: Type.Boolean(),
      reason: Type.Optional(Type.Enum([...gapReasons])),
      subjects: count,
      calls: count,
      retries: count,
      skipped: count,
    }),
    { maxItems: 10_000 },
  ),
});

const Line = closed({
  subject: Type.String({ minLength: 1, maxLength: 8192 }),
  kind: Type.Enum([...subjectKinds]),
  fact: Type.Enum([...factNames]),
  state: Type.Enum([...factStates]),
  value: Type.Optional(Type.Object({})),
  origin: closed({ source: id, call: text, code: Type.Optional(text) }),
  at: instant,
});

let ajv: AjvModule.Ajv | undefined;
function compiler(): AjvModule.Ajv {
  // Asked for here: whoever judges a plan reads no collection, and does not wait for the compiler of schemas to load.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof AjvModule;
  // Schemas that ship are held sound by their tests: to prove them again and to smooth the code costs each start more than it saves.
  return new Ajv({ allErrors: true, strict: true, validateSchema: false, code: { optimize: false } });
}

const compiled = new Map<TSchema, ValidateFunction>();

/** Made when first asked for: whoever judges a plan reads no collection. */
function validatorOf<S extends TSchema>(schema: S): ValidateFunction<Static<S>> {
  const known = compiled.get(schema);
  if (known !== undefined) return known as ValidateFunction<Static<S>>;
  // Plain JSON Schema: typebox keeps its own marks beside it, which a strict validator would refuse.
  ajv ??= compiler();
  const made = ajv.compile<Static<S>>(JSON.parse(JSON.stringify(schema)) as object);
  compiled.set(schema, made);
  return made;
}

export const checks = {
  header: () => validatorOf(Header),
  trailer: () => validatorOf(Trailer),
  observation: () => validatorOf(Line),
} as const;
export const checkValue = (fact: FactName): ValidateFunction => validatorOf(factValues[fact] as TSchema);
