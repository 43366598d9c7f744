/** validator ships no types; this is the one function of it that we call. */
declare module 'validator/lib/isLuhnNumber.js' {
  function isLuhnNumber(text: string): boolean;
  export = isLuhnNumber;
}
