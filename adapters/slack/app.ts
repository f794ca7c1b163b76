import { App, type Receiver } from '@slack/bolt'
import type { ZodType } from 'zod'
import type { Log } from '../../src/ports/log.ts'
import type { Hearing } from './hearing.ts'
import { type Payload, shapes } from './payloads.ts'
import type { FormAck } from './submitting.ts'
import { createTurns } from './turns.ts'
import { clientOptions, silent } from './web.ts'

export interface AppOptions {
  readonly receiver: Receiver
  readonly me: {
    readonly botToken: string
    readonly botId?: string
    readonly botUserId?: string
    readonly teamId: string
  }
  readonly apiUrl: string
  readonly hearing: Hearing
  readonly submit: (
    body: Payload<'submission'>,
    ack: (response: FormAck) => Promise<void>,
  ) => Promise<void>
  readonly log: Log
  /** False once nothing more is to be heard. */
  readonly open: () => boolean
  readonly track: (work: Promise<unknown>) => Promise<void>
}

const readAs = <T>(shape: ZodType<T>, body: unknown, log: Log): T | undefined => {
  const read = shape.safeParse(body)
  if (!read.success) log.warn('Slack said something that has not the shape it should.')
  return read.data
}

/**
 * Bolt's app with one listener a kind: Bolt runs every listener that fits, and two would ack twice. Each
 * acks before anything slow, but forms and choices, whose answer is the ack.
 */
export const createApp = (options: AppOptions): App => {
  const { receiver, me, apiUrl, hearing, log, open, track } = options
  const app = new App({
    receiver,
    // Not by token: then Bolt asks Slack in its constructor, and a failure there ends the process.
    authorize: async () => me,
    logger: silent,
    deferInitialization: true,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: clientOptions(apiUrl, () => {}),
  })
  app.error(async () => {
    log.error('Something that Slack said could not be worked on.')
  })

  const turn = createTurns()
  // Bolt waits for a listener before it lets go of the request; what is slow goes on by itself. In a turn
  // of its own: it asks log and disk without a pause, and in that time no ack goes out.
  const later = (work: () => Promise<unknown>): void => void track(turn().then(work))

  app.command(/.*/, async ({ body, ack }) => {
    if (!open()) return
    await ack()
    const read = readAs(shapes.command, body, log)
    if (read) later(() => hearing.command(read))
  })
  app.action(/.*/, async ({ body, ack }) => {
    if (!open()) return
    await ack()
    const read = readAs(shapes.action, body, log)
    if (read) later(() => hearing.action(read))
  })
  app.shortcut(/.*/, async ({ body, ack }) => {
    if (!open()) return
    await ack()
    const read = readAs(shapes.shortcut, body, log)
    if (read) later(() => hearing.shortcut(read))
  })
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ body, ack }) => {
    if (!open()) return
    const read = readAs(shapes.submission, body, log)
    if (!read) return ack()
    const { submit } = options
    await track(
      submit(read, response =>
        response.response_action === 'errors'
          ? ack({ response_action: 'errors', errors: { ...response.errors } })
          : ack(response),
      ),
    )
  })
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ body, ack }) => {
    if (!open()) return
    await ack()
    const read = readAs(shapes.closed, body, log)
    if (read) hearing.closed(read)
  })
  app.options(/.*/, async ({ body, ack }) => {
    if (!open()) return
    const read = readAs(shapes.suggestion, body, log)
    await ack({ options: read ? [...(await hearing.suggest(read))] : [] })
  })
  app.event(/.*/, async ({ body }) => {
    if (!open()) return
    const read = readAs(shapes.event, body, log)
    if (read) later(() => hearing.event(read))
  })
  return app
}
