/**
 * Names of Google's service accounts that a plan leaves open, where its binary form writes the name of one and nothing
 * else. It has them before it is there: https://cloud.google.com/iam/docs/service-accounts-create
 */
import type { Planned, Tree } from '../../told.ts';
import { joined } from '../addresses.ts';

const name = '[A-Za-z_][A-Za-z0-9_-]*';
const account = `google_service_account\\.${name}(?:\\[(?:[0-9]+|"[^"\\\\$%\\n]*")\\])?`;
const alone = new RegExp(`^(${account})\\.member$`);
const template = new RegExp(`^"serviceAccount:\\$\\{[ ]*(${account})\\.email[ ]*\\}"$`);

/** A project of a domain (`example.com:shop`) is spelt another way in addresses, and is left open. */
const fits = (tree: Tree | undefined, form: RegExp): tree is string => typeof tree === 'string' && form.test(tree);
const ids = /^[a-z](?:[a-z0-9-]{4,28}[a-z0-9])$/;

export class Members {
  /** By address of the account. */
  readonly #byAddress = new Map<string, string>();

  get size(): number {
    return this.#byAddress.size;
  }

  see({ address, type, after }: Planned): void {
    if (type !== 'google_service_account' || after === undefined) return;
    const { account_id: id, project } = after;
    if (fits(id, ids) && fits(project, ids))
      this.#byAddress.set(address, `serviceAccount:${id}@${project}.iam.gserviceaccount.com`);
  }

  /** `cites`: what the plan says that the expression is computed from. */
  of(written: string, cites: string, module: string): string | undefined {
    const cited = (alone.exec(written) ?? template.exec(written))?.[1];
    return cited === cites ? this.#byAddress.get(joined(module, cited)) : undefined;
  }
}
