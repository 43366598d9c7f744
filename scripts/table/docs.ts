/**
 * What the documentation of a Terraform provider says exists: one page a resource (`docs/resources`, or `website/docs/r`), one bullet
 * a property.
 * Blocks are not told apart: a property of any block of the page counts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Members, Typings } from './typings.ts';

/** Undefined where the folder, named `terraform-provider-<name>@<version>`, holds no such pages. */
export function readDocs(folder: string): Typings | undefined {
  const pages = ['docs/resources', 'website/docs/r'].map((path) => join(folder, path)).find((path) => existsSync(path));
  if (pages === undefined) return undefined;
  const [, provider] = /^terraform-provider-(\w+)@/.exec(basename(folder))!;
  const tokens = new Map<string, Members>();
  const blocks = new Map<string, Members>();
  for (const page of readdirSync(pages).filter((name) => /\.(?:md|markdown)$/.test(name))) {
    const type = `${provider}_${page.replace(/(?:\.html)?\.(?:md|markdown)$/, '')}`;
    const text = readFileSync(join(pages, page), 'utf8');
    const members = new Map([...text.matchAll(/^\s*[*-] `(\w+)`/gm)].map(([, name]) => [name!, `outputs.${type}`]));
    tokens.set(type, members);
    blocks.set(`outputs.${type}`, members);
  }
  return { is: `${basename(folder)} (documentation)`, tokens, blocks };
}
