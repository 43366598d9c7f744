/** Step 2, second half: the manifests say the same as the folder, about every file and nothing else. */
import { bagFile, isPlace, manifestFile, tagFiles, tagManifestFile } from '../bundle/layout.ts';
import { bagText } from '../bundle/bag.ts';
import { parseManifest } from '../bundle/manifest.ts';
import type { BundleFiles } from './files.ts';
import type { Report } from './report.ts';

async function linesOf(path: string, files: BundleFiles, report: Report): Promise<ReadonlyMap<string, string>> {
  const bytes = await files.whole(path);
  if (bytes === undefined) {
    report.add('MISSING', 'file-missing', { path });
    return new Map();
  }
  const { lines, problems } = parseManifest(bytes);
  for (const { line, code } of problems) report.add('INVALID', 'manifest-line', { path, values: { line, code } });
  return new Map(lines.map((line) => [line.path, line.sha256]));
}

function compare(listed: ReadonlyMap<string, string>, files: BundleFiles, report: Report): void {
  for (const [path, sha256] of listed) {
    const found = files.digests.get(path);
    if (!isPlace(path)) report.add('INVALID', 'manifest-scope', { path });
    else if (found === undefined) report.add('MISSING', 'file-missing', { path });
    else if (found !== sha256) report.add('INVALID', 'file-digest', { path });
  }
}

/** Every problem is one item; files that no manifest lists are refused one by one. */
export async function checkManifests(files: BundleFiles, report: Report): Promise<void> {
  const tags = await linesOf(tagManifestFile, files, report);
  const data = await linesOf(manifestFile, files, report);
  for (const path of data.keys()) {
    if (!path.startsWith('data/')) report.add('INVALID', 'manifest-scope', { path });
  }
  for (const path of tags.keys()) {
    if (!tagFiles.includes(path)) report.add('INVALID', 'manifest-scope', { path });
  }
  compare(tags, files, report);
  compare(data, files, report);
  for (const path of tagFiles) {
    if (!tags.has(path) && !files.digests.has(path)) report.add('MISSING', 'file-missing', { path });
  }
  for (const path of files.digests.keys()) {
    if (path === tagManifestFile) continue;
    if (!(path.startsWith('data/') ? data : tags).has(path)) report.add('INVALID', 'unlisted', { path });
  }
  const bag = await files.whole(bagFile);
  if (bag !== undefined && Buffer.from(bag).toString('latin1') !== bagText)
    report.add('INVALID', 'bag-text', { path: bagFile });
}
