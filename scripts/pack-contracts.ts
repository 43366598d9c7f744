/**
 * The contracts of the controls, asked of the module once, when the package is packed: they are the same at each start,
 * and the question costs a start as much as judging ten resources. Held to the digest of the module that stated them.
 */
import { relative, sep } from 'node:path';
import type { Plugin } from 'rolldown';
import { committedEngine } from '../policies/index.ts';

export const statedModule = 'policies/engine/stated.ts';

/** JavaScript that stands for the module of that path. */
export function statedCode(): string {
  const engine = committedEngine();
  const [digest, contracts] = [engine.digest, engine.contracts()].map((each) => JSON.stringify(each));
  return `export const statedBy = (digest) => (digest === ${digest} ? ${contracts} : undefined);\n`;
}

export function stateContracts(root: string): Plugin {
  return {
    name: 'state-contracts',
    load: (id) =>
      relative(root, id).split(sep).join('/') === statedModule
        ? { code: statedCode(), moduleType: 'js' as const }
        : undefined,
  };
}
