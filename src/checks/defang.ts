const schemeEnd = /\[:\/\/\]|\[:\]\/\//g
const dot = / ?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}) ?/gi
// A blank before it alone ends the name of a service: `forum [@]name`.
const at = / (?:\[(?:@|at)\]|\((?:@|at)\)|\{(?:@|at)\}) |[[({](?:@|at)[\])}]/gi

/**
 * The text with nothing left that a chat system or a mail program makes a link of:
 * `hxxps://a[.]com`. What is defanged already stays as it is.
 */
export const defang = (text: string): string =>
  text
    .replace(/http(?=s?:)/gi, scheme => `${scheme.charAt(0)}xx${scheme.charAt(3)}`)
    .replace(/ftp(?=s?:)/gi, scheme => `${scheme.charAt(0)}x${scheme.charAt(2)}`)
    .replace(/(?<!hxxps?|fxps?|\[):\/\//gi, '[://]')
    .replace(/(?<=[^\s[({])[.\u2024\uFE52](?=[^\s\])}])/g, '[.]')

/** As `defang`, and nobody is called: `user[@]a[.]com`. */
export const defangAt = (text: string): string => defang(text).replace(/(?<!\[)@|@(?!\])/g, '[@]')

/** What `defang` made of a path, undone; brackets that mean something else stay. */
export const refang = (text: string): string =>
  text
    .replace(schemeEnd, '://')
    .replace(/h(?:xx|\*\*|__)p(?=s?:\/\/)/gi, 'http')
    .replace(/fxp(?=s?:\/\/)/gi, 'ftp')
    .replaceAll('[.]', '.')

/** As `refang`, for an address or the name of a host: also `(.)`, `[dot]`, `[at]`, `[:]`. */
export const refangHost = (text: string): string =>
  text.replace(dot, '.').replace(at, '@').replaceAll('[:]', ':').replaceAll('。', '.')
