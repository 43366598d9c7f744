/** What the module of this version states of its controls, written down when the package is packed (`scripts/pack-contracts.ts`). */

/** Undefined for another module, and in a checkout: then the module itself is asked. */
export function statedBy(_digest: string): Record<string, unknown> | undefined {
  return undefined;
}
