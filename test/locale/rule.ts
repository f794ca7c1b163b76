/** A law of texts: where it holds, what breaks it, and examples that prove it can tell. */
export interface Rule {
  readonly name: string
  readonly holds: (locale: { readonly tag: string; readonly punct: string }) => boolean
  /** What is wrong with `text`, or undefined. */
  readonly find: (text: string) => string | undefined
  readonly wrong: readonly string[]
  readonly right: readonly string[]
}

/** `text` without its placeholders. */
export const bare = (text: string): string => text.replace(/\{\{.*?\}\}/g, '')
export const first = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[0]
export const anywhere = () => true
export const only =
  (...tags: readonly string[]) =>
  ({ tag }: { readonly tag: string }) =>
    tags.includes(tag)
export const chinese = ({ tag }: { readonly tag: string }) => tag.startsWith('zh')
