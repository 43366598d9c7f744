/** Folders of this machine: counts the files, classifies some. Links are not followed: they lead out of the place. */
import { createReadStream } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fault, parseSubject, subjectOf, type Observation } from '../../estate/index.ts';
import { readContent, type Open } from '../content.ts';
import { countIn, nothingListed, type Listed } from '../drawn.ts';
import { failed, observed, value, type About } from '../observe.ts';
import type { Answer, Scope, Source, SourceContext } from '../source.ts';

const id = 'files';
interface Walked {
  readonly containers: ReadonlyMap<string, Listed<string>>;
  /** Containers that were not walked whole: each with the code of the first thing in it, or above it, that was passed over. */
  readonly passedOver: Map<string, string>;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'Error';
const stateOf = (code: string): 'denied' | 'absent' | 'error' =>
  code === 'EACCES' || code === 'EPERM' ? 'denied' : code === 'ENOENT' ? 'absent' : 'error';

/** The paths that the estate declares inside this place, longest first; the rest belongs to the root, named by nothing. */
function declaredIn({ id: place, containers }: Scope): readonly string[] {
  const parsed = containers.map((subject) => parseSubject(subject));
  const paths = parsed
    .filter(({ scheme, segments }) => scheme === 'file' && segments[0] === place)
    .map(({ segments }) => segments.slice(1).join('/'));
  return paths.filter((path) => path !== '').sort((one, other) => other.length - one.length);
}

/** What is not a file may be anything: it belongs to its container, and to every one declared behind it. */
function passOver({ containers, passedOver }: Walked, owner: string, name: string, code: string): void {
  const behind = [...containers.keys()].filter((path) => name === '' || path.startsWith(`${name}/`));
  for (const path of [owner, ...behind]) if (!passedOver.has(path)) passedOver.set(path, code);
}

async function walk(
  root: string,
  declared: readonly string[],
  { signal, budget, tally }: SourceContext,
): Promise<Walked> {
  const containers = new Map(['', ...declared].map((path): [string, Listed<string>] => [path, nothingListed()]));
  const walked: Walked = { containers, passedOver: new Map() };
  const nameOf = (path: string) => relative(root, path).split(sep).join('/');
  const ownerOf = (name: string) => declared.find((prefix) => name === prefix || name.startsWith(`${prefix}/`)) ?? '';
  const skip = (path: string, code: string) => {
    tally.skipped += 1;
    passOver(walked, ownerOf(nameOf(path)), nameOf(path), code);
  };
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    tally.calls += 1;
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) folders.push(path);
        else if (!entry.isFile()) skip(path, entry.isSymbolicLink() ? 'link' : 'no-regular-file');
        else {
          const name = nameOf(path);
          countIn(containers.get(ownerOf(name))!, path, name, (await lstat(path)).size, budget.sampledObjects);
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      skip(folder, codeOf(error));
    }
  }
  return walked;
}

const open: Open<string> = async (path) => ({ name: path, bytes: createReadStream(path) });

async function* tell(scope: Scope, path: string, walked: Walked, context: SourceContext): AsyncGenerator<Observation> {
  const listed = walked.containers.get(path)!;
  const masked = path
    .split('/')
    .map((part) => (part === '' ? part : context.mask(part)))
    .join('/');
  const about: About = { subject: subjectOf.file(scope.id, masked), kind: 'fileroot', source: id, at: context.now };
  const passedOver = walked.passedOver.get(path);
  const complete = passedOver === undefined;
  if (listed.count === 0 && path !== '') {
    const missing: Answer<never> = complete ? failed('absent', 'no-file') : failed('unknown', passedOver);
    yield observed(about, 'exists', 'readdir', missing);
    return;
  }
  const { labels, prints, sampled } = await readContent(listed, complete, open, context);
  yield observed(about, 'exists', 'readdir', value({}));
  yield observed(about, 'objects', 'readdir', value({ count: listed.count, bytes: listed.bytes, sampled, complete }));
  yield observed(about, 'labels', 'read', labels);
  if (context.fingerprint !== undefined) yield observed(about, 'content', 'read', prints);
}

async function* observe(scope: Scope, context: SourceContext): AsyncGenerator<Observation> {
  const root = scope.place.files!;
  const code = await lstat(root).then(() => undefined, codeOf);
  if (code !== undefined) {
    const reason = stateOf(code) === 'denied' ? 'denied' : 'unreachable';
    throw fault(reason === 'denied' ? 'source-refused' : 'source-unreachable', { place: scope.id, reason });
  }
  const declared = declaredIn(scope);
  const walked = await walk(root, declared, context);
  // With everything declared, a root that holds nothing else is no container of its own.
  const holdsMore = walked.containers.get('')!.count > 0 || walked.passedOver.has('');
  const rest = declared.length === 0 || holdsMore ? [''] : [];
  for (const path of [...rest, ...[...declared].sort()]) yield* tell(scope, path, walked, context);
}

export const filesSource: Source = {
  id,
  kind: 'files',
  rights: ['read the folder and the files in it'],
  fields: ['declared paths', 'counts and sizes', 'labels of sampled content'],
  facts: ['exists', 'objects', 'labels', 'content'],
  observe,
};
