/** What tells one packing from another, written when the package is packed (`scripts/pack-command.ts`). */
export const build: string = 'checkout';
