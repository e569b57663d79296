/** The pictures of a question: what each stands with, what must be said of it, and in which order they come. Pure. */
import type { Picture } from '../../lib/pictures.ts'

/** Of one question; of one picture. */
export const mostPictures = 12
export const mostPictureBytes = 5_000_000
export const mostAlt = 500

export type PictureType = Picture['media_type']
/** The question itself, one of its options by number, what is said to who chose that option, or the explanation. */
export type PicturePlace = 'text' | 'explanation' | `option-${number}` | `feedback-${number}`

export interface QuestionPicture {
  /** Names its bytes, here and everywhere. */
  sha256: string
  media_type: PictureType
  place: PicturePlace
  /** What it shows, in words; empty only where it decorates. */
  alt: string
  is_decorative: boolean
}

/** With what a page must know before the picture is there. */
export interface ShownPicture extends QuestionPicture {
  width: number
  height: number
}

export const isPlace = (text: string): text is PicturePlace => /^(text|explanation|(option|feedback)-[1-8])$/.test(text)

const rankOf = (place: PicturePlace): number => {
  if (place === 'text') return 0
  if (place === 'explanation') return 1000
  const [part, number] = place.split('-')
  return Number(number) * 2 + (part === 'option' ? 0 : 1)
}

/** As they are kept: in the order of what they stand with, and nothing else about them. */
const tidyPictures = (pictures: QuestionPicture[] = []): QuestionPicture[] =>
  pictures
    .map(({ sha256, media_type, place, alt, is_decorative }) => ({
      ...{ sha256, media_type, place },
      alt: is_decorative ? '' : alt,
      is_decorative,
    }))
    .toSorted((a, b) => rankOf(a.place) - rankOf(b.place))

export const needsWords = ({ alt, is_decorative }: { alt: string; is_decorative: boolean }): boolean =>
  alt === '' && !is_decorative

/** For a question, which says nothing of pictures where it has none. */
export function withPictures(pictures: QuestionPicture[] | undefined): { pictures?: QuestionPicture[] } {
  const tidy = tidyPictures(pictures)
  return tidy.length > 0 ? { pictures: tidy } : {}
}

/** Why these cannot be the pictures of a question with so many options. */
export function picturesFault(pictures: QuestionPicture[], options: number): string | null {
  if (pictures.length > mostPictures) return `A question may have ${mostPictures} pictures`
  if (pictures.some(needsWords)) return 'A picture has no words for people who cannot see it'
  if (pictures.some(({ alt }) => alt.length > mostAlt))
    return `What a picture shows must be said in ${mostAlt} characters or fewer`
  const isThere = ({ place }: QuestionPicture) =>
    place === 'text' || place === 'explanation' || Number(place.split('-')[1]) <= options
  return pictures.every(isThere) ? null : 'A picture stands with an answer that is not there'
}

const endings: Record<PictureType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

/** The same bytes have the same name, whoever shows them. */
export const pictureFileName = ({ sha256, media_type }: Pick<QuestionPicture, 'sha256' | 'media_type'>): string =>
  `${sha256.slice(0, 24)}.${endings[media_type]}`

export const pictureHref = (sha256: string): string => `/questions/pictures/${sha256}`
