/** What every document of Pulumi has in common: steps become resources, each address once, with who serves them. */
import type { Json } from '../../../estate/index.ts';
import type { InputKind, Told } from '../told.ts';
import { Providers } from './providers.ts';
import { resourceOf, type Step } from './resource.ts';
import { planProblem, Shapes, type At } from '../shapes.ts';
import { Tally } from './tally.ts';
import { isTable, propertiesOf } from './tree.ts';
import { veiled } from '../secrets.ts';
import { secretLeaf } from '../told.ts';
import { readUrn } from './urn.ts';

type Path = readonly (string | number)[];

export class Telling {
  readonly input: string;
  readonly tally: Tally;
  readonly #providers: Providers;
  readonly #addresses = new Set<string>();

  constructor(input: string) {
    this.input = input;
    this.tally = new Tally(input);
    this.#providers = new Providers(input);
  }

  short(code: string, values: Readonly<Record<string, string | number>> = {}): Told {
    return { tell: 'short', short: { input: this.input, code, values } };
  }

  problem(code: string, at: At, path: Path, values: Readonly<Record<string, string | number>> = {}): Told {
    return { tell: 'problem', problem: planProblem(code, { file: this.input, at, path }, values) };
  }

  *step(step: Step, at: At, path: Path): Generator<Told> {
    const shapes = new Shapes(this.input, at, path);
    const read = resourceOf(this.input, step, shapes);
    for (const problem of shapes.problems) yield { tell: 'problem', problem };
    if (read === undefined) return;
    const { planned } = read;
    if (this.#addresses.has(planned.address)) {
      yield this.problem('plan-duplicate', at, path, { address: planned.address });
      return;
    }
    this.#addresses.add(planned.address);
    const urn = readUrn(step.urn);
    if (urn !== undefined) this.tally.count(step.op, urn);
    if (!read.isUnderstood) yield this.short('operation-unknown', { address: step.urn, operation: step.op });
    yield { tell: 'resource', resource: planned };
    yield* this.#providers.seen(planned);
  }

  /** Configuration of the stack: plain texts, or tables `{secure}` and `{value, secret}`. */
  *settings(config: Json | undefined): Generator<Told> {
    if (!isTable(config)) return;
    for (const [key, value] of Object.entries(config)) {
      const isSecure = isTable(value) && ('secure' in value || value['secret'] === true);
      const tree = isSecure ? secretLeaf : propertiesOf({ value })['value']!;
      yield this.#providers.setting(key, veiled(key.slice(key.indexOf(':') + 1), tree));
    }
  }

  *end(summary: Json | undefined, isOwed = false): Generator<Told> {
    for (const short of this.tally.shorts(summary, isOwed)) yield { tell: 'short', short };
    yield* this.#providers.missing();
  }
}

/** The input is told first, and its stack is known by its first resource: what comes before that one waits. */
export async function* announced(input: string, kind: InputKind, tells: AsyncIterable<Told>): AsyncGenerator<Told> {
  let waiting: Told[] | undefined = [];
  for await (const told of tells) {
    if (waiting === undefined) yield told;
    else if (told.tell !== 'resource') waiting.push(told);
    else {
      const stack = readUrn(told.resource.address)?.stack;
      yield { tell: 'input', input, kind, ...(stack === undefined ? {} : { stack }) };
      yield* waiting;
      yield told;
      waiting = undefined;
    }
  }
  if (waiting === undefined) return;
  yield { tell: 'input', input, kind };
  yield* waiting;
}
