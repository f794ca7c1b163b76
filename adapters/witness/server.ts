import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { boundedText } from './bounded.ts'
import { contentType, maxConnections, maxRequest, requestMs, sizeType } from './limits.ts'

/** What is answered to a body, by the statuses of C2SP tlog-witness. */
export type WitnessAnswer =
  /** Lines with their line ends. */
  | { readonly status: 200; readonly lines: string }
  | { readonly status: 409; readonly size?: number }
  | { readonly status: 400 | 403 | 404 | 422 | 500 }

export interface WitnessServerOptions {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Decides, keeps and signs; synchronous, so that two requests never see one state. */
  readonly answer: (body: string) => WitnessAnswer
}

export interface WitnessServer {
  readonly url: string
  readonly close: () => Promise<void>
}

const send = (response: ServerResponse, status: number, text: string, type = contentType): void => {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' })
  response.end(text)
}

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: WitnessServerOptions['answer'],
): Promise<void> => {
  if (request.url !== '/add-checkpoint') return send(response, 404, '')
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST')
    return send(response, 405, '')
  }
  const body = await boundedText(request, maxRequest)
  if (body === undefined) {
    response.setHeader('connection', 'close')
    return send(response, 400, '')
  }
  const answered = answer(body)
  if (answered.status === 200) return send(response, 200, answered.lines)
  if (answered.status === 409 && answered.size !== undefined)
    return send(response, 409, `${answered.size}\n`, sizeType)
  return send(response, answered.status, '')
}

/** Serves `POST /add-checkpoint` and nothing else. */
export const serveWitness = ({
  host,
  port,
  answer,
}: WitnessServerOptions): Promise<Result<WitnessServer, { readonly kind: 'CannotListen' }>> =>
  new Promise(resolve => {
    const server = createServer({ requestTimeout: requestMs, headersTimeout: requestMs })
    server.maxConnections = maxConnections
    server.on('request', (request, response) => {
      handle(request, response, answer).catch(() => {
        // Who hung up is answered nothing; a fault of ours must not end the witness.
        if (!response.headersSent) send(response, 500, '')
        response.destroy()
      })
    })
    server.once('error', () => resolve(err({ kind: 'CannotListen' })))
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo
      const shown = host.includes(':') ? `[${host}]` : host
      resolve(
        ok({
          url: `http://${shown}:${bound}`,
          close: () =>
            new Promise(done => {
              server.close(() => done())
              server.closeAllConnections()
            }),
        }),
      )
    })
  })
