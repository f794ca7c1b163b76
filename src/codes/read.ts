/** The member of `codes` (lower case) that `text` names: any case, full-width letters included. */
export const readCode = <C extends string>(codes: readonly C[], text: string): C | undefined => {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return codes.find(code => code === plain)
}
