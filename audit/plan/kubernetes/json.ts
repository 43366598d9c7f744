/** JSON forms: one object, a list as `kubectl get -o json` writes it, a bare array of objects, or one object a line. */
import type { Json } from '../../../estate/index.ts';
import { each, readJson } from '../json/door.ts';
import { readJsonLines } from '../json/lines.ts';
import type { JsonTold } from '../json/told.ts';
import type { PlanInput, Told } from '../told.ts';
import { itemsOf, Manifests, type Found } from './manifest.ts';
import type { Table } from './veil.ts';

/** What is looked at before a form is chosen, in bytes. */
const headLength = 65_536;

/** `items` before anything but texts and a small table: a list, whose items come one by one. */
const listHead =
  /^\s*\{\s*(?:"(?:apiVersion|kind|metadata)"\s*:\s*(?:"[^"\\]*"|\{(?:[^{}"]|"[^"\\]*")*\})\s*,\s*)*"items"\s*:\s*\[/;

function wantedOf(head: string): readonly (readonly string[])[] {
  if (/^\s*\[/.test(head)) return [[each]];
  return listHead.test(head) ? [['apiVersion'], ['kind'], ['items', each]] : [[]];
}

/** One object on the first line, and another on the second. */
const isLines = /^\s*\{[^\n]*\}[ \t\r]*\n\s*\{/;

type Value = Extract<JsonTold, { tell: 'value' }>;

function foundAt({ at, path }: Value): Found {
  const pointer = path.map((part) => `/${String(part)}`).join('');
  return { ...at, path: pointer, namespace: 'default' };
}

/** Items of a typed list may say neither kind nor version; where the list says it last, they wait for it. */
async function* told(values: AsyncIterable<JsonTold>, manifests: Manifests): AsyncGenerator<Told> {
  const said: Record<string, Json> = {};
  const waiting: Value[] = [];
  const inherited = (): Table => {
    const { apiVersion, kind } = said;
    return typeof apiVersion === 'string' && typeof kind === 'string' ? itemsOf(apiVersion, kind) : {};
  };
  for await (const one of values) {
    if (one.tell === 'problem') yield one;
    if (one.tell === 'torn') yield manifests.torn(one.at.line);
    if (one.tell !== 'value') continue;
    const { value, path } = one;
    const isItem = path.length === 0 || typeof path.at(-1) === 'number';
    const isWhole = typeof value !== 'object' || value === null || 'kind' in value || path.length < 2;
    if (!isItem) said[String(path[0])] = value;
    else if (isWhole || 'kind' in said)
      yield* manifests.told(value, foundAt(one), path.length === 0 ? undefined : inherited());
    else waiting.push(one);
  }
  for (const one of waiting) yield* manifests.told(one.value, foundAt(one), inherited());
}

/** The text before anything is read of it, with all of the bytes to be read again. */
async function peeked(input: AsyncIterable<Uint8Array>): Promise<{ head: string; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = input[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < headLength) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    first.push(value);
    length += value.length;
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return { head: Buffer.concat(first).toString().slice(0, headLength), bytes: bytes() };
}

/** `tells` for JSON, `bytes` for everything else; JSON objects between YAML's markers are YAML. */
export async function jsonTold(
  input: PlanInput,
): Promise<{ readonly tells?: AsyncIterable<Told>; readonly bytes: AsyncIterable<Uint8Array> }> {
  const { head, bytes } = await peeked(input.bytes);
  const isJson = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/.test(head) && !/\n---(?:\s|$)/.test(head);
  if (!isJson) return { bytes };
  const file = input.name;
  const values = isLines.test(head)
    ? readJsonLines(bytes, { file })
    : readJson(bytes, { file, wanted: wantedOf(head) });
  return { tells: told(values, new Manifests(input.name)), bytes };
}
