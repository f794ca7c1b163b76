import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { digest, makeWitnessKey, verifySignature } from '../../adapters/keys/index.ts'
import {
  createWitnessClient,
  serveWitness,
  type WitnessAnswer,
} from '../../adapters/witness/index.ts'
import { openCosignatures, withSignatures } from '../../src/audit/cosignature.ts'
import { readSignatureLine } from '../../src/audit/note.ts'
import { cosignatureType, parseVerifierKey } from '../../src/audit/verifier-key.ts'
import { answerOf } from '../../src/cli/audit-witness.ts'
import { instant } from '../../src/kit/time.ts'
import { openWitnessDesk } from '../../src/main/witness-desk.ts'
import { bodyFor, historySigner, noteAt } from '../rigs/witness-history.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'liaison-witness-'))
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const clientOf = (timeoutMs = 5000) => {
  const client = createWitnessClient({ timeoutMs })
  cleanups.push(client.close)
  return client
}

const served = async (answer: (body: string) => WitnessAnswer): Promise<string> => {
  const server = await serveWitness({ host: '127.0.0.1', port: 0, answer })
  if (!server.ok) throw new Error(server.error.kind)
  cleanups.push(server.value.close)
  return server.value.url
}

/** A witness with its files, as it runs at an agency. */
const witness = async (dir = folder(), at = 1_764_000_000) => {
  const files = {
    key: join(dir, 'witness.key'),
    state: join(dir, 'state.json'),
    policy: join(dir, 'policy.txt'),
  }
  const made = makeWitnessKey(files.key, 'witness.example')
  writeFileSync(files.policy, `log ${historySigner.vkey}\nquorum none\n`)
  const desk = await openWitnessDesk(files, () => instant(at * 1000))
  if (!desk.ok) throw new Error(JSON.stringify(desk.error))
  cleanups.push(desk.value.close)
  const url = await served(body => answerOf(desk.value, body))
  return { files, desk: desk.value, url, vkey: made.ok ? made.value.vkey : '' }
}

/** A host that answers anything with this. */
const host = async (status: number, headers: Record<string, string>, body: string) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (status === 0) return
    response.writeHead(status, headers)
    response.end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(
    () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { asked, url: `http://127.0.0.1:${port}` }
}

const sizeType = { 'content-type': 'text/x.tlog.size' }

describe('given a witness that listens', () => {
  test('when it is asked as the specification has it, then its line holds, and is kept', async () => {
    const { url, vkey, desk } = await witness()
    const lines = await clientOf().ask(url, bodyFor('honest', 0, 9))
    if (!lines.ok) throw new Error(lines.error.kind)
    const key = parseVerifierKey(vkey, digest, cosignatureType)
    const line = readSignatureLine(lines.value[0] ?? '')
    if (!key.ok || !line) throw new Error('no line')
    const note = withSignatures(noteAt('honest', 9), [line])
    const found = note.ok ? openCosignatures(note.value, [key.value], verifySignature) : note
    expect(found).toEqual({ ok: true, value: [{ key: key.value, time: 1_764_000_000 }] })
    expect(desk.remembered('log.example/a-b')?.size).toBe(9)
  })

  test('when it is asked what it must not sign, then it answers the status of the specification', async () => {
    const { url } = await witness()
    const client = clientOf()
    expect((await client.ask(url, bodyFor('honest', 0, 9))).ok).toBe(true)
    const ask = async (body: string) => {
      const answer = await client.ask(`${url}/`, body)
      return answer.ok ? 'signed' : answer.error
    }
    expect(await ask(bodyFor('honest', 3, 12))).toEqual({ kind: 'OtherSize', size: 9 })
    expect(await ask(bodyFor('forked', 9, 12))).toEqual({ kind: 'Refused', status: 422 })
    expect(await ask(`old 9\n\n${noteAt('forked', 9)}`)).toEqual({ kind: 'Refused', status: 409 })
    expect(await ask(bodyFor('honest', 9, 12).replaceAll('a-b', 'c-d'))).toEqual({
      kind: 'Refused',
      status: 404,
    })
    expect(
      await ask(bodyFor('honest', 9, 12).replace('— log.example/a-b ', '— log.example/a ')),
    ).toEqual({ kind: 'Refused', status: 403 })
    expect(await ask('old 9\n')).toEqual({ kind: 'Refused', status: 400 })
    expect(await ask(bodyFor('honest', 9, 12))).toBe('signed')
    // The same again, as after an answer that was lost.
    expect(await ask(bodyFor('honest', 12, 12))).toBe('signed')
  })

  test('when what comes isn’t the one request, or is too long, then it is turned away', async () => {
    const { url, desk } = await witness()
    const status = async (path: string, init: RequestInit): Promise<number> => {
      const answer = await fetch(`${url}${path}`, init)
      await answer.body?.cancel()
      return answer.status
    }
    expect(await status('/add-checkpoint', { method: 'GET' })).toBe(405)
    expect(await status('/', { method: 'POST', body: 'x' })).toBe(404)
    expect(await status('/add-checkpoint?x', { method: 'POST', body: 'x' })).toBe(404)
    const long = await status('/add-checkpoint', {
      method: 'POST',
      body: 'x'.repeat(70_000),
    }).catch(() => 400)
    expect(long).toBe(400)
    expect(await status('/add-checkpoint', { method: 'POST', body: Uint8Array.of(0xff) })).toBe(400)
    expect(desk.remembered('log.example/a-b')).toBeUndefined()
  })

  test('when it is opened a second time, then not', async () => {
    const { files } = await witness()
    const again = await openWitnessDesk(files, () => instant(0))
    expect(again.ok ? '' : again.error.kind).toBe('WitnessInUse')
  })

  test('when it starts anew, then it remembers', async () => {
    const { files, desk } = await witness()
    expect(desk.cosign(bodyFor('honest', 0, 9)).ok).toBe(true)
    desk.close()
    const again = await openWitnessDesk(files, () => instant(1000))
    if (!again.ok) throw new Error(again.error.kind)
    cleanups.push(again.value.close)
    const forked = again.value.cosign(`old 9\n\n${noteAt('forked', 9)}`)
    expect(forked).toEqual({
      ok: false,
      error: {
        kind: 'Fork',
        size: 9,
        before: noteAt('honest', 9),
        note: noteAt('forked', 9),
      },
    })
    expect(again.value.again('log.example/a-b')).toMatchObject({ size: 9 })
  })

  test('when its memory is no memory, then it doesn’t begin with none', async () => {
    const { files, desk } = await witness()
    desk.close()
    for (const text of ['', '{}', '{"format":"liaison-witness/v1","logs":{"a":{"size":1}}}']) {
      writeFileSync(files.state, text)
      const again = await openWitnessDesk(files, () => instant(0))
      expect(again.ok ? '' : again.error.kind).toBe('NotAState')
    }
  })

  test('when what it would sign can’t be kept, then nothing is signed, and nothing after it', async () => {
    const { files, desk } = await witness()
    rmSync(join(files.state, '..'), { recursive: true, force: true })
    const first = desk.cosign(bodyFor('honest', 0, 9))
    expect(first).toEqual({ ok: false, error: { kind: 'NotKept', code: 'ENOENT' } })
    expect(desk.cosign(bodyFor('honest', 0, 9))).toEqual(first)
    expect(desk.remembered('log.example/a-b')).toBeUndefined()
  })
})

describe('given an address that is to cosign', () => {
  test.each([
    [500, {}, 'x', { kind: 'Unreachable' }],
    [302, { location: '/' }, '', { kind: 'Unreachable' }],
    [200, {}, 'no line', { kind: 'NotALine' }],
    [200, {}, '— a b\n'.repeat(10_000), { kind: 'NotALine' }],
    [409, sizeType, '12\n', { kind: 'OtherSize', size: 12 }],
    [409, {}, '12\n', { kind: 'Refused', status: 409 }],
    [409, sizeType, '012\n', { kind: 'Refused', status: 409 }],
    [403, {}, '', { kind: 'Refused', status: 403 }],
  ] as const)('when it answers %i, then that is told', async (status, headers, body, error) => {
    const { asked, url } = await host(status, headers, body)
    expect(await clientOf().ask(`${url}/w/`, 'old 0\n')).toEqual({ ok: false, error })
    expect(asked).toEqual(['POST /w/add-checkpoint'])
  })

  test('when it hangs, or isn’t there, or the program ends, then it is not waited for', async () => {
    const { url } = await host(0, {}, '')
    const unreachable = { ok: false, error: { kind: 'Unreachable' } }
    expect(await clientOf(50).ask(url, 'x')).toEqual(unreachable)
    expect(await clientOf().ask('http://127.0.0.1:1', 'x')).toEqual(unreachable)
    const client = clientOf(60_000)
    const asked = client.ask(url, 'x')
    client.close()
    expect(await asked).toEqual(unreachable)
  })
})
