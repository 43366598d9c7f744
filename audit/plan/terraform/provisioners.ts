/**
 * Provisioners: commands and copies that an apply runs when it makes or destroys a resource. What they do stands in no
 * change, so a plan that runs one is told short; what they run is a text of the program, and is kept nowhere.
 */
import type { Json } from '../../../estate/index.ts';
import { isTable } from './leaves.ts';
import type { Operation, Shortfall, Told } from '../told.ts';

/** The configuration in a plan leaves out `when = destroy`: nobody can tell which of the two a provisioner waits for. */
const running: ReadonlySet<Operation> = new Set(['create', 'replace', 'delete']);
const unnamed = '?';

const kindOf = (written: Json): string => {
  const type = isTable(written) ? written['type'] : undefined;
  return typeof type === 'string' && type !== '' ? type.slice(0, 40) : unnamed;
};

/** One for each kind at an address without keys; `count`: how many may run, over all of `touched` instances. */
export function* shortsOf(
  input: string,
  address: string,
  kinds: readonly string[],
  touched: number,
): Generator<Shortfall> {
  if (touched === 0) return;
  for (const [provisioner, alike] of Map.groupBy(kinds, (kind) => kind)) {
    const values = { address, provisioner, count: alike.length * touched };
    yield { input, code: 'provisioners-not-judged', values };
  }
}

export class Provisioners {
  /** By address in the configuration, one kind for each that is written there. */
  readonly #written = new Map<string, readonly string[]>();
  /** By address in the configuration, how many of its instances are made or destroyed. */
  readonly #touched = new Map<string, number>();

  touch(configured: string, operation: Operation): void {
    if (running.has(operation)) this.#touched.set(configured, (this.#touched.get(configured) ?? 0) + 1);
  }

  /** `written`: the member `provisioners` of a resource. What is no list of them is one that nobody can name. */
  write(configured: string, written: Json | undefined): void {
    if (written === undefined || written === null) return;
    const kinds = Array.isArray(written) ? (written as readonly Json[]).map(kindOf) : [unnamed];
    if (kinds.length > 0) this.#written.set(configured, kinds);
  }

  /** Of a block that the JSON leaves out: what it takes out of the configuration, and what it runs then. */
  remove(configured: string, kinds: readonly string[]): void {
    this.#written.set(configured, [...(this.#written.get(configured) ?? []), ...kinds]);
  }

  *told(input: string): Generator<Told> {
    for (const [address, kinds] of this.#written)
      for (const short of shortsOf(input, address, kinds, this.#touched.get(address) ?? 0))
        yield { tell: 'short', short };
  }
}
