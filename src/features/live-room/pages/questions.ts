/** Questions as everyone sees them: pure. */
import type { QuestionRow } from '../queries/questions.ts'

const stateWords = {
  open: null,
  answered: { text: 'Answered', colour: 'green' },
  parked: { text: 'Parked for later', colour: 'grey' },
} as const

const voteWords = (count: number): string => (count === 1 ? '1 vote' : `${count.toLocaleString('en-GB')} votes`)

export const questionList = (rows: QuestionRow[]) =>
  rows.map((row) => ({
    id: row.id,
    text: row.text,
    asker: row.is_anonymous ? 'Asked without a name' : `Asked by ${row.asked_by_name ?? 'somebody'}`,
    votes_words: voteWords(row.votes),
    state: row.state,
    state_tag: stateWords[row.state],
    is_open: row.state === 'open',
  }))
