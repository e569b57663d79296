/** Who does what in the story: two live sessions in one April, 60 people, 53 certificates and seven reasons why not. */
import type { DemoPerson } from '../../../../seeds/demo/people.ts'
import { people, peopleOfOldFiles } from '../../../../seeds/demo/people.ts'

export type Fate =
  | 'never signed in'
  | 'no show'
  | 'left early'
  | 'failed a critical question'
  | 'quiz not passed'
  | 'one module open'
  | 'cancelled'

export interface Learner extends DemoPerson {
  /** Why this person has no certificate in the end; null for the 53 who have. */
  fate: Fate | null
  /** Which of the two live sessions. */
  session: 'first' | 'second'
  list: 'csv' | 'xlsx'
  /** Does the whole course in one sitting after the live session: the one whose steps are counted. */
  is_counted: boolean
}

const fates: Record<string, Fate> = {
  'Graham Tuffnell': 'never signed in',
  'Callum McAllister-Boyd': 'no show',
  'Kieran Doyle': 'left early',
  'Derek Aldous': 'failed a critical question',
  'Tom Ellingham': 'quiz not passed',
  'Michael Pennington': 'one module open',
  'Beth Hargreaves': 'cancelled',
}

/** The first session has 50 places; eight go to the second. */
const inSecond = [
  'Leroy Campbell',
  'Jo Taylor',
  'Miriam Goldfarb',
  'Nguyễn Văn An',
  'Maya Lindsay',
  'Owain ap Rhys',
  'Fatima Zahra Benali',
  'Ewa Świątek',
]

/** Comes when the first session is full, waits, and has the place that Beth Hargreaves gives up. */
export const comesLate = 'Amara Nwosu'
/** Comes to the second session without having booked. */
export const walksIn = 'Leroy Campbell'
/** Their address in the staff list is one nobody has any more; the coordinator corrects it. */
export const movedAddress = { full_name: 'Peter Vaughan-Thomas', old: 'p.vaughan@threerivers.example' }
const isCounted = 'Hannah Whitlock'

export const learners: Learner[] = people.map((person) => ({
  ...person,
  fate: fates[person.full_name] ?? null,
  session: inSecond.includes(person.full_name) ? 'second' : 'first',
  list: peopleOfOldFiles.includes(person) ? 'csv' : 'xlsx',
  is_counted: person.full_name === isCounted,
}))

export const invitedAt = new Date('2027-03-01T09:00:00Z')

export interface PlannedSession {
  title: string
  day: { Day: string; Month: string; Year: string }
  time: string
  starts_at: Date
  minutes: number
  capacity: number
  join_link: string
  notes: string
}

/** The clocks go forward between the invitations and the sessions: both are entered as the wall clock shows. */
export const firstSession: PlannedSession = {
  title: 'Hate crime champions: first session in April',
  day: { Day: '13', Month: '4', Year: '2027' },
  time: '10am',
  starts_at: new Date('2027-04-13T09:00:00Z'),
  minutes: 150,
  capacity: 50,
  join_link: 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_first%40thread.v2/0',
  notes: 'Bring a question from your own work. We take a break at 11am.',
}

export const secondSession: PlannedSession = {
  title: 'Hate crime champions: second session in April',
  day: { Day: '27', Month: '4', Year: '2027' },
  time: '2pm',
  starts_at: new Date('2027-04-27T13:00:00Z'),
  minutes: 150,
  capacity: 30,
  join_link: 'https://meet.jit.si/hertfordshire-champions-second',
  notes: 'The same as the first session, for those who could not come.',
}
