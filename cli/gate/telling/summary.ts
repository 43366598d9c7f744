/** The summary of a step of GitHub Actions, where the runner names a file for it. */
import type { Edge } from '../../edge.ts';
import { writeOut } from '../../write.ts';

/** Above it the runner drops the whole summary. Bytes. */
const longest = 1024 * 1024;

/** What the step has written before stays, as long as both fit. */
export async function addSummary(text: string, edge: Edge): Promise<void> {
  const path = edge.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  const files = await edge.files();
  const before = files.kindOf(path) === 'file' ? Buffer.from(files.read(path, 4 * longest).bytes).toString('utf8') : '';
  const both = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${text}`;
  await writeOut(edge, path, [Buffer.byteLength(both) > longest ? text : both]);
}
