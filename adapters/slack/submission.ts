import { valueId } from './inputs.ts'

/** What an element says of itself in `view.state.values`; of each kind only what our forms use. */
export interface ElementState {
  readonly value?: string | null | undefined
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
  readonly selected_options?: readonly { readonly value?: string | undefined }[] | null | undefined
}

export type ViewState = Readonly<Record<string, Readonly<Record<string, ElementState>>>>

const saidIn = (state: ElementState | undefined): string =>
  state?.value ??
  state?.selected_option?.value ??
  (state?.selected_options ?? []).flatMap(o => o.value ?? []).join(',')

/** The values of a view by input. An empty input is there and empty, so that it can clear what was. */
export const readSubmission = (values: ViewState): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, of]) => [name, saidIn(of[valueId])]))
