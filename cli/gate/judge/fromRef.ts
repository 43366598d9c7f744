/**
 * The judge is not in the dock: `git:<ref>[:<path>]` reads a file of the judge from a ref that the change cannot alter.
 * `<path>` starts at the root of the repository; left out, it is the root itself.
 */
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { realGit, type Git } from './git.ts';
import { commitOf, gitFiles } from './gitFiles.ts';

/** Where the estate was read. */
export interface EstateOrigin {
  /** As the user named it; inside the tree of the ref where there is one. */
  readonly path: string;
  readonly ref?: string;
  readonly commit?: string;
  /** The estate of the working tree is another one, or none: it was not used. */
  readonly differs?: boolean;
  /** Where it differs: `behind`, the change left it alone while the ref moved on; else what the change makes of it. */
  readonly own?: 'behind' | 'changed' | 'missing' | 'unreadable';
}

export interface Located {
  readonly path: string;
  /** An edge whose disk is the tree of the ref. */
  readonly edge: Edge;
  readonly ref?: string;
  readonly commit?: string;
}

const shape = /^git:(?<ref>[^:]+)(?::(?<path>.+))?$/s;

export const isFromGit = (word: string): boolean => word.startsWith('git:');

/** A path is itself; `git:…` is resolved to a commit once, so that a ref that moves meanwhile changes nothing. */
export function located(word: string, edge: Edge, flag: string): Located {
  if (!isFromGit(word)) return { path: word, edge };
  const { ref, path = '.' } = shape.exec(word)?.groups ?? {};
  if (ref === undefined) throw new UsageError('wrong-value', word, ['git:<ref>', 'git:<ref>:<path>'], flag);
  const git = edge.git ?? realGit;
  const commit = commitOf(ref, git);
  const files = gitFiles(commit, git);
  if (files.kindOf(path) === undefined)
    throw new UsageError('not-in-ref', path, [], `${ref} (${commit.id.slice(0, 12)})`);
  return { path, edge: { ...edge, files: async () => files }, ref, commit: commit.id };
}

/** Of the working tree; undefined outside of a repository. */
export function rootOf(git: Git): string | undefined {
  const { status, stdout } = git(['rev-parse', '--show-toplevel'], 65_536);
  return status === 0
    ? Buffer.from(stdout)
        .toString('utf8')
        .replace(/\r?\n$/, '')
    : undefined;
}
