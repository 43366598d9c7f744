/**
 * What Pulumi writes in the place of a value that is not plain text, a number, a table or a list. Facts from Pulumi's
 * `sdk/go/common/resource/sig/sig.go` and `resource/plugin/rpc.go` (Apache-2.0).
 */

/** A table with this key is no table of the user's: its value says what stands there instead. */
export const signature = '4dabf18193072939515e22adb298388d';

export const signatures = {
  secret: '1b47061264138c4ac30d75fd1eb44270',
  asset: 'c44067f5952c0a294b673a41bacd8c17',
  archive: '0def7320c3a5731c473e5ecbe6d01bc7',
  reference: '5cf8f73096256a8f31e491e813e4eb8e',
  output: 'd0e6a833031e9bbcd3f4e8bde6ca49a4',
  bytes: '803fd3297a5875dc03ca845dda5d2a98',
} as const;

/** How previews and events write a secret. */
export const blinded = '[secret]';

/**
 * One for each type a value may turn out to have (truth value, number, text, list, asset, archive, table). States write
 * the third for all of them; the protocol of policy packs, and so a plan made without the command line, writes all seven.
 */
export const unknowns = [
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
] as const;
