/** Signed notes, C2SP signed-note v1.0.0, Ed25519: a text, a blank line, lines `— <name> base64(keyId4 ‖ signature)`. */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { decodeBase64, fault } from '../../estate/index.ts';

/** Endless signature lines cost a verifier time; the specification asks for at least 16. */
const maxSignatures = 64;
const maxBytes = 65_536;
const ed25519 = Buffer.from([1]);

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): a hint that a wrong key is not tried. */
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export interface Note {
  /** Signed text; ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Whose signature counts on a note, under which name. */
export interface NoteKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: KeyObject;
}

/** The 32 bytes of an Ed25519 public key (the end of its SubjectPublicKeyInfo). */
export function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}

function taggedKey(key: KeyObject): Buffer {
  return Buffer.concat([ed25519, rawPublicKey(key)]);
}

export function noteKeyId(name: string, publicKey: KeyObject): Buffer {
  return createHash('sha256').update(`${name}\n`).update(taggedKey(publicKey)).digest().subarray(0, 4);
}

/** The one-line spelling of a verifier's key: `name+hex(keyId)+base64(0x01 ‖ public key)`. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  return `${name}+${noteKeyId(name, publicKey).toString('hex')}+${taggedKey(publicKey).toString('base64')}`;
}

export function signNote(text: string, name: string, privateKey: KeyObject): string {
  const keyId = noteKeyId(name, createPublicKey(privateKey));
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

function signatureOf(line: string): NoteSignature | undefined {
  const match = /^— ([^\s+]+) (\S+)$/u.exec(line);
  const bytes = match && decodeBase64(match[2]!);
  if (!match || !bytes || bytes.length < 5) return undefined;
  return { name: match[1]!, keyId: Buffer.from(bytes.subarray(0, 4)), signature: Buffer.from(bytes.subarray(4)) };
}

/** Reads a note or throws `bad-document` (detail `note`): control characters, torn lines and broken UTF-8 are refused. */
export function parseNote(bytes: Uint8Array): Note {
  const refused = () => fault('bad-document', { detail: 'note' });
  if (bytes.length > maxBytes) throw refused();
  const whole = Buffer.from(bytes).toString('utf8');
  // eslint-disable-next-line no-control-regex -- the format forbids every control character but the newline
  if (!Buffer.from(whole).equals(bytes) || /[\u0000-\u0009\u000b-\u001f\u007f\ufeff]/u.test(whole)) throw refused();
  const split = whole.lastIndexOf('\n\n');
  if (split < 1 || !whole.endsWith('\n')) throw refused();
  const signatures = whole
    .slice(split + 2, -1)
    .split('\n')
    .map(signatureOf);
  if (signatures.length > maxSignatures || signatures.includes(undefined)) throw refused();
  return { text: whole.slice(0, split + 1), signatures: signatures as NoteSignature[] };
}

export type NoteCheck =
  | { readonly ok: true; readonly keyIds: readonly string[]; readonly unknown: number }
  | { readonly ok: false; readonly reason: 'unknown-key' | 'signature-invalid'; readonly keyId?: string };

/** Unknown keys are ignored; one bad signature of a known key rejects the whole note. */
export function checkNote(note: Note, keys: readonly NoteKey[]): NoteCheck {
  const keyIds: string[] = [];
  let unknown = 0;
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((one) => one.name === name && noteKeyId(one.name, one.publicKey).equals(keyId));
    if (key === undefined) unknown += 1;
    else if (!verify(null, Buffer.from(note.text), key.publicKey, signature))
      return { ok: false, reason: 'signature-invalid', keyId: key.id };
    else keyIds.push(key.id);
  }
  return keyIds.length === 0 ? { ok: false, reason: 'unknown-key' } : { ok: true, keyIds, unknown };
}
