/** Objects of Kubernetes, as people write them, as Helm and Kustomize print them, and as `kubectl get` lists them. */
import { TextDecoder } from 'node:util';
import type { PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { isKubernetes } from './claims.ts';
import { Documents, type Piece } from './documents.ts';
import { jsonTold } from './json.ts';
import { itemsOf, Manifests } from './manifest.ts';
import { Release } from './release.ts';
import { tableOf } from './veil.ts';
import { problemAt, readPiece, type YamlReading } from './yaml.ts';
import type { Plain } from './build.ts';

const kind = 'kubernetes';

/** The items of a list in their own places. */
function* placed(root: Plain, reading: YamlReading, manifests: Manifests, namespace?: string): Generator<Told> {
  const at = (value: Plain) => ({ ...reading.spot(value), path: '', namespace });
  const { apiVersion, kind: said, items } = tableOf(root) ?? {};
  const isList = typeof apiVersion === 'string' && typeof said === 'string' && said.endsWith('List');
  if (!isList || !Array.isArray(items)) yield* manifests.told(root, at(root));
  else for (const item of items as Plain[]) yield* manifests.told(item, at(item), itemsOf(apiVersion, said));
}

class Stream {
  readonly #file: string;
  readonly #documents = new Documents();
  readonly #release = new Release();
  readonly #manifests: Manifests;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(file: string) {
    this.#file = file;
    this.#manifests = new Manifests(file);
  }

  *#told(pieces: Iterable<Piece>): Generator<Told> {
    for (const whole of pieces) {
      for (const piece of this.#release.manifests(whole)) {
        const reading = readPiece(this.#file, piece);
        for (const problem of reading.problems) yield { tell: 'problem', problem };
        const namespace = this.#release.namespace(piece);
        for (const root of reading.roots) yield* placed(root, reading, this.#manifests, namespace);
      }
    }
  }

  /** False when nothing more can be read. */
  *feed(bytes: Uint8Array | undefined): Generator<Told, boolean> {
    let text: string;
    try {
      text = bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
    } catch {
      return yield* this.#stop('utf8');
    }
    yield* this.#told(this.#documents.feed(text));
    if (this.#documents.isTooLong) return yield* this.#stop('size');
    if (bytes === undefined) yield* this.#told(this.#documents.end());
    return true;
  }

  *#stop(detail: string): Generator<Told, false> {
    yield { tell: 'problem', problem: problemAt(this.#file, detail, { line: this.#documents.line, column: 1 }) };
    return false;
  }
}

async function* toldOf(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  yield { tell: 'input', input: input.name, kind };
  const json = await jsonTold(input);
  if (json.tells !== undefined) {
    for await (const told of json.tells) {
      if (signal.aborted) return;
      yield told;
    }
    return;
  }
  const stream = new Stream(input.name);
  for await (const bytes of json.bytes) {
    if (signal.aborted || !(yield* stream.feed(bytes))) return;
  }
  yield* stream.feed(undefined);
}

export const kubernetesReader: PlanReader = { kind, claims: isKubernetes, read: toldOf };
