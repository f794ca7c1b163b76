import { run } from '../../src/cli.ts'
import type { Ended, Settings } from './program.ts'

type Write = typeof process.stdout.write

/** What is written meanwhile, which goes nowhere else. */
const caught = (stream: NodeJS.WriteStream) => {
  const before = stream.write
  let text = ''
  stream.write = ((chunk: string | Uint8Array) => {
    text += String(chunk)
    return true
  }) as Write
  return {
    text: () => text,
    end: () => {
      stream.write = before
    },
  }
}

/**
 * As `call`, in this process, which is in `dir` meanwhile: for lines that end by themselves, as a process of
 * its own takes a second to begin.
 */
export const callInside = async (
  args: readonly string[],
  settings: Settings = {},
  dir = process.cwd(),
  makeWay = () => {},
): Promise<Ended> => {
  const home = process.cwd()
  const before = Object.keys(settings).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, settings)
  const [out, err] = [caught(process.stdout), caught(process.stderr)]
  try {
    process.chdir(dir)
    const status = await run(args, makeWay)
    return { status, stdout: out.text(), stderr: err.text() }
  } finally {
    process.chdir(home)
    out.end()
    err.end()
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}
