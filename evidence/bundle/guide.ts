/** The two guides that lie in every bundle: how to check it with coreutils and OpenSSL only. */
import { readFileSync } from 'node:fs';
import { guideFiles } from './layout.ts';

/** Text by file name. The same for every bundle of one version of the tool, so it can be read before any bundle. */
export function guideTexts(): ReadonlyMap<string, string> {
  return new Map(guideFiles.map((name) => [name, readFileSync(new URL(`../guide/${name}`, import.meta.url), 'utf8')]));
}
