import { serveWitness, type WitnessAnswer } from '../../adapters/witness/index.ts'
import { hostNow } from '../main/clock.ts'
import { openWitnessDesk, type WitnessDesk } from '../main/witness-desk.ts'
import type { AddCommand } from './desk.ts'
import { complain, explain, say } from './say.ts'

/** The statuses of C2SP tlog-witness. */
export const answerOf = (desk: Pick<WitnessDesk, 'cosign'>, body: string): WitnessAnswer => {
  const cosigned = desk.cosign(body)
  if (cosigned.ok) return { status: 200, lines: `${cosigned.value.line}\n` }
  switch (cosigned.error.kind) {
    case 'NotARequest':
      return { status: 400 }
    case 'UnknownOrigin':
      return { status: 404 }
    case 'NotSigned':
      return { status: 403 }
    case 'OtherSize':
      return { status: 409, size: cosigned.error.size }
    case 'Fork':
      return { status: 409 }
    case 'Inconsistent':
      return { status: 422 }
    case 'NotKept':
      return { status: 500 }
  }
}

const placeOf = (listen: string): { readonly host: string; readonly port: number } | undefined => {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(listen) ?? []
  return host !== '' && Number(port) <= 65_535
    ? { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
    : undefined
}

const untilSignal = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => resolve())
  })

interface Options {
  readonly listen: string
  readonly key: string
  readonly state: string
  readonly policy: string
}

const runWitness = async (o: Options): Promise<number> => {
  const stopped = untilSignal()
  const place = placeOf(o.listen)
  if (!place) {
    complain(`${o.listen}: give an address and a port, e.g. 127.0.0.1:8090`)
    return 2
  }
  const desk = await openWitnessDesk(o, hostNow)
  if (!desk.ok) {
    explain(desk.error)
    return 2
  }
  const answer = (body: string): WitnessAnswer => {
    const answered = answerOf(desk.value, body)
    if (answered.status !== 200 && answered.status !== 409)
      complain(`a request was answered ${answered.status}`)
    return answered
  }
  const server = await serveWitness({ ...place, answer })
  if (!server.ok) {
    desk.value.close()
    explain({ kind: 'CannotListen', ...place })
    return 2
  }
  say(`Witness ${desk.value.name} at ${server.value.url}`)
  await stopped
  await server.value.close()
  desk.value.close()
  return 0
}

export const addWitness: AddCommand = (audit, _env, end) => {
  audit
    .command('witness')
    .description('cosign over HTTP: serves POST /add-checkpoint (C2SP tlog-witness)')
    .requiredOption('--listen <address>', 'e.g. 127.0.0.1:8090, behind whatever makes it https')
    .requiredOption('--key <file>', 'private key of the witness')
    .requiredOption('--state <file>', 'what it cosigned last; made at the first time')
    .requiredOption('--policy <file>', 'your own policy file, which names the log and its keys')
    .action(async (o: Options) => {
      end(await runWitness(o))
    })
}
