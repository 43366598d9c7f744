/**
 * Whether a name may hold data of a person: wide and cheap, for a plan has names by the hundred thousand, and what really
 * looks is loaded only for those. A property test holds the two to each other.
 */

/**
 * An address has its sign, an escape of it, or the way in which a hub for notebooks spells it; a number abroad its plus. `‹`
 * begins what calls itself as a mask would.
 */
const sign = /[@‹+]|[-%](?:40|2B|E2)/;

/** Figures as far as a number of somebody goes; an account of a bank and what Italy calls its people by have letters between. */
const figures = /\d[\d ._/()-]{9}|\d\d[A-Za-z]{4}\d|\d\d[A-Za-z]\d\d[A-Za-z]/;
/** The account of a provider has twelve figures and is nobody's: asked second, of few. */
const numbers = [
  '\\d{13}',
  '(?<!\\d)(?:0[1-9]\\d{8}|00[34]\\d{7,9})(?!\\d)',
  '\\d[()]*[ ._/-][()]*\\d{1,4}[()]*[ ._/-][()]*\\d{1,4}[()]*[ ._/-][()]*\\d',
  '\\d\\d[A-Za-z]{4}\\d',
  '\\d\\d[A-Za-z]\\d\\d[A-Za-z]',
].join('|');
const number = new RegExp(numbers);

export const isSuspect = (name: string): boolean => sign.test(name) || (figures.test(name) && number.test(name));
