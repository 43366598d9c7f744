/**
 * Names of Google's service accounts that a plan leaves open, where its binary form writes the name of one and nothing
 * else. It has them before it is there: https://cloud.google.com/iam/docs/service-accounts-create
 */
import type { Bare, Planned, Tree } from '../../told.ts';

const prefix = 'serviceAccount:';
/** A project of a domain (`example.com:shop`) is spelt another way in addresses, and is left open. */
const ids = /^[a-z](?:[a-z0-9-]{4,28}[a-z0-9])$/;
const isId = (tree: Tree | undefined): tree is string => typeof tree === 'string' && ids.test(tree);

export class Members {
  /** By address of the account. */
  readonly #byAddress = new Map<string, string>();

  see({ address, type, after }: Planned): void {
    if (type !== 'google_service_account' || after === undefined) return;
    const { account_id: id, project } = after;
    if (isId(id) && isId(project)) this.#byAddress.set(address, `${prefix}${id}@${project}.iam.gserviceaccount.com`);
  }

  of({ before, address, attribute, behind }: Bare): string | undefined {
    const whole = before === '' ? attribute === 'member' : before === prefix && attribute === 'email';
    return whole && behind === '' ? this.#byAddress.get(address) : undefined;
  }
}
