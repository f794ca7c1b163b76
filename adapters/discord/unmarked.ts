// Each begins or ends something wherever it stands: emphasis, code, a spoiler, a link, a mention.
const anywhere = /[\\*_~`|<>[@]/g

// An emoji's name, or what makes a link of an address; a time of day is neither.
const colon = /:(?=[^\s:]+:|\/\/)/g
const ofTime = /^\d\d(?!\w)/

// Discord's client finds an invitation even where no link stands.
const invitation = /(discord(?:app)?\.(?:gg|com)(?:\/invite)?)\//gi

const lineStart = /^([^\S\n]*)(?:(-#|#|-|\+)|(\d+)([.)]))/gm

/** Makes harmless what means something at the start of a line: a heading, small print, an item of a list. */
export const plainStarts = (text: string): string =>
  text.replace(lineStart, (_, space: string, mark?: string, digits = '', point = '') =>
    mark === undefined ? `${space}${digits}\\${point}` : `${space}\\${mark}`,
  )

/**
 * Text as it stands in content, a title, a description or a field: nothing of it is a mention, a link, a
 * format, a time, a command or an emoji. A reader sees it as it was. Needs `visible` text.
 */
export const unmarked = (text: string): string =>
  plainStarts(
    text
      .replace(anywhere, '\\$&')
      .replace(colon, (_, at: number, whole: string) =>
        /\d/.test(whole[at - 1] ?? '') && ofTime.test(whole.slice(at + 1, at + 4)) ? ':' : '\\:',
      )
      .replace(invitation, '$1\\/'),
  )
