/** Ceph keeps the policies of a user in an attribute: a map of name to document in its own binary encoding, as base64. */
import type { Json } from '../../../estate/index.ts';
import { isObject } from '../../fields.ts';
import { parsePolicy, type Statement } from '../policy.ts';

function texts(bytes: Buffer): string[] | undefined {
  let at = 0;
  const length = (): number => {
    at += 4;
    return at <= bytes.length ? bytes.readUInt32LE(at - 4) : Number.NaN;
  };
  const found: string[] = [];
  for (let left = length() * 2; left > 0; left -= 1) {
    const size = length();
    if (!(at + size <= bytes.length)) return undefined;
    found.push(bytes.toString('utf8', at, (at += size)));
  }
  return at <= bytes.length && found.length % 2 === 0 ? found : undefined;
}

/** A user's policy names no principal: it speaks of its user. */
function withPrincipal(document: string): string | undefined {
  try {
    const policy = JSON.parse(document) as { Statement?: object | object[] };
    const statements = [policy.Statement ?? []].flat().map((statement) => ({ ...statement, Principal: '*' }));
    return JSON.stringify({ ...policy, Statement: statements });
  } catch {
    return undefined;
  }
}

/** Every statement of every policy; undefined when one is not understood; empty when there is none. */
export function userPolicies(attributes: Json | undefined): readonly Statement[] | undefined {
  const rows = Array.isArray(attributes) ? attributes.filter((row) => isObject(row)) : [];
  const found: Statement[] = [];
  for (const { key, val } of rows) {
    if (key !== 'user.rgw.user-policy' && key !== 'user.rgw.managed-policy') continue;
    const parts =
      typeof val === 'string' && key === 'user.rgw.user-policy' ? texts(Buffer.from(val, 'base64')) : undefined;
    if (parts === undefined) return undefined;
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 0) continue;
      const statements = parsePolicy(withPrincipal(part) ?? '');
      if (statements === undefined) return undefined;
      found.push(...statements);
    }
  }
  return found;
}
