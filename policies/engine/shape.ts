/** Validators from schemas: the first values are looked at as they come, and whoever asks more gets a compiled one. */
import { createRequire } from 'node:module';
import type * as AjvModule from 'ajv';
import type { ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { preparedFor } from './prepared.ts';

let ajv: AjvModule.Ajv | undefined;

function compiled(schema: TSchema): ValidateFunction {
  // Asked for here: who asks a handful of questions does not wait for the compiler of schemas to load.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof AjvModule;
  // That our schemas are sound, and that both validators mean the same by them, is tested and not proved at each start.
  ajv ??= new Ajv({ allErrors: false, strict: true, validateSchema: false, code: { optimize: false } });
  return ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
}

/** To compile costs as much as to look at so many: a gate mostly asks a handful of questions, a guard asks for ever. */
const looked = 300;

/**
 * A type guard for one schema. `atOnce`: how many values are looked at before it is compiled. No default of the argument:
 * packed, a schema may be made before this module is.
 */
export function checker<S extends TSchema>(schema: S, atOnce?: number): (value: unknown) => value is Static<S> {
  let validate: ValidateFunction | undefined;
  let asked = 0;
  return (value): value is Static<S> => {
    const fits = preparedFor(schema);
    if (fits !== undefined) return fits(value);
    asked += 1;
    if (asked <= (atOnce ?? looked)) return Check(schema, value);
    validate ??= compiled(schema);
    return validate(value);
  };
}
