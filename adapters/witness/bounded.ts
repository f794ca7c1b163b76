const join = (parts: readonly Uint8Array[]): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return undefined
  }
}

/** The text of a body; undefined where it has more than `max` bytes, or is no UTF-8. */
export const boundedText = async (
  body: AsyncIterable<Uint8Array> | null,
  max: number,
): Promise<string | undefined> => {
  const parts: Uint8Array[] = []
  let length = 0
  if (body)
    for await (const part of body) {
      length += part.length
      if (length > max) return undefined
      parts.push(part)
    }
  return join(parts)
}
