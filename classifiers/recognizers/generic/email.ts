import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** What stands after an `@` in names of images at double size and of files: `icon@2x.png` is no address. */
const fileEnding = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|pdf|html?)$/i;

/** An address as people write it (a subset of RFC 5321): reserved domains such as example.org are ordinary values. */
export const email: ValueRecognizer = {
  id: 'generic/email',
  category: 'pd:EmailAddress',
  class: 'D2',
  method: 'pattern',
  says: phrases(['email', 'e mail', 'mail', 'courriel']),
  forms: [
    {
      // The look-behind keeps the local part from being tried again at each of its characters; `git@host:path` and `//user@host` are no addresses.
      written:
        /(?<![\w.%+\-/@])(?<!:\/\/[^\s/@]{0,64})[\p{L}\d][\p{L}\d._%+-]{0,63}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,8}[\p{L}]{2,24}(?![\p{L}\d:@-])/gu,
      passes: (text) => !fileEnding.test(text),
      prior: 0,
      alone: 'written',
    },
  ],
};
