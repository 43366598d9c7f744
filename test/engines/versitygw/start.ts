import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireEngine } from '../binary.ts';
import { inLab } from '../lab.ts';
import { freePort } from '../ports.ts';
import type { Credentials } from '../s3Client.ts';

export interface Account extends Credentials {
  /** `userplus` may create buckets, `user` may not. */
  readonly role: 'user' | 'userplus' | 'admin';
}

export interface VersityOptions {
  readonly region: string;
  readonly root?: Credentials;
  readonly accounts?: readonly Account[];
  /** Chosen free when left out. */
  readonly port?: number;
}

export interface Versity {
  readonly endpoint: string;
  readonly adminEndpoint: string;
  readonly region: string;
  readonly root: Credentials;
  /** Buckets and objects lie here as plain folders and files. */
  readonly dataFolder: string;
  /** S3 server access log; refused requests of unknown keys are in it too. */
  readonly accessLog: string;
  /** Runs `versitygw admin <words>` as root and returns what it prints. */
  readonly admin: (...words: string[]) => Promise<string>;
  readonly createAccount: (account: Account) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A Versity S3 gateway over a plain folder: one site, one region. */
export function start({ region, root = DEFAULT_ROOT, accounts = [], port }: VersityOptions): Promise<Versity> {
  return inLab('versitygw', async (lab) => {
    const binary = requireEngine('versitygw');
    const [s3, control] = [`127.0.0.1:${await freePort(port)}`, `127.0.0.1:${await freePort()}`];
    const [endpoint, adminEndpoint] = [`http://${s3}`, `http://${control}`];
    const at = (name: string) => join(lab.folder, name);
    for (const name of ['data', 'versions', 'accounts']) mkdirSync(at(name));
    const listen = ['--port', s3, '--admin-port', control, '--region', region, '--health', '/health'];
    const keep = ['--iam-dir', at('accounts'), '--access-log', at('access.log')];
    const backend = ['posix', '--versioning-dir', at('versions'), at('data')];
    lab.run('versitygw', binary, [...listen, ...keep, ...backend], {
      env: { ROOT_ACCESS_KEY: root.access, ROOT_SECRET_KEY: root.secret },
    });
    await lab.until('answer on /health', async () => (await fetch(`${endpoint}/health`)).ok, 15);

    const asRoot = [
      '--region',
      region,
      '--access',
      root.access,
      '--secret',
      root.secret,
      '--endpoint-url',
      adminEndpoint,
    ];
    const admin = (...words: string[]) => lab.command(binary, ['admin', ...asRoot, ...words]);
    const createAccount = async ({ access, secret, role }: Account) => {
      await admin('create-user', '--access', access, '--secret', secret, '--role', role);
    };
    for (const account of accounts) await createAccount(account);
    const kept = { dataFolder: at('data'), accessLog: at('access.log') };
    return { endpoint, adminEndpoint, region, root, ...kept, admin, createAccount, stop: lab.stop };
  });
}

const DEFAULT_ROOT: Credentials = { access: 'rootkey', secret: 'rootsecret' };
