/** What the command line is given to read a site: profiles and a kubeconfig, in a folder of their own, and nothing else. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubernetes } from '../kubernetes/start.ts';
import type { Credentials } from '../s3Client.ts';

/** One profile an account, called as the account; the context is called as the place of the sample estate. */
export function environmentIn(
  folder: string,
  cluster: Kubernetes,
  accounts: readonly Credentials[],
): Record<string, string> {
  const [file, kubeconfig] = [join(folder, 'credentials'), join(folder, 'kubeconfig')];
  const profiles = accounts.map(
    ({ access, secret }) => `[${access}]\naws_access_key_id = ${access}\naws_secret_access_key = ${secret}\n`,
  );
  writeFileSync(file, profiles.join('\n'), { mode: 0o600 });
  const config = JSON.parse(readFileSync(cluster.users['auditor']!.kubeconfig, 'utf8')) as {
    contexts: { name: string }[];
  };
  config.contexts[0]!.name = 'private';
  writeFileSync(kubeconfig, JSON.stringify({ ...config, 'current-context': 'private' }), { mode: 0o600 });
  return {
    AWS_SHARED_CREDENTIALS_FILE: file,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    KUBECONFIG: kubeconfig,
  };
}
