/** How this tool was called here: lines that it prints must work when they are pasted, in a checkout as in an installation. */
import { relative } from 'node:path';

export interface Start {
  /** The script that Node was told to run, absolute. */
  readonly script: string;
  readonly folder: string;
  /** `bin/cloison.js` of a checkout, absolute; undefined where the published package runs. */
  readonly bin: string | undefined;
}

/** A checkout has no `cloison` on anybody's path; what npm put beside a project is found by npx alone. */
export function startedAs({ script, folder, bin }: Start): string {
  if (bin !== undefined) return `node ${relative(folder, bin).replaceAll('\\', '/')}`;
  return /[\\/]node_modules[\\/]/.test(script) ? 'npx cloison' : 'cloison';
}

/**
 * Our own sentences, with the tool called as it was called here wherever one writes a command of it. Done before anything
 * is put into them: a foreign name that reads like a command stays what it is.
 */
export function asStarted(command: string, names: readonly string[]): (text: string) => string {
  if (command === 'cloison') return (text) => text;
  const written = new RegExp(String.raw`(?<![\w./-])cloison (?=(?:${names.join('|')}|--help)(?![\w-]))`, 'g');
  return (text) => text.replace(written, () => `${command} `);
}
