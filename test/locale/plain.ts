import { anywhere, bare, first, type Rule } from './rule.ts'

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{DI}\uFFFC\uFFFD]|(?! )\p{Zs}/u

/** Laws of every text in every language. */
export const plain: readonly Rule[] = [
  {
    name: 'is not empty and has no blank at its ends, none doubled',
    holds: anywhere,
    find: text => (text === '' ? 'empty' : first(/^\s|\s$|\s{2}/, text)),
    wrong: ['', ' a', 'a ', 'a  b', 'a\n'],
    right: ['a b'],
  },
  {
    name: 'is NFC',
    holds: anywhere,
    find: text => (text === text.normalize('NFC') ? undefined : text),
    wrong: ['관세청'.normalize('NFD'), 'é'.normalize('NFD')],
    right: ['관세청', 'é'],
  },
  {
    name: 'has no invisible character',
    holds: anywhere,
    find: text => first(invisible, text),
    wrong: ['a\u200Bb', 'a\u00A0b', '\u202Ea', 'a\u3164', 'a\u3000b', 'a\nb'],
    right: ['轉介，IP 地址', '의뢰 1건'],
  },
  {
    name: 'has no markup',
    holds: anywhere,
    find: text => first(/[*_`<>~#\\]|\]\(|@(?:here|everyone|channel)|&\w+;/, bare(text)),
    wrong: ['*a*', '_a_', '`a`', '<a>', 'a ~ b', '# a', '[a](b)', '@here', '&amp;', '{{a}}~{{b}}'],
    right: ['{{due_at}}', '[{{priority}}] a', 'a & b'],
  },
  {
    name: 'has only placeholders of the form {{name}}, and no nesting',
    holds: anywhere,
    find: text => first(/[{}]|\$t\(/, text.replace(/\{\{[a-z][a-zA-Z_]*\}\}/g, '')),
    wrong: ['{{a', 'a}}', '{a}', '{{ a }}', '{{- a}}', '{{a, number}}', '$t(a)', '{{a.b}}'],
    right: ['{{a}} {{due_at}}'],
  },
]
