import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ActResponse } from '../protocol.ts'
import { DeskContext, usePress } from './desk.ts'
import { Fields } from './fields.tsx'
import { FormFoot } from './form-foot.tsx'
import { FormTop } from './form-top.tsx'
import { useModal } from './modal.ts'
import type { OpenForm, Told } from './state.ts'
import { differs, firstToFill, givenValues, type Values } from './values.ts'

const fieldId = (name: string): string => `field-${name}`

/** A form as a modal dialog. What was typed is lost only where the officer says so. */
export const FormDialog = ({ open }: { readonly open: OpenForm }) => {
  const { form } = open
  const { tell } = useContext(DeskContext)
  const { press, busy, phase } = usePress()
  const dialog = useModal()
  const body = useRef<HTMLDivElement>(null)
  // What counts as typed is measured from the form as it was first shown, not as it came back refused.
  const first = useRef(givenValues(form))
  const [values, setValues] = useState<Values>(first.current)
  const [refusal, setRefusal] = useState<Told>()
  const [asking, setAsking] = useState(false)

  useLayoutEffect(() => {
    const name = firstToFill(form)
    if (name !== undefined) document.getElementById(fieldId(name))?.focus()
  }, [open.id])

  const close = (): void => tell({ kind: 'close-form' })
  const cancel = (): void => {
    if (busy) return
    if (differs(values, first.current)) setAsking(true)
    else close()
  }
  const onAnswer = (answer: ActResponse): void => {
    setRefusal(answer.kind === 'refusal' ? answer : undefined)
    if (answer.kind === 'refusal') {
      body.current?.scrollTo(0, 0)
      return
    }
    if (answer.kind !== 'form') close()
    tell({ kind: 'answer', answer })
  }
  const submit = (): void => {
    if (busy) return
    setAsking(false)
    void press({ kind: 'form', data: form.data, values }, onAnswer)
  }

  return (
    <dialog
      ref={dialog}
      class="form"
      lang={form.language}
      aria-labelledby="form-title"
      onCancel={event => {
        event.preventDefault()
        cancel()
      }}
      onKeyDown={event => {
        if (event.isComposing) return
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          submit()
        }
        // A browser may close a dialog at the second Escape without asking the page.
        if (event.key === 'Escape') {
          event.preventDefault()
          if (asking) setAsking(false)
          else cancel()
        }
      }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <div class="form-body" ref={body}>
          <FormTop form={form} refusal={refusal} />
          <Fields
            form={form}
            idOf={fieldId}
            values={values}
            onValue={(name, value) => setValues(now => ({ ...now, [name]: value }))}
          />
        </div>
        <FormFoot
          form={form}
          phase={phase}
          busy={busy}
          asking={asking}
          onCancel={cancel}
          onDiscard={close}
          onKeep={() => setAsking(false)}
        />
      </form>
    </dialog>
  )
}
