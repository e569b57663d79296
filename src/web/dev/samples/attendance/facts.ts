/** The part of a live session that the samples of attendance share. */
import { sampleId } from '../../sample.ts'

export const title = 'Hate crime champions: live session'
export const part = {
  href: `/registers/${sampleId(71)}`,
  session_href: `/live-sessions/${sampleId(70)}`,
  title,
  when_words: '27 April 2027, 10am to 12:30pm',
  length_minutes: 150,
  is_closed: false,
  closed_words: null as string | null,
  is_cancelled: false,
}
