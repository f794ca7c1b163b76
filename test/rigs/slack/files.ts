import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Call, no, noScope, yes } from './answer.ts'
import { nodesIn } from './payload.ts'
import { type Fields, isFields, isList } from './rule.ts'

/** A file of an app, from the moment on when it asked for an address to bring it to. */
export interface RigFile {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly length: number
  bytes?: Uint8Array
  isComplete: boolean
}

export interface Files {
  readonly all: Map<string, RigFile>
  /** Where files are brought to. */
  base: string
  /** So many more messages are refused because Slack isn't done with their file. */
  settling: number
}

export const createFiles = (): Files => ({ all: new Map(), base: '', settling: 0 })

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const uploadUrl = (call: Call): Fields => {
  const { world, team, args } = call
  if (!team.scopes.has('files:write')) return noScope(call, 'files:write')
  const length = Number(args['length'])
  if (length <= 0) return no('invalid_arguments')
  const id = `F0RIG${String(world.next()).padStart(5, '0')}`
  const name = String(args['filename'])
  world.files.all.set(id, { id, team: team.id, name, length, isComplete: false })
  return yes({ upload_url: `${world.files.base}/upload/${id}`, file_id: id })
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
export const completeUpload = (call: Call): Fields => {
  const { world, ledger, team, args } = call
  if (!team.scopes.has('files:write')) return noScope(call, 'files:write')
  if (args['channel_id'] !== undefined) ledger.note('a file was shared in a channel by itself')
  const given = isList(args['files']) ? args['files'].filter(isFields) : []
  const found = given.map(({ id }) => world.files.all.get(String(id)))
  if (found.length === 0) return no('invalid_arguments')
  for (const file of found) {
    if (!file || file.team !== team.id) return no('file_not_found')
    if (file.bytes?.length !== file.length) return no('file_upload_size_restricted')
  }
  for (const file of found) if (file) file.isComplete = true
  return yes({ files: found.map(file => ({ id: file?.id, title: file?.name })) })
}

/** Takes the bytes of a file; the address holds for that file and one time. */
export const takeFile = async (
  files: Files,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const file = files.all.get((request.url ?? '').replace('/upload/', ''))
  const isTaken = request.method === 'POST' && file !== undefined && file.bytes === undefined
  if (isTaken) file.bytes = new Uint8Array(Buffer.concat(parts))
  response.writeHead(isTaken ? 200 : 404)
  response.end(isTaken ? `OK - ${file.length}` : 'not found')
}

/** Slack's word where a message shows a file that isn't the app's, or that isn't ready yet. */
export const fileRefusal = ({ world, team, args }: Call): Fields | undefined => {
  const wanted = nodesIn(args['blocks']).flatMap(({ type, slack_file: file }) =>
    type === 'image' && isFields(file) ? [String(file['id'])] : [],
  )
  if (wanted.length === 0) return undefined
  const isWrong = wanted.some(id => {
    const file = world.files.all.get(id)
    return file?.team !== team.id || !file.isComplete
  })
  if (!isWrong && world.files.settling === 0) return undefined
  if (!isWrong) world.files.settling -= 1
  const flaw = 'invalid slack file [json-pointer:/blocks/1/slack_file]'
  return { ...no('invalid_blocks', [`[ERROR] ${flaw}`]), errors: [flaw] }
}
