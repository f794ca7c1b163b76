/** A source text without its comments; string literal `n` reads `'#n'` in `code`, other text is empty. */
export interface Code {
  readonly code: string
  readonly strings: readonly string[]
}

// After one of these, a slash begins a regular expression; after anything else it divides.
const beforeRegex = /(?:^|[([{,;=:!&|?+\-*%<>~^]|\b(?:return|typeof|case|of|in|await|yield))\s*$/

const lineBreaks = (text: string) => text.replace(/[^\n]/g, '')

const quoted = /'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y
const comment = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Reads just enough of the language to tell code from text: comments, strings, templates, patterns. */
export const codeOf = (text: string): Code => {
  const strings: string[] = []
  // For each template that is open, how many braces are open inside its `${`.
  const templates: number[] = []
  let code = ''
  let at = 0
  const take = (taken: string, shown: string) => {
    code += shown
    at += taken.length
  }
  const takeTemplate = () => {
    const words = matchAt(templateText, text, at) ?? ''
    take(words, lineBreaks(words))
    if (text[at] === '`') take('`', '`')
    else if (text[at] === '$') {
      templates.push(0)
      take('${', '${')
    }
  }
  while (at < text.length) {
    const next = text[at] ?? ''
    const open = templates.at(-1)
    const skipped = next === '/' ? matchAt(comment, text, at) : undefined
    const literal = next === "'" || next === '"' ? matchAt(quoted, text, at) : undefined
    if (skipped !== undefined) take(skipped, lineBreaks(skipped) || ' ')
    else if (literal !== undefined) {
      take(literal, `'#${strings.length}'`)
      strings.push(literal.slice(1, -1))
    } else if (next === '/' && beforeRegex.test(code)) {
      const pattern = matchAt(regex, text, at) ?? '/'
      take(pattern, '/ /')
    } else if (next === '`') {
      take('`', '`')
      takeTemplate()
    } else if (next === '}' && open === 0) {
      templates.pop()
      take('}', '}')
      takeTemplate()
    } else {
      if (open !== undefined && next === '{') templates[templates.length - 1] = open + 1
      if (open !== undefined && next === '}') templates[templates.length - 1] = open - 1
      take(next, next)
    }
  }
  return { code, strings }
}
