import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const root = join(import.meta.dirname, '../..')
const seen = join(root, 'test/output')

const write = async (page: Page, path: string): Promise<void> => {
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
}

/** A picture for whoever looks at a run. */
export const shoot = (page: Page, name: string): Promise<void> => {
  mkdirSync(seen, { recursive: true })
  return write(page, join(seen, `${name}.png`))
}

/** A picture that the README shows too: written there as well where `LIAISON_SHOTS` names a folder. */
export const shootForReadme = async (page: Page, name: string): Promise<void> => {
  await shoot(page, name)
  const folder = process.env['LIAISON_SHOTS']
  if (!folder) return
  mkdirSync(join(root, folder), { recursive: true })
  await write(page, join(root, folder, `${name}.png`))
}
