/** What a bucket's list gives to somebody, whichever interface of the store made it. */
import type { Right } from './reach.ts';

/** `who` is a canonical id, or `everyone` or `authenticated` for the two groups of the protocol. */
export interface AclGrant {
  readonly who: string;
  readonly group: boolean;
  readonly rights: readonly Right[];
}
