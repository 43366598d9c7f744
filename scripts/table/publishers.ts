/** Holds `publishers.json` against what a provider's own documentation says of where it is had: `aliyun/alicloud`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import publishers from '../../audit/plan/terraform/publishers.json' with { type: 'json' };

const known: Readonly<Record<string, readonly string[]>> = publishers.types;
const pages = ['docs/index.md', 'website/docs/index.html.markdown'];

/** Undefined where the folder says nothing of it. */
function saidIn(folder: string): { readonly word: string; readonly source: string } | undefined {
  const page = pages.map((path) => join(folder, path)).find((path) => existsSync(path));
  if (page !== undefined) {
    const source = /source\s*=\s*"([\w-]+\/[\w-]+)"/.exec(readFileSync(page, 'utf8'))?.[1];
    const word = /^terraform-provider-(\w+)@/.exec(basename(folder))?.[1];
    return source === undefined || word === undefined ? undefined : { word, source };
  }
  const lib = join(folder, 'lib/provider/index.d.ts');
  if (!existsSync(lib)) return undefined;
  const source = /\/providers\/([\w-]+\/([\w-]+))\//.exec(readFileSync(lib, 'utf8'));
  return source === null ? undefined : { word: source[2]!, source: source[1]! };
}

export function flawsOfPublishers(folder: string): { readonly flaws: readonly string[]; readonly compared: number } {
  const all = readdirSync(folder).flatMap((name) => saidIn(join(folder, name)) ?? []);
  const flaws = all.flatMap(({ word, source }) =>
    known[word]?.includes(source) === true
      ? []
      : [`${word}: published as ${source}, and publishers.json says ${known[word]?.join() ?? 'nothing'}`],
  );
  return { flaws, compared: all.length };
}
