/** The two calls of picomatch 4 that we use: it ships no types. */
declare module 'picomatch' {
  interface Options {
    readonly dot?: boolean;
    readonly noextglob?: boolean;
    readonly nobrace?: boolean;
    readonly maxLength?: number;
  }
  function picomatch(glob: string, options?: Options): (path: string) => boolean;
  namespace picomatch {
    function scan(glob: string): { readonly base: string; readonly glob: string; readonly negated: boolean };
  }
  export default picomatch;
}
