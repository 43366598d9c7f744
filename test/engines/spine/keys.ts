/** The key that seals the drill's evidence, and who trusts it. */
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedKey } from '../../../estate/index.ts';
import { cloison, type Ran } from './run.ts';

/** Makes a key as a person would, and the trust document that its printed entry asks for. */
export async function newToolKey(folder: string): Promise<{ key: string; trust: string }> {
  const made = await cloison(['keys', 'new', '--role', 'tool', '--out', folder, '--json']);
  if (made.code !== 0) throw new Error(made.err);
  const entry = /\{[^{}]*"publicKey"[^{}]*\}/.exec(made.out)![0];
  const keys = [JSON.parse(entry) as TrustedKey];
  writeFileSync(join(folder, 'trust.json'), JSON.stringify({ version: 'cloison/trust/v1', keys }));
  return toolTrust(folder);
}

export function toolTrust(folder: string): { key: string; trust: string } {
  return { key: globSync(join(folder, '*.pem'))[0]!, trust: join(folder, 'trust.json') };
}

export function verify(bundle: string, trust: string): Promise<Ran> {
  return cloison(['evidence', 'verify', bundle, '--trust', trust, '--lang', 'en']);
}
