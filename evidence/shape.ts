/** Compiles the schema of a frozen document once; what does not fit is named by its JSON pointer, never quoted. */
import { Ajv } from 'ajv';
import type { Static, TSchema } from 'typebox';

export type Fit<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly pointer: string };

// That our schemas are sound is tested: to prove it again costs each start more than the check itself.
const ajv = new Ajv({ strict: true, allErrors: false, validateSchema: false });

export function shapeOf<const S extends TSchema>(schema: S): (value: unknown) => Fit<Static<S>> {
  let compiled: ReturnType<typeof ajv.compile> | undefined;
  return (value) => {
    compiled ??= ajv.compile(schema);
    if (compiled(value)) return { ok: true, value: value as Static<S> };
    const error = compiled.errors?.[0];
    const extra: unknown = error?.params['additionalProperty'];
    return { ok: false, pointer: `${error?.instancePath ?? ''}${typeof extra === 'string' ? '/+' : ''}` };
  };
}
