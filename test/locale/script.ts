import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chinese, first, only, type Rule } from './rule.ts'

const simplifiedOnly = new Set(
  readFileSync(join(import.meta.dirname, 'simplified-only.txt'), 'utf8').trim(),
)

// Two high bytes in GBK are GB 2312, the character set of simplified Chinese.
const gb2312 = new Set(
  Array.from({ length: 72 * 94 }, (_, i) =>
    new TextDecoder('gbk').decode(Uint8Array.of(0xb0 + Math.floor(i / 94), 0xa1 + (i % 94))),
  ),
)

/** Each language in its own script. */
export const scripts: readonly Rule[] = [
  {
    name: 'English has no Chinese, Japanese or Korean character, wide punctuation included',
    holds: only('en'),
    find: text =>
      first(/[\p{sc=Han}\p{sc=Hangul}\p{sc=Kana}\p{sc=Hira}\u3000-\u303F\uFF00-\uFFEF]/u, text),
    wrong: ['a 轉', 'a 의', 'a，b', '「a」', 'カ'],
    right: ['“a” – b…'],
  },
  {
    name: 'Chinese has no Hangul or kana',
    holds: chinese,
    find: text => first(/[\p{sc=Hangul}\p{sc=Kana}\p{sc=Hira}]/u, text),
    wrong: ['轉介의', 'の'],
    right: ['轉介'],
  },
  {
    name: 'Korean has no Chinese character',
    holds: only('ko'),
    find: text => first(/\p{sc=Han}/u, text),
    wrong: ['의뢰 件'],
    right: ['의뢰'],
  },
  {
    name: 'zh-HK has no character of the simplified script alone',
    holds: only('zh-HK'),
    find: text => [...text].find(c => simplifiedOnly.has(c)),
    wrong: ['转介', '确認'],
    right: ['轉介', '確認收悉', '周'],
  },
  {
    name: 'zh-CN has no character from outside GB 2312',
    holds: only('zh-CN'),
    find: text => [...text].find(c => /\p{sc=Han}/u.test(c) && !gb2312.has(c)),
    wrong: ['轉介', '貨柜', '網絡'],
    right: ['转介', '集装箱', '网络'],
  },
]
