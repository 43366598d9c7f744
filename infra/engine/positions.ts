/** Where in the program a resource was written. A path that leads out of the project names a machine, and is dropped. */
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramPosition } from './registration.ts';

interface Spot {
  getUri(): string;
  getLine(): number;
  getColumn(): number;
}

/** Under ES modules the SDK puts a file URL behind another scheme: the last one counts. */
function pathIn(uri: string): string | undefined {
  const at = uri.lastIndexOf('file:');
  if (at === -1) return undefined;
  const rest = uri.slice(at + 'file:'.length).replace(/^\/*/, '/');
  try {
    return fileURLToPath(`file://${rest}`);
  } catch {
    return undefined;
  }
}

export function positionOf(spot: Spot | undefined, root: string): ProgramPosition | undefined {
  const path = spot === undefined ? undefined : pathIn(spot.getUri());
  if (spot === undefined || path === undefined) return undefined;
  const file = relative(root, path);
  const isOutside =
    file === '' || file.startsWith('..') || isAbsolute(file) || file.split(sep).includes('node_modules');
  return isOutside ? undefined : { file: file.split(sep).join('/'), line: spot.getLine(), column: spot.getColumn() };
}

/** Texts of the program's own errors: the project's folder goes, what leads elsewhere keeps its last part. */
export function withoutMachine(text: string, root: string): string {
  const inside = text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '').replaceAll(root, '.');
  return inside.replaceAll(/(?:file:\/\/)?(?:\/[\w.@+-]+){2,}\/([\w.@+-]+)/g, '…/$1');
}
