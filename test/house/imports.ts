/** Who imports whom, read from the text: independent of the linter and of its configuration. */
import { posix } from 'node:path';

/** Room → rooms whose `index.ts` it may import. A room that is not here (scripts, test) may import any file. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  estate: [],
  classifiers: ['estate'],
  audit: ['estate'],
  policies: ['estate'],
  evidence: ['estate'],
  infra: ['estate'],
  guard: ['estate', 'classifiers', 'audit', 'policies', 'evidence'],
  stacks: ['estate', 'classifiers', 'audit', 'policies', 'evidence', 'infra'],
  cli: ['estate', 'classifiers', 'audit', 'policies', 'evidence', 'infra', 'guard', 'stacks'],
};

/** A second door: the engine that plans a program brings no SDK of Pulumi, and the components of its room do. */
const engine = 'infra/engine/index.ts';

/** Every specifier: static, re-exported, for types only, for effect only, dynamic, in a type, and of a worker. */
export function specifiers(text: string): readonly string[] {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  const patterns = [
    /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])(?<name>[^'"]+)\1/g,
    /\bimport\s*(['"])(?<name>[^'"]+)\1/g,
    /\bimport\s*\(\s*(['"`])(?<name>[^'"`]+)\1/g,
    /\bnew URL\(\s*(['"`])(?<name>\.{1,2}\/[^'"`]+\.[jt]s)\1/g,
  ];
  return patterns.flatMap((pattern) => [...bare.matchAll(pattern)].map((match) => match.groups!['name']!));
}

/** Why `path` may not import what it imports; empty where it may. */
export function wrongImports(path: string, text: string): readonly string[] {
  const room = path.split('/')[0]!;
  const rooms = allowed[room];
  if (rooms === undefined) return [];
  return specifiers(text).flatMap((name) => {
    if (!name.startsWith('.')) return name.startsWith('/') ? [`${path} imports ${name}: an absolute path`] : [];
    const target = posix.join(posix.dirname(path), name);
    const [other = ''] = target.split('/');
    if (other === room) return [];
    if (!rooms.includes(other)) return [`${path} imports ${target}: ${room} may not import ${other}`];
    return target === `${other}/index.ts` || target === engine
      ? []
      : [`${path} imports ${target}: not through ${other}/index.ts`];
  });
}
