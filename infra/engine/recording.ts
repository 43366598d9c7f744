/** What one run of a program left behind. Grows while the program runs; whoever asks at the end decides whether it is whole. */
import type { Registration } from './registration.ts';
import type { Callback } from './transforms.ts';
import { Unplannable } from './unplannable.ts';
import { secretsIn } from './secrets.ts';
import type { Wire } from './values.ts';

export interface ProgramMessage {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly urn: string | undefined;
}

export class Recording {
  readonly registrations = new Map<string, Registration>();
  /** Transforms of components, by URN: they hold for everything below. */
  readonly componentTransforms = new Map<string, readonly Callback[]>();
  readonly stackTransforms: Callback[] = [];
  readonly messages: ProgramMessage[] = [];
  /** Functions of providers that were asked; each answer is unknown. */
  readonly calls = new Set<string>();
  /** Those asked for a plain value: the program may have taken a turn on something that nobody knows. */
  readonly plainCalls = new Set<string>();
  /** Texts that resources were given as secrets. */
  readonly secrets = new Set<string>();
  stack: string | undefined;
  /** The program said by itself that it had come to its end. */
  ended = false;
  failure: Unplannable | undefined;

  /** The first failure is the cause; what follows follows from it, but what transforms refuse beside it stands by itself. */
  fail(failure: Unplannable): Unplannable {
    const [first, refused] = [this.failure, 'transform-refused'];
    this.failure = first?.code === refused && failure.code === refused ? first.with(failure) : (first ?? failure);
    return failure;
  }

  add(registration: Registration): void {
    const { urn, type, name } = registration;
    if (this.registrations.has(urn)) throw new Unplannable('resource-twice', { resource: `${type} ${name}` });
    this.registrations.set(urn, registration);
    for (const secret of secretsIn(registration.inputs)) this.secrets.add(secret);
  }

  /** From the nearest parent up. */
  transformsOver(parent: string | undefined): Callback[] {
    const found: Callback[] = [];
    for (let at = parent; at !== undefined; at = this.registrations.get(at)?.parent)
      found.push(...(this.componentTransforms.get(at) ?? []));
    return found;
  }

  outputsOfStack(): Wire | undefined {
    return this.stack === undefined ? undefined : this.registrations.get(this.stack)?.outputs;
  }
}
