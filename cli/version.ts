/** Name and version of this tool, from the package it is part of: the checkout's or the published one's. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function toolVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
    if (folder === dirname(folder)) return '0.0.0';
  }
}
