import { useRef, useState } from 'preact/hooks'
import type { SpokenVerbatim } from '../../../src/card/spoken.ts'
import { Said } from './said.tsx'
import { useSay } from './words.ts'

/** For a page without leave to write to the clipboard, as over plain http. */
const copyShown = (text: string, element: HTMLElement): boolean => {
  // Of what is selected a browser leaves out the last line end.
  const exact = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  getSelection()?.selectAllChildren(element)
  document.addEventListener('copy', exact)
  const copied = document.execCommand('copy')
  document.removeEventListener('copy', exact)
  return copied
}

const copy = async (text: string, element: HTMLElement): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyShown(text, element)
  }
}

const save = (name: string, text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

interface Props {
  readonly verbatim: SpokenVerbatim
  /** Shown at once, not only when it is asked for. */
  readonly open: boolean
}

/** A text that is to be copied as it is, or kept as a file. */
export const VerbatimView = ({ verbatim, open }: Props) => {
  const say = useSay()
  const [copied, setCopied] = useState(false)
  const details = useRef<HTMLDetailsElement>(null)
  const shown = useRef<HTMLPreElement>(null)
  const { label, name, text } = verbatim
  const take = async (): Promise<void> => {
    // What isn't shown can't be selected.
    if (details.current) details.current.open = true
    if (shown.current) setCopied(await copy(text, shown.current))
  }
  return (
    <div class="verbatim">
      <details ref={details} open={open}>
        <summary>
          <Said spoken={label} />
        </summary>
        <pre ref={shown} translate={false}>
          {text}
        </pre>
      </details>
      <p class="take">
        <button type="button" class="plain slim" onClick={() => void take()}>
          {say('copy')}
        </button>
        <button type="button" class="plain slim" onClick={() => save(name, text)}>
          {say('download')}
        </button>
        <span role="status">{copied ? say('copied') : ''}</span>
      </p>
    </div>
  )
}
