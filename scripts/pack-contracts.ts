/**
 * The contracts of the controls, asked of the module once, when the package is packed: they are the same at each start,
 * and the question costs a start as much as judging ten resources. Held to the digest of the module that stated them.
 */
import { relative, sep } from 'node:path';
import type { Plugin } from 'rolldown';
import { committedData } from '../policies/engine/committedData.ts';
import { committedEngine } from '../policies/index.ts';
import { quoted } from './pack-start.ts';

export const statedModule = 'policies/engine/stated.ts';

/** JavaScript that stands for the module of that path. */
export function statedCode(): string {
  const engine = committedEngine();
  const [digest, contracts] = [engine.digest, engine.contracts()].map((each) => JSON.stringify(each));
  return `export const statedBy = (digest) => (digest === ${digest} ? ${contracts} : undefined);\n`;
}

/** The facts as the module reads them, made of the committed rows. */
export const dataModule = 'policies/engine/committedData.ts';
export const dataCode = (): string =>
  `export const committedData = () => JSON.parse(${quoted(JSON.stringify(committedData()))});\n`;

export function stateContracts(root: string): Plugin {
  return {
    name: 'state-contracts',
    load(id) {
      const path = relative(root, id).split(sep).join('/');
      const code = path === statedModule ? statedCode() : path === dataModule ? dataCode() : undefined;
      return code === undefined ? undefined : { code, moduleType: 'js' as const };
    },
  };
}
