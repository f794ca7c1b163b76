import type { PagePicture } from '../protocol.ts'
import { useSay } from './words.ts'

/** A card's picture, and the way to the page that shows the same figures. */
export const PictureView = ({ picture }: { readonly picture: PagePicture }) => {
  const say = useSay()
  const [first] = picture.alt.parts
  return (
    <figure class="picture">
      <img
        src={picture.src}
        alt={picture.alt.parts.map(p => p.text).join(' / ')}
        lang={first?.language}
        width="360"
        loading="lazy"
      />
      <figcaption>
        <a href={`figures?${new URLSearchParams({ ...picture.of })}`}>{say('figures')}</a>
      </figcaption>
    </figure>
  )
}
