/** A bundle of own controls is sealed as it came, perhaps compressed: its texts are looked at before, not its bytes. */
import { fault } from '../../estate/index.ts';
import type { LintBytes } from '../../evidence/index.ts';
import { bundleTexts, type Bundle } from '../../policies/index.ts';
import { bundleName } from './payload.ts';

/** Throws `bad-document` with what it looks like and where, for it is the bundle's fault and not ours; else the same linter, which leaves the archives themselves alone. */
export function lintingBundles(bundles: readonly Bundle[] = [], lint: LintBytes): LintBytes {
  for (const { bytes } of bundles) {
    for (const [path, text] of bundleTexts(bytes)) {
      const [hit] = lint(path, text);
      if (hit === undefined) continue;
      const before = Buffer.from(text.subarray(0, hit.offset)).toString('latin1');
      const detail = `${hit.kind}, line ${before.split('\n').length}`;
      throw fault('bad-document', { detail }, { subject: path });
    }
  }
  const archives = new Set(bundles.map(({ digest }) => `data/payload/${bundleName(digest)}`));
  return (path, bytes) => (archives.has(path) ? [] : lint(path, bytes));
}
