import { randomUUID } from 'node:crypto';
import type { Lab } from '../lab.ts';
import { configFor } from './kubeconfig.ts';

export interface ClusterUser {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly token?: string;
}

export interface Identity {
  readonly token: string;
  readonly kubeconfig: string;
}

export interface Identities {
  /** For `--token-auth-file`. */
  readonly tokensFile: string;
  readonly users: Readonly<Record<string, Identity>>;
}

/** Bearer tokens and kubeconfig files of users, by the name of the user. */
export function writeIdentities(lab: Lab, url: string, caFile: string, users: readonly ClusterUser[]): Identities {
  const known = users.map(({ name, groups = [], token = randomUUID() }) => ({ name, groups, token }));
  const rows = known.map(({ name, groups, token }) =>
    [token, name, name, groups.join(',')].map((field) => `"${field}"`).join(','),
  );
  const kubeconfigs = known.map(({ name, token }) => {
    const kubeconfig = lab.write(`${encodeURIComponent(name)}.kubeconfig`, configFor(url, caFile, token));
    return [name, { token, kubeconfig }] as const;
  });
  return { tokensFile: lab.write('tokens.csv', `${rows.join('\n')}\n`), users: Object.fromEntries(kubeconfigs) };
}
