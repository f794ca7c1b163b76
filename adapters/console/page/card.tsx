import { useContext } from 'preact/hooks'
import type { SpokenCard } from '../../../src/card/spoken.ts'
import type { PageCard } from '../protocol.ts'
import { CardButtons } from './card-buttons.tsx'
import { DeskContext } from './desk.ts'
import { PictureView } from './picture.tsx'
import { Said } from './said.tsx'
import { VerbatimView } from './verbatim.tsx'
import { useSay } from './words.ts'

interface Props {
  readonly card: PageCard
  readonly heading: 'h3' | 'h4'
  /** Id that the headline gets. */
  readonly id: string
}

const Facts = ({ fields }: Pick<SpokenCard, 'fields'>) => (
  <dl class="facts">
    {fields.map((field, i) => (
      <div key={i}>
        <dt>
          <Said spoken={field.label} />
        </dt>
        <dd>
          <Said spoken={field.value} />
        </dd>
      </div>
    ))}
  </dl>
)

const Quotes = ({ quotes }: Pick<SpokenCard, 'quotes'>) =>
  quotes.map((quote, i) => (
    <figure class="quote" key={i}>
      <figcaption>
        <Said spoken={quote.label} />{' '}
        <span class="language" lang={quote.language}>
          {quote.languageName}
        </span>
      </figcaption>
      <blockquote lang={quote.language} dir="auto">
        {quote.text}
      </blockquote>
    </figure>
  ))

const Calls = ({ mentions }: Pick<SpokenCard, 'mentions'>) => {
  const say = useSay()
  const { officer } = useContext(DeskContext)
  return (
    <p class="calls">
      <span class="label">{say('calls')}</span>
      {mentions.map(m => (
        <span class={m.officer === officer ? 'officer me' : 'officer'} key={m.officer}>
          <bdi>{m.name}</bdi> {m.officer === officer && <span class="you">{say('you')}</span>}
        </span>
      ))}
    </p>
  )
}

/** Sentences: each language on a line of its own. */
const Lines = ({ lines }: Pick<SpokenCard, 'lines'>) =>
  lines.map((line, i) => (
    <div class="line" key={i}>
      {line.parts.map((part, j) => (
        <p key={j}>
          <Said spoken={{ parts: [part] }} />
        </p>
      ))}
    </div>
  ))

/** A card as an officer reads it, from the state down to the small print. */
export const CardView = ({ card, id, heading: Heading }: Props) => {
  return (
    <div class="card" data-card={card.name} data-tone={card.tone}>
      <Heading class="headline" id={id}>
        <span class="mark" aria-hidden="true" />
        <span class="words">
          <Said spoken={card.headline} />
        </span>
      </Heading>
      {card.marking && (
        <p class="marking">
          {card.marking.map((item, i) => (
            <span key={i}>
              <Said spoken={item} />
            </span>
          ))}
        </p>
      )}
      {card.mentions.length > 0 && <Calls mentions={card.mentions} />}
      {card.picture && <PictureView picture={card.picture} />}
      {card.fields.length > 0 && <Facts fields={card.fields} />}
      <Lines lines={card.lines} />
      <Quotes quotes={card.quotes} />
      {card.verbatim && <VerbatimView verbatim={card.verbatim} open={card.name !== 'happened'} />}
      {card.buttons.length > 0 && <CardButtons buttons={card.buttons} about={id} />}
      {card.footer.length > 0 && (
        <p class="small">
          {card.footer.map((item, i) => (
            <span key={i}>
              <Said spoken={item} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
