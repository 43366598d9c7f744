/** Bytes for each container of the sample: its sample file, turned so that no two containers hold the same bytes. */
import { readFileSync } from 'node:fs';
import catalogue from './catalogue.json' with { type: 'json' };

export interface SampleContainer {
  readonly dataset: string;
  readonly place: string;
  /** Bucket, or `namespace/claim`. */
  readonly container: string;
  /** Undefined for volumes and hosted applications, whose content nobody reads. */
  readonly object: { readonly key: string; readonly body: string } | undefined;
}

function turned(text: string, by: number): string {
  const newline = text.endsWith('\n') ? '\n' : '';
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const at = by % Math.max(1, rows.length);
  return [head, ...rows.slice(at), ...rows.slice(0, at)].join('\n') + newline;
}

export function sampleFile(name: string, by: number): string {
  const text = readFileSync(new URL(`./files/${name}`, import.meta.url), 'utf8');
  if (!name.endsWith('.json')) return turned(text, by);
  const value = JSON.parse(text) as unknown;
  const turn = (inner: unknown): unknown =>
    Array.isArray(inner) && inner.length > 1
      ? [...inner.slice(by % inner.length), ...inner.slice(0, by % inner.length)]
      : inner;
  const whole = Array.isArray(value)
    ? turn(value)
    : Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, turn(inner)]));
  return `${JSON.stringify(whole, null, 1)}\n`;
}

export function sampleContainers(): SampleContainer[] {
  return catalogue.datasets.map(([dataset = '', , , place = '', container = '', , file = ''], at) => ({
    dataset,
    place,
    container,
    object: file === '' ? undefined : { key: `${dataset}.${file.split('.').at(-1)}`, body: sampleFile(file, at + 1) },
  }));
}
