/** The estate of one drill: the site's own, with what the planted faults change in it. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Fault } from './faults.ts';
import type { Site } from './site.ts';

export function estateWith(site: Site, faults: readonly Fault[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'cloison-drill-')), 'estate');
  cpSync(site.estate, folder, { recursive: true });
  for (const step of faults.flatMap((fault) => fault.plant)) {
    if (step.do !== 'estate') continue;
    const file = join(folder, step.file);
    const document = parseDocument(readFileSync(file, 'utf8'));
    document.setIn(step.path, step.value);
    writeFileSync(file, document.toString({ lineWidth: 0 }));
  }
  return folder;
}
