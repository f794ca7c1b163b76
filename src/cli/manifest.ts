import { type ManifestAsked, manifests } from '../main/manifest.ts'
import type { AddCommand } from './desk.ts'
import { complain, say } from './say.ts'

/** For each platform that is set up by a file: that file. */
export const addManifests: AddCommand = (program, _env, end) => {
  for (const { platform, about, make } of manifests)
    program
      .command(platform)
      .description(about)
      .command('manifest')
      .description('print the app as a manifest, as JSON, to paste where an app is created')
      .option('--name <name>', 'what officers see, 1 to 35 characters', 'Liaison')
      .option('--mode <mode>', 'socket (no port is open to the outside) or http', 'socket')
      .option('--url <url>', 'with http: the https address that leads to this machine')
      .action(async (asked: ManifestAsked) => {
        const made = await make(asked)
        if (made.ok) say(made.value)
        else complain(made.error)
        end(made.ok ? 0 : 1)
      })
}
