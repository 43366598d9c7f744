/** Names that somebody may give a bucket, an entity or a label to reach whoever reads the report. */
export const hostileNames: readonly string[] = [
  '\u001b[2J\u001b[31mall clear',
  '\u001b]52;c;ZXZpbA==\u0007',
  'ok\r0 deviations',
  'ok\n::error file=x::nothing here',
  '\u009b31mred',
  'safe\u202etxt.exe',
  'zero\u200bwidth\u2066mark',
  'tag\u{e0041}\u{e0042}',
  'lone\ud800surrogate',
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  '</style><style>*{display:none}</style>',
  "=cmd|'/c calc'!A1",
  '@everyone #1 [link](javascript:alert(1)) ![image](https://evil.example/x.png)',
  '| broken | table |\\|',
  '`code` **bold** _under_ ~~gone~~ https://evil.example www.evil.example',
  '{count, plural, one {x} other {y}} {unclosed',
  '😀 été 日本',
];

/** What no output may hold raw: everything but line breaks of ours. */
export const unseenRaw =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these very characters are looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}\p{Cs}]/u;
