import { phrases } from '../../names/phrases.ts';
import type { HeaderRecognizer } from '../../recognizer.ts';

/** A reference to the picture of a person: the image itself is another object, and other readers. */
export const picture: HeaderRecognizer = {
  id: 'generic/picture',
  category: 'pd:Picture',
  class: 'D2',
  method: 'header',
  says: phrases(['photo identite', 'id photo', 'passport photo', 'portrait photo']),
  saysOfPersons: phrases([
    'photo',
    'photograph',
    'photographie',
    'portrait',
    'picture',
    'selfie',
    'headshot',
    'avatar',
  ]),
  unless: phrases(['venue', 'product', 'count', 'consent', 'consentement', 'credit']),
  agrees: (value) => /\.(?:jpe?g|png|webp|heic|tiff?|jp2)(?:$|\?)|^data:image\/|^[A-Za-z\d+/]{200,}/i.test(value),
};
