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
import type { Plain } from './plain.ts';

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

  #tell(pieces: Iterable<Piece>, into: Told[]): void {
    for (const whole of pieces) {
      for (const piece of this.#release.manifests(whole)) {
        const reading = readPiece(this.#file, piece);
        for (const problem of reading.problems) into.push({ tell: 'problem', problem });
        const namespace = this.#release.namespace(piece);
        for (const root of reading.roots)
          for (const told of placed(root, reading, this.#manifests, namespace)) into.push(told);
      }
    }
  }

  /** False when nothing more can be read. */
  feed(bytes: Uint8Array | undefined, into: Told[]): boolean {
    let text: string;
    try {
      text = bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
    } catch {
      return this.#stop('utf8', into);
    }
    this.#tell(this.#documents.feed(text), into);
    if (this.#documents.isTooLong) return this.#stop('size', into);
    if (bytes === undefined) this.#tell(this.#documents.end(), into);
    return true;
  }

  #stop(detail: string, into: Told[]): false {
    into.push({ tell: 'problem', problem: problemAt(this.#file, detail, { line: this.#documents.line, column: 1 }) });
    return false;
  }
}

async function* toldOf(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told | readonly Told[]> {
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
    if (signal.aborted) return;
    const all: Told[] = [];
    const isGood = stream.feed(bytes, all);
    yield all;
    if (!isGood) return;
  }
  const all: Told[] = [];
  stream.feed(undefined, all);
  yield all;
}

export const kubernetesReader: PlanReader = { kind, claims: isKubernetes, read: toldOf };
