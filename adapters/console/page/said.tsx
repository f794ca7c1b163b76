import { Fragment } from 'preact'
import type { Spoken } from '../../../src/card/spoken.ts'

const unbroken = /([A-Z\d]{2,4}(?:-\d{2,6}){2})/

/** A reference or a date is not torn apart at the end of a line. */
const Text = ({ text }: { readonly text: string }) =>
  text.split(unbroken).map((piece, i) =>
    i % 2 === 0 ? (
      piece
    ) : (
      <span class="unbroken" key={i}>
        {piece}
      </span>
    ),
  )

/** Something said, each part marked with its language, joined as on a bilingual sign. */
export const Said = ({ spoken }: { readonly spoken: Spoken }) => {
  const parts = spoken.parts.map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <span class="joint"> / </span>}
      <bdi lang={part.language}>
        <Text text={part.text} />
      </bdi>
    </Fragment>
  ))
  return spoken.at === undefined ? (
    parts
  ) : (
    <time dateTime={new Date(spoken.at).toISOString()}>{parts}</time>
  )
}
