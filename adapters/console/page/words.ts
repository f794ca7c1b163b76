import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type english from '../../../locales/en/page.json'
import type { PageWords } from '../protocol.ts'

/** A word of the frame; a misspelt one doesn't compile. */
export type Word = keyof (typeof english)['page']

export type Say = (word: Word) => string

/** Words come with `hello`; until then the frame is silent rather than in the wrong language. */
export const createSay =
  (words: PageWords): Say =>
  word =>
    words[word] ?? ''

export const SayContext = createContext<Say>(createSay({}))

export const useSay = (): Say => useContext(SayContext)
