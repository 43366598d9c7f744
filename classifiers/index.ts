/** SEES WHAT IS: bytes → labels. A recognizer is the plug of this room. */
export { type Classified, type Hint } from './classified.ts';
export { classify } from './classify.ts';
export { classOf } from './decide/class.ts';
export { unseenReasons, type Unseen } from './readers/limits.ts';
export {
  type Form,
  type HeaderRecognizer,
  type Recognizer,
  type TermsRecognizer,
  type ValueRecognizer,
} from './recognizer.ts';
export { recognizers } from './recognizers/list.ts';
export { phrases, type Phrases } from './names/phrases.ts';
export { peopleFinder, type Found } from './names/people.ts';
export { redactName } from './names/redact.ts';
