import { utf8 } from '../kit/bytes.ts'

/** The same bytes, to be read one by one and four at a time. */
export interface Text {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export const textIn = (bytes: Uint8Array): Text => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
})

/** What is looked for in bytes, four at a time; the last four overlap those before where there are not so many. */
export interface Word {
  readonly length: number
  readonly quads: Int32Array
}

/** Of a text of four bytes at least. */
export const wordOf = (text: string): Word => {
  const bytes = utf8(text)
  const view = new DataView(bytes.buffer)
  const quads = new Int32Array(Math.ceil(bytes.length / 4))
  for (const k of quads.keys()) quads[k] = view.getInt32(Math.min(4 * k, bytes.length - 4), true)
  return { length: bytes.length, quads }
}

/** Whether it stands at `i`, which is not below 0. */
export const isAt = ({ bytes, view }: Text, i: number, { length, quads }: Word): boolean => {
  const last = i + length - 4
  if (last + 4 > bytes.length) return false
  let k = 0
  for (let at = i; at < last; at += 4) if (view.getInt32(at, true) !== quads[k++]) return false
  return view.getInt32(last, true) === quads[k]
}
