/** What became of one engine: `skipped` for want of something outside our reach, `failed` for a real error. */
export interface Outcome {
  readonly state: 'warm' | 'built' | 'installed' | 'skipped' | 'failed';
  readonly detail: string;
}

/** The last lines of a long output: where a tool says why it stopped. */
export function lastLines(text: string, count = 15): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
