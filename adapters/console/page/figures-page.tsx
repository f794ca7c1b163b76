import { useEffect, useMemo, useState } from 'preact/hooks'
import type { FiguresResponse } from '../protocol.ts'
import { CardView } from './card.tsx'
import { type Asked, askedIn, fetchFigures, queryOf } from './figures-call.ts'
import { FiguresView } from './figures-view.tsx'
import { createSay, SayContext } from './words.ts'

const retryMs = 2_000

/** The page of figures: asks for the week that its address names, and again when another is chosen. */
export const FiguresPage = () => {
  const [asked, setAsked] = useState<Asked>(() => askedIn(location.search))
  const [answer, setAnswer] = useState<FiguresResponse>()
  const [busy, setBusy] = useState(true)
  const [tries, setTries] = useState(0)
  const [failed, setFailed] = useState(false)
  const say = useMemo(() => createSay(answer?.words ?? {}), [answer])

  useEffect(() => {
    const stop = new AbortController()
    let again: ReturnType<typeof setTimeout> | undefined
    setBusy(true)
    void fetchFigures(asked, stop.signal).then(got => {
      if (stop.signal.aborted) return
      // The desk's own page says how to sign in again.
      if (got.kind === 'ended') return location.reload()
      setFailed(got.kind === 'failed')
      if (got.kind === 'failed') {
        again = setTimeout(() => setTries(n => n + 1), retryMs)
        return
      }
      setBusy(false)
      setAnswer(got.answer)
      document.documentElement.lang = got.answer.language
      document.title = [got.answer.words['figures'], got.answer.words['title']].join(' · ')
    })
    return () => {
      stop.abort()
      clearTimeout(again)
    }
  }, [asked, tries])

  const choose = (next: Asked): void => {
    history.replaceState(null, '', `?${queryOf(next)}`)
    setAsked(next)
  }

  if (answer === undefined) return <div class="waiting" aria-busy="true" />
  return (
    <SayContext.Provider value={say}>
      <div class="page figures-page">
        <header class="top">
          <a class="skip" href="#figures">
            {say('figures')}
          </a>
          <h1>
            <span class="product">{say('title')}</span>
            <span class="desk">{say('figures')}</span>
          </h1>
          <a class="back" href="./">
            {say('figures_back')}
          </a>
        </header>
        {failed && (
          <p class="ended" role="alert">
            {say('figures_failed')}
          </p>
        )}
        <main id="figures" tabIndex={-1} aria-busy={busy}>
          {answer.kind === 'figures' ? (
            <FiguresView figures={answer.figures} onChoose={choose} />
          ) : (
            <section class="no-figures" role="status">
              <CardView card={answer.card} id="no-figures" heading="h3" />
              <button type="button" onClick={() => choose({ week: '', pair: '' })}>
                {say('try_again')}
              </button>
            </section>
          )}
        </main>
      </div>
    </SayContext.Provider>
  )
}
