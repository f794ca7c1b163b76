import { useLayoutEffect, useRef } from 'preact/hooks'

/** Open while mounted. The focus goes back to where it was, or to the command line if that is gone. */
export const useModal = () => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => {
      shown?.close()
      if (document.activeElement === document.body) document.getElementById('command')?.focus()
    }
  }, [])
  return dialog
}
