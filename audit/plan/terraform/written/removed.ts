/**
 * A `removed` block: what it takes out of the configuration, and what it runs when that is destroyed. The JSON of a plan
 * leaves it out. Syntax: https://developer.hashicorp.com/terraform/language/block/removed
 */
import { bodyOf } from './body.ts';

export interface Removed {
  /** Inside its module, without keys, which Terraform allows none of. */
  readonly address: string;
  /** One kind for each. */
  readonly provisioners: readonly string[];
}

const address = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)+$/;

/** Undefined where nobody can say what it takes out. */
export function removedBy(text: string): Removed | undefined {
  const body = bodyOf(text);
  const from = body?.attributes.get('from')?.text;
  if (body === undefined || from === undefined || !address.test(from)) return undefined;
  const kinds = body.blocks.flatMap(({ name }) => /^provisioner (.*)$/s.exec(name)?.[1]?.slice(0, 40) ?? []);
  return { address: from, provisioners: kinds };
}
