/** The two tag files of BagIt (RFC 8493 §2.1.1, §2.2.2). No Payload-Oxum: it would change when something is withheld, and it is signed. */

export const bagText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface BagInfo {
  readonly tool: { readonly name: string; readonly version: string };
  readonly origin: string;
  /** Instant of the seal. */
  readonly sealedAt: string;
}

export function bagInfoText({ tool, origin, sealedAt }: BagInfo): string {
  return [
    `Bag-Software-Agent: ${tool.name} ${tool.version}`,
    `Bagging-Date: ${sealedAt.slice(0, 10)}`,
    `External-Identifier: ${origin}`,
    '',
  ].join('\n');
}
