/** `cloison keys new`: a private key in a file of mode 0600 and a trust document that lists it; the secret is never printed. */
import { join } from 'node:path';
import { dayOf, instantOf, newKey, parseDay, type KeyRole, type Trust } from '../../estate/index.ts';
import type { Run } from '../context.ts';
import { visibleJson } from '../visibleJson.ts';
import { makeFolder, writeOut } from '../write.ts';

interface Options {
  readonly role: KeyRole;
  readonly out: string;
  readonly from?: string;
}

export const keysNew: Run<Options> = async ({ role, out: folder, from }, { edge, say, out, json }) => {
  const day = from === undefined ? dayOf(instantOf(edge.now())) : parseDay(from);
  const { signing, privatePem, trusted } = newKey(role, day, edge.random(32));
  await makeFolder(edge, folder);
  const file = join(folder, `${signing.id}.pem`);
  await writeOut(edge, file, [privatePem], { mode: 0o600, isNew: true });
  const trust: Trust = { version: 'cloison/trust/v1', keys: [trusted] };
  if (json) {
    out.ready(visibleJson({ exitCode: 0, file, trusted, trust }, 2));
    return 0;
  }
  const { mode } = (await edge.files()).read(file, privatePem.length);
  out.line(say(mode === undefined ? 'keys.written-open' : 'keys.written', { file, id: signing.id }));
  out.line(say('keys.trust'));
  out.ready(visibleJson(trust, 2));
  out.line(say(`keys.role.${role}`));
  return 0;
};
