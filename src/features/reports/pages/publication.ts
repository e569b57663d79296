/** Public figures in words: pure. Small numbers of people are not told. */
import type { PublicFigures } from '../queries/publication.ts'
import { least } from '../rules/disclosure.ts'
import { number } from './numbers.ts'

const ofPeople = (count: number) => (count > 0 && count < least ? `Fewer than ${least}` : number(count))

export const figureLines = (figures: PublicFigures) => [
  { text: ofPeople(figures.champions), label: 'hate crime champions' },
  { text: number(figures.organisations), label: 'organisations with a champion' },
  { text: number(figures.districts), label: 'districts with a champion' },
  { text: ofPeople(figures.certificates), label: 'certificates awarded in the last 12 months' },
  { text: number(figures.sessions), label: 'live sessions held in the last 12 months' },
]
