/**
 * Whether a name may hold data of a person: wide and cheap, for a plan has names by the hundred thousand, and what really
 * looks is loaded only for those. A property test holds the two to each other.
 */

/**
 * An address has its sign before a domain, an escape of it, or the way in which a hub for notebooks spells it; a number
 * abroad its plus. `‹` begins what calls itself as a mask would.
 */
const sign = /@[^@/\s]*\.\p{L}|%40|‹|%E2%80%B9|(?:\+|%2B)[\d(]|-40.*-2e/u;

/** Figures as far as a number of somebody goes; an account of a bank and what Italy calls its people by have letters between. */
const figures = /\d[\d ._/()-]{9}|\d\d[A-Za-z]{4}\d|\d\d[A-Za-z]\d\d[A-Za-z]/;
/** The account of a provider has twelve figures and is nobody's: asked second, of few. */
const number = /\d{13}|(?<!\d)(?:0[1-9]\d{8}|00[34]\d{7,9})(?!\d)|\d\d[A-Za-z]{4}\d|\d\d[A-Za-z]\d\d[A-Za-z]/;
const run = /\d(?:[\d()]|[ ._/-](?=[\d(]))+/g;
/** Networks, days and accounts with a counter are written in figures too. */
const ofNobody = /^(?:\d{1,3}[.-]){3}\d{1,3}(?:\/\d+)?$|^(?:19|20)\d\d[-._/ ]|\d{11}/;

/** In groups, as people write them. */
const isGrouped = (name: string): boolean =>
  (name.match(run) ?? []).some(
    (each) => each.replaceAll(/\D/g, '').length >= 10 && /\D/.test(each) && !ofNobody.test(each),
  );

export const isSuspect = (name: string): boolean =>
  sign.test(name) || (figures.test(name) && (number.test(name) || isGrouped(name)));
