import { entryTiles, tilePath } from './tile-path.ts'
import { tileWidth } from './tiles.ts'

const fenced = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n')

const signature = [
  'The key is what you trust, so it must come from elsewhere than this folder. Take the line `log` of your own',
  'policy file; here that of `policy.txt` is shown, which is only as good as the folder. Compare the two.',
  '',
  fenced([
    'work=$(mktemp -d)',
    "vkey=$(sed -n 's/^log \\([^ ]*\\).*/\\1/p' policy.txt | head -n 1)",
    'echo "$vkey"',
    "{ printf '302a300506032b6570032100' | xxd -r -p",
    '  printf \'%s\' "$vkey" | cut -d+ -f3- | base64 -d | tail -c 32; } > "$work/key.der"',
  ]),
  '',
  'The checkpoint is three lines, which are signed: name, size and root of the log.',
  '',
  fenced([
    'head -n 3 checkpoint > "$work/text"',
    'origin=$(head -n 1 checkpoint)',
    'grep -F -- "— $origin " checkpoint | head -n 1 | cut -d" " -f3 \\',
    '  | base64 -d | tail -c 64 > "$work/signature"',
    'openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" \\',
    '  -rawin -in "$work/text" -sigfile "$work/signature"',
  ]),
].join('\n')

const leafCommand = (file: string): string =>
  `hash=$({ printf '\\000'; cat ${file}; } | sha256sum | cut -d" " -f1)`

const climb = [
  'The receipt holds the hashes beside the way from the entry up to the root (RFC 9162, section 2.1.3.2).',
  'Each is put before or behind what was reached so far, and hashed with it behind a byte of one.',
  '',
  fenced([
    'join() { printf "01%s%s" "$1" "$2" | xxd -r -p | sha256sum | cut -d" " -f1; }',
    'index=$entry',
    'last=$(($(sed -n 2p checkpoint) - 1))',
    'test "index $entry" = "$(sed -n 2p "receipts/$entry.tlog-proof")"',
    'for line in $(sed \'1,2d;/^$/q\' "receipts/$entry.tlog-proof"); do',
    '  beside=$(printf %s "$line" | base64 -d | xxd -p -c 64)',
    '  if [ $((index % 2)) = 1 ] || [ "$index" = "$last" ]; then',
    '    hash=$(join "$beside" "$hash")',
    '    while [ $((index % 2)) = 0 ] && [ "$index" != 0 ]; do',
    '      index=$((index / 2)); last=$((last / 2))',
    '    done',
    '  else',
    '    hash=$(join "$hash" "$beside")',
    '  fi',
    '  index=$((index / 2)); last=$((last / 2))',
    'done',
    'root=$(sed -n 3p checkpoint | base64 -d | xxd -p -c 64)',
    'if [ "$hash" = "$root" ]; then echo "Entry $entry is in the log."; else echo "It is not."; fi',
  ]),
].join('\n')

const ofParts = (seq: number): string =>
  [
    'The hash of an entry is that of a zero byte and the bytes of the file, as they are.',
    '',
    fenced([`entry=${seq}`, leafCommand('"entries/$entry.json"'), 'echo "$hash"']),
    '',
    climb,
  ].join('\n')

const ofLog = (size: number): string => {
  const [tile] = entryTiles(size)
  if (!tile) throw new Error('a bundle of an empty log')
  const place = Math.min(size, tileWidth) - 1
  return [
    'Entries are bundled by 256, each behind its length in two bytes; beside them is a file with their hashes.',
    'The hash of an entry is that of a zero byte and its bytes.',
    '',
    fenced([
      `entry=${place}`,
      `bundle=${tilePath(tile)}`,
      `hashes=${tilePath({ ...tile, level: 0 })}`,
      'length() { echo $((0x$(tail -c +$(($1 + 1)) "$bundle" | head -c 2 | xxd -p))); }',
      'offset=0',
      'for before in $(seq 1 "$entry"); do offset=$((offset + 2 + $(length "$offset"))); done',
      'tail -c +$((offset + 3)) "$bundle" | head -c "$(length "$offset")" > "$work/entry"',
      leafCommand('"$work/entry"'),
      'stored=$(tail -c +$((entry * 32 + 1)) "$hashes" | head -c 32 | xxd -p -c 64)',
      'if [ "$hash" = "$stored" ]; then echo "Entry $entry has the hash that is stored."; fi',
    ]),
    '',
    'That the hashes lead to the root takes all of them; `liaison audit verify` or `verify.py` computes it.',
  ].join('\n')
}

/** With the marking on top, how to check one entry of a bundle with bash, openssl 3, sha256sum, xxd and base64 alone. */
export const howto = (
  marking: string,
  about:
    | { readonly kind: 'parts'; readonly seq: number }
    | { readonly kind: 'log'; readonly size: number },
): string =>
  [
    ...(marking === '' ? [] : [`**${marking}**`]),
    '# Check one entry by hand',
    'This takes bash, openssl 3, sha256sum, xxd and base64, in this folder, and nothing of Liaison.',
    '## The checkpoint is signed',
    signature,
    '## The entry is what was logged',
    about.kind === 'parts' ? ofParts(about.seq) : ofLog(about.size),
    '## What it shows',
    [
      'The holder of the key has signed a log that has this entry, byte for byte, at this place. It does not show',
      'that what the entry says is true, nor that anybody read what it tells of.',
    ].join('\n'),
    '',
  ].join('\n\n')
