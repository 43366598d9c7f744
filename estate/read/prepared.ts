/** Validators that are made when the package is packed (`scripts/pack-checks.ts`). A checkout has none. */
import type { TSchema } from 'typebox';

export function preparedFor(_schema: TSchema): ((value: unknown) => boolean) | undefined {
  return undefined;
}
