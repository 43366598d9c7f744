/** Validators from schemas, each compiled when it is first asked. */
import { Ajv, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';

// A tenth of a second at every start, against a third of a microsecond a question; that our schemas are sound is tested.
const ajv = new Ajv({ allErrors: false, strict: true, validateSchema: false, code: { optimize: false } });

/** A type guard for one schema. */
export function checker<S extends TSchema>(schema: S): (value: unknown) => value is Static<S> {
  let validate: ValidateFunction | undefined;
  return (value): value is Static<S> => {
    validate ??= ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
    return validate(value);
  };
}
