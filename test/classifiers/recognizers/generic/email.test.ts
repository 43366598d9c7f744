import { email } from '../../../../classifiers/recognizers/generic/email.ts';
import { table } from '../table.ts';

table(email, [
  ['alice@example.org', true, 'an address at a reserved domain'],
  ['Zoe.Martin+test@mail.example.com', true, 'capitals, dots and a tag'],
  ['écrire à zoé@exemple.fr, merci', true, 'an address with accents inside a sentence'],
  ['<a href="mailto:info@example.org">', true, 'a link to write to'],
  ['"Zoe" <zoe@example.org>', true, 'an address between angle brackets'],
  ['email:zoe@example.org', true, 'an address glued to its name'],
  ['zoe@example', false, 'a host without a domain'],
  ['git@code.example:team/project', false, 'a repository over ssh'],
  ['https://user:secret@host.example.org/', false, 'credentials in a link'],
  ['icon@2x.png', false, 'a file name'],
  ['@scope/package@1.2.3', false, 'a package with its version'],
  ['zoe@@example.org', false, 'two at signs'],
]);
