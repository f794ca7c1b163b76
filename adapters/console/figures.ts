import type { Context, Hono } from 'hono'
import type { FiguresAsked } from '../../src/ports/figures.ts'
import type { ConsoleOfficer, ConsoleOptions } from './config.ts'
import type { HttpParts } from './http.ts'
import { actorOf } from './inbound.ts'
import { limits } from './limits.ts'
import { figuresPage, type Say } from './pages.ts'
import type { FiguresResponse } from './protocol.ts'
import { renderCard } from './render.ts'

export interface FiguresParts extends Pick<HttpParts, 'ear' | 'track'> {
  readonly options: Pick<ConsoleOptions, 'words'>
  readonly say: Say
  readonly signedIn: (c: Context) => { readonly officer: ConsoleOfficer } | undefined
  readonly problem: (c: Context, status: 400 | 403, error: string) => Response
  /** Shown to who isn't signed in, with a way back to that address. */
  readonly signedOut: (c: Context, again: string) => Response | Promise<Response>
  readonly speaking: (officer: ConsoleOfficer) => Promise<ConsoleOfficer>
}

const files = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const

/** Undefined where one is longer than any of ours. */
const askedIn = (c: Context): FiguresAsked | undefined => {
  const { week, pair } = c.req.query()
  if ([week, pair].some(text => (text?.length ?? 0) > limits.asked)) return undefined
  return { ...(week ? { week } : {}), ...(pair ? { pair } : {}) }
}

/** The page of figures of an officer, what it shows, and the same as files. */
export const addFigures = (app: Hono, parts: FiguresParts): void => {
  const { options, ear, say, track, signedIn, problem } = parts

  const ask = (officer: ConsoleOfficer, asked: FiguresAsked) =>
    track(ear.figures(actorOf(officer.id), asked))

  app.get('/o/:officer/figures', async c => {
    const who = signedIn(c)
    if (!who) return parts.signedOut(c, `${c.req.path}${new URL(c.req.url).search}`)
    return c.html(figuresPage(say, (await parts.speaking(who.officer)).language))
  })

  app.get('/o/:officer/api/figures', async c => {
    const who = signedIn(c)
    if (!who) return problem(c, 403, 'session')
    const asked = askedIn(c)
    if (!asked) return problem(c, 400, 'asked')
    const answer = await ask(who.officer, asked)
    const { language } = answer
    const words = options.words(language)
    if (answer.kind !== 'figures')
      return c.json<FiguresResponse>({
        ...{ words, language, kind: answer.kind },
        card: renderCard(answer.card),
      })
    const { csv: _, json: __, ...figures } = answer.figures
    return c.json<FiguresResponse>({ words, language, kind: 'figures', figures })
  })

  for (const [kind, type] of Object.entries(files))
    app.get(`/o/:officer/api/figures.${kind}`, async c => {
      const who = signedIn(c)
      if (!who) return problem(c, 403, 'session')
      const asked = askedIn(c)
      if (!asked) return problem(c, 400, 'asked')
      const answer = await ask(who.officer, asked)
      if (answer.kind !== 'figures') return c.notFound()
      const { figures } = answer
      return c.body(kind === 'csv' ? figures.csv : figures.json, 200, {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="liaison-${figures.week}.${kind}"`,
      })
    })
}
