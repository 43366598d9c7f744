/** The account list of a Versity S3 gateway (`PATCH /list-users` on its admin port, as its own admin command does). */
import { SaxesParser } from 'saxes';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import type { Store } from '../client.ts';
import { rootElement } from '../rootElement.ts';
import type { RawAccount } from './plane.ts';
import { askAdmin } from './signed.ts';

/** Takes names and roles. The answer holds every secret in clear: text of any other element is never looked at. */
function accountsIn(xml: string): { access: string; role: string }[] {
  const found: { access: string; role: string }[] = [];
  const parser = new SaxesParser();
  let field = '';
  parser.on('opentag', ({ name }) => {
    field = name;
    if (name === 'Accounts') found.push({ access: '', role: '' });
  });
  parser.on('closetag', () => {
    field = '';
  });
  parser.on('text', (text) => {
    const last = found.at(-1);
    if (last && field === 'Access') last.access += text;
    if (last && field === 'Role') last.role += text;
  });
  parser.write(xml).close();
  return found.filter(({ access }) => access !== '');
}

const account = (access: string, power?: string): RawAccount => ({
  user: access,
  keys: [access],
  names: [access],
  ids: [access],
  ...(power === undefined ? {} : { power }),
});

/** Root is in no list: it is whoever asks without being listed, and somebody called `root` when an admin asks. */
export async function versityAccounts(store: Store, endpoint: string): Promise<Answer<RawAccount[]>> {
  const answer = await askAdmin(store, { method: 'PATCH', endpoint, path: '/list-users' });
  if (answer.state !== 'value') return failed(answer.state, answer.code);
  const root = rootElement(new TextEncoder().encode(answer.value));
  if (root !== 'ListUserAccountsResult') return failed('unsupported', '200 root');
  const listed = accountsIn(answer.value!);
  const { accessKeyId } = await store.client.config.credentials();
  const asRoot = !listed.some(({ access }) => access === accessKeyId);
  const top = asRoot ? { ...account(accessKeyId, 'root'), keys: [accessKeyId, 'root'] } : account('root', 'root');
  return value([top, ...listed.map(({ access, role }) => account(access, role === 'admin' ? 'admin' : undefined))]);
}
