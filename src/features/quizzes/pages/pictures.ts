/** Pictures as pages show them, and the page on which an author puts them into a question: pure. */
import type { Typed } from '../../../platform/http/form.ts'
import { kindOf } from '../kinds/list.ts'
import type { PicturePlace, ShownPicture } from '../pictures.ts'
import { mostPictures, pictureHref } from '../pictures.ts'
import type { QuestionVersion } from '../queries/questions.ts'

export interface PicturePage {
  src: string
  alt: string
  width: number
  height: number
}

export const picturePage = ({ sha256, alt, width, height }: Omit<ShownPicture, 'place'>): PicturePage => ({
  src: pictureHref(sha256),
  ...{ alt, width, height },
})

/** Those that stand with one part of a question. */
export const picturesAt = (pictures: ShownPicture[], place: PicturePlace): PicturePage[] =>
  pictures.filter((one) => one.place === place).map(picturePage)

type Version = Pick<QuestionVersion, 'kind' | 'content' | 'pictures' | 'number'>

/** What may show a picture: the question, the answers that are ticked, what is said of them, the explanation. */
function placeChoices({ kind, content }: Version): { value: PicturePlace; text: string }[] {
  const of = kindOf(kind)
  const options = of.answer === 'options' && kind !== 'true-false' ? of.options(content) : []
  return [
    { value: 'text', text: 'With the question' },
    ...options.map(({ text }, index) => ({ value: `option-${index + 1}` as const, text: `With the answer “${text}”` })),
    ...options.map(({ text }, index) => ({
      value: `feedback-${index + 1}` as const,
      text: `With the feedback on “${text}”`,
    })),
    { value: 'explanation', text: 'With the explanation' },
  ]
}

export function picturesFormPage(version: Version) {
  const choices = placeChoices(version)
  return {
    place_choices: choices,
    can_add: version.pictures.length < mostPictures,
    pictures: version.pictures.map((picture, index) => ({
      ...picturePage(picture),
      number: index + 1,
      place_words: choices.find(({ value }) => value === picture.place)?.text ?? 'With the question',
    })),
  }
}

export const typedPictures = ({ pictures, number }: Version): Typed => ({
  _from: String(number),
  place: 'text',
  ...Object.fromEntries(
    pictures.flatMap(({ alt, is_decorative }, index) => [
      [`alt-${index + 1}`, alt],
      [`decorative-${index + 1}`, is_decorative ? 'yes' : undefined],
    ]),
  ),
})
