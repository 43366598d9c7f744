import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { requireEngine } from './binary.ts';

export interface KeyPair {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate authority of our own, for one test. */
export function makeAuthority(folder: string, name: string): KeyPair {
  return make(folder, name, ['-addext', 'keyUsage=critical,keyCertSign,cRLSign']);
}

/** A server certificate for 127.0.0.1, for an API server or a webhook that must speak HTTPS. */
export function issueServer(authority: KeyPair, folder: string, name: string): KeyPair {
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-addext', 'extendedKeyUsage=serverAuth'];
  return make(folder, name, [...names, ...signedBy(authority)]);
}

/** A client certificate whose common name is `name`. */
export function issueClient(authority: KeyPair, folder: string, name: string): KeyPair {
  return make(folder, name, ['-addext', 'extendedKeyUsage=clientAuth', ...signedBy(authority)]);
}

function signedBy({ certFile, keyFile }: KeyPair): string[] {
  return ['-addext', 'basicConstraints=critical,CA:FALSE', '-CA', certFile, '-CAkey', keyFile];
}

function make(folder: string, name: string, words: readonly string[]): KeyPair {
  const pair = { certFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', pair.keyFile];
  const certificate = ['-x509', ...key, '-days', '2', '-subj', `/CN=${name}`, '-out', pair.certFile, ...words];
  execFileSync(requireEngine('openssl'), ['req', ...certificate], { stdio: ['ignore', 'ignore', 'pipe'] });
  return pair;
}
