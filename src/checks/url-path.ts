const unreserved = /^[A-Za-z0-9._~-]$/
const toMend = /%[\da-f]{2}|%|[^\x21-\x7e]+|["<>\\^`{|}[\]]/gi

const mend = (found: string): string => {
  if (!/^%..$/.test(found)) return encodeURIComponent(found)
  const char = String.fromCharCode(Number.parseInt(found.slice(1), 16))
  return unreserved.test(char) ? char : found.toUpperCase()
}

/** One spelling of percent-encoding (RFC 3986 section 6.2.2); a stray `%` becomes `%25`. */
const encoded = (text: string): string => text.replace(toMend, mend)

/** A path without `.` and `..` (RFC 3986 section 5.2.4). */
const straight = (path: string): string => {
  const kept: string[] = []
  const [, ...segments] = path.split('/')
  for (const [i, segment] of segments.entries()) {
    if (segment === '..') kept.pop()
    if (segment !== '.' && segment !== '..') kept.push(segment)
    else if (i === segments.length - 1) kept.push('')
  }
  return `/${kept.join('/')}`
}

/** What follows the host, in its one spelling: `/` for nothing; an empty query or fragment is left out. */
export const canonicalRest = (rest: string): string => {
  const [, path = '', query = '', fragment = ''] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(rest) ?? []
  return [
    straight(encoded(path)),
    query === '' ? '' : `?${encoded(query)}`,
    fragment === '' ? '' : `#${encoded(fragment)}`,
  ].join('')
}
