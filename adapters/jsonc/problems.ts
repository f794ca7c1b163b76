const problems: Readonly<Record<string, string>> = {
  InvalidSymbol: 'here stands something that JSON does not know; texts go in double quotes',
  InvalidNumberFormat: 'this is no number as JSON writes it',
  PropertyNameExpected: 'a name in double quotes is missing here; after the last one, no comma',
  ValueExpected: 'a value is missing here; after the last one, no comma',
  ColonExpected: 'a colon is missing before this',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a } is missing before this',
  CloseBracketExpected: 'a ] is missing before this',
  EndOfFileExpected: 'here the value has ended, and something follows it',
  InvalidCommentToken: 'a comment, which JSON does not have',
  UnexpectedEndOfComment: 'a comment, which JSON does not have',
  UnexpectedEndOfString: 'a text without its closing quote',
  UnexpectedEndOfNumber: 'a number that is cut off',
  InvalidUnicode: 'a \\u without its four digits',
  InvalidEscapeCharacter: 'a backslash before what it can not stand before',
  InvalidCharacter: 'a text with a tab or another control character in it',
}

/** The words for what the parser calls by a code. */
export const problemOf = (code: string): string => problems[code] ?? 'this is no JSON'
