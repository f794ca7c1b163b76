import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agreedFile, glossaryFile, madeFrom } from './made.ts'
import { localesDir } from './texts.ts'

// Puts the glossary's terms into the catalogues: those of the file given, of the agencies' own where it is
// at hand, else of the copy that ships.
const [, , given = agreedFile() ?? glossaryFile] = process.argv
const csv = readFileSync(given, 'utf8')
writeFileSync(glossaryFile, csv)
for (const [path, content] of madeFrom(csv)) writeFileSync(join(localesDir, path), content)
process.stdout.write(`Terms of ${given}\n`)
