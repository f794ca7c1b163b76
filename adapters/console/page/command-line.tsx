import { useEffect, useRef, useState } from 'preact/hooks'
import { useCompletions } from './completions.ts'
import { usePress } from './desk.ts'
import { emptyPast, remember, step } from './past.ts'
import { PhaseNote } from './phase-note.tsx'
import { optionId, Suggestions } from './suggestions.tsx'
import { useSay } from './words.ts'

const listId = 'suggestions'

const typing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea, select, dialog *')

/** `/` anywhere else on the page brings the officer to the line. */
const useSlash = (line: { readonly current: HTMLInputElement | null }, onSlash: () => void) =>
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (typing(event.target) || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      line.current?.focus()
      onSlash()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

export const CommandLine = ({ disabled }: { readonly disabled: boolean }) => {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [past, setPast] = useState(emptyPast)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { press, busy, phase } = usePress()
  const list = useCompletions(text, open)
  const shown = open && list.length > 0

  const write = (next: string, complete: boolean): void => {
    setText(next)
    setOpen(complete)
    setActive(-1)
  }
  useSlash(input, () => {
    setText(before => (before === '' ? '/' : before))
    setOpen(true)
  })

  const take = (insert: string): void => {
    write(insert, true)
    input.current?.focus()
  }
  const send = async (): Promise<void> => {
    const line = text.trim()
    if (line === '' || busy || disabled) return
    setOpen(false)
    const answer = await press({ kind: 'command', text: line })
    if (answer === undefined) return
    setPast(before => remember(before, line))
    // A refused line stays to be put right, and so does what was typed meanwhile.
    if (answer.kind !== 'refusal') setText(now => (now.trim() === line ? '' : now))
  }
  const recall = (by: -1 | 1): boolean => {
    const found = step(past, by, text)
    if (found === undefined) return false
    setPast(found[0])
    write(found[1], false)
    return true
  }
  const onArrow = (by: -1 | 1): boolean => {
    if (!shown) return recall(by)
    // Position -1 is the line itself, so that going round comes back to what was typed.
    const around = list.length + 1
    setActive(now => ((now + 1 + by + around) % around) - 1)
    return true
  }
  const onKey = (key: string): boolean => {
    const option = list[key === 'Tab' ? Math.max(active, 0) : active]
    if (key === 'ArrowUp' || key === 'ArrowDown') return onArrow(key === 'ArrowUp' ? -1 : 1)
    if (key === 'Escape' && shown) {
      setOpen(false)
      return true
    }
    if ((key === 'Enter' || key === 'Tab') && shown && option !== undefined) {
      take(option.insert)
      return true
    }
    return false
  }

  return (
    <form
      class="command"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      {shown && <Suggestions id={listId} list={list} active={active} onTake={take} />}
      <label for="command">{say('command')}</label>
      <input
        id="command"
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="send"
        placeholder={say('command_hint')}
        disabled={disabled}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && active >= 0 ? optionId(listId, active) : undefined}
        value={text}
        onInput={event => write(event.currentTarget.value, true)}
        onBlur={() => setOpen(false)}
        onKeyDown={event => {
          // While an input method composes, its keys are its own.
          if (!event.isComposing && !event.shiftKey && onKey(event.key)) event.preventDefault()
        }}
      />
      <button type="submit" class="primary" aria-disabled={busy || disabled} aria-busy={busy}>
        {say('send')}
      </button>
      <PhaseNote phase={phase} />
    </form>
  )
}
