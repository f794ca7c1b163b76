import { entryTiles, tilePath } from './tile-path.ts'
import { tileWidth } from './tiles.ts'

/** What is typed, and what its last line says where it is so; the same in every language. */
export interface Typed {
  readonly commands: readonly string[]
  readonly says: string
}

/** Shows the key that a policy names, and puts it into a form that openssl reads. */
export const takeKey: readonly string[] = [
  'work=$(mktemp -d)',
  "vkey=$(sed -n 's/^log \\([^ ]*\\).*/\\1/p' policy.txt | head -n 1)",
  'echo "$vkey"',
  "{ printf '302a300506032b6570032100' | xxd -r -p",
  '  printf \'%s\' "$vkey" | cut -d+ -f3- | base64 -d | tail -c 32; } > "$work/key.der"',
]

export const checkSignature: Typed = {
  commands: [
    'head -n 3 checkpoint > "$work/text"',
    'origin=$(head -n 1 checkpoint)',
    'grep -F -- "— $origin " checkpoint | head -n 1 | cut -d" " -f3 \\',
    '  | base64 -d | tail -c 64 > "$work/signature"',
    'openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" \\',
    '  -rawin -in "$work/text" -sigfile "$work/signature"',
  ],
  says: 'Signature Verified Successfully',
}

const leafOf = (file: string): string =>
  `hash=$({ printf '\\000'; cat ${file}; } | sha256sum | cut -d" " -f1)`

/** Hashes an entry that is a file of its own. */
export const hashEntry = (seq: number): readonly string[] => [
  `entry=${seq}`,
  leafOf('"entries/$entry.json"'),
  'echo "$hash"',
]

/** Goes from the hash of that entry up to the root. */
export const climbToRoot = (seq: number): Typed => ({
  commands: [
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
  ],
  says: `Entry ${seq} is in the log.`,
})

/** Takes the last entry out of the first tile of a whole log, and compares its hash with the one beside. */
export const compareInTile = (size: number): Typed => {
  const [tile] = entryTiles(size)
  if (!tile) throw new Error('a bundle of an empty log')
  const place = Math.min(size, tileWidth) - 1
  return {
    commands: [
      `entry=${place}`,
      `bundle=${tilePath(tile)}`,
      `hashes=${tilePath({ ...tile, level: 0 })}`,
      'length() { echo $((0x$(tail -c +$(($1 + 1)) "$bundle" | head -c 2 | xxd -p))); }',
      'offset=0',
      'for before in $(seq 1 "$entry"); do offset=$((offset + 2 + $(length "$offset"))); done',
      'tail -c +$((offset + 3)) "$bundle" | head -c "$(length "$offset")" > "$work/entry"',
      leafOf('"$work/entry"'),
      'stored=$(tail -c +$((entry * 32 + 1)) "$hashes" | head -c 32 | xxd -p -c 64)',
      'if [ "$hash" = "$stored" ]; then echo "Entry $entry has the hash that is stored."; fi',
    ],
    says: `Entry ${place} has the hash that is stored.`,
  }
}
