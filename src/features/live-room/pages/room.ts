/** Rows to what the room's templates show: pure. */
import { wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import { renderMarkdown } from '../../courses/index.ts'
import type { AgendaSourceRow, ItemRow } from '../queries/agenda.ts'
import type { RoomRow } from '../queries/rooms.ts'
import type { ItemKind, ItemState, RoomState } from '../rules.ts'
import { itemStateOf, percentOf, takesAnswers } from '../rules.ts'

export const kindWords: Record<ItemKind, string> = {
  page: 'Page',
  poll: 'Poll',
  question: 'Quiz question',
  discussion: 'Discussion',
  break: 'Break',
}

export const kindHints: Record<ItemKind, string> = {
  page: 'Something to read, such as a slide, a definition or a case',
  poll: 'People choose one answer; there is no right one',
  question: 'People choose one answer; one is right. With a timer, or without',
  discussion: 'What people should talk about now',
  break: 'A clock that says when you go on',
}

const stateWords: Record<ItemState, { text: string; colour: string }> = {
  planned: { text: 'Not shown yet', colour: 'grey' },
  open: { text: 'On now', colour: 'green' },
  closed: { text: 'Closed', colour: 'blue' },
  revealed: { text: 'Results shown', colour: 'blue' },
}

export const roomHref = (liveSessionId: string): string => `/live-sessions/${liveSessionId}/room`

export function roomFacts(room: RoomRow) {
  const href = `/live-sessions/${room.live_session_id}`
  const [first] = room.parts
  const last = room.parts.at(-1)
  return {
    href: roomHref(room.live_session_id),
    session_href: href,
    title: room.title,
    when_words:
      first && last ? wordsForRange(first.starts_at, room.parts.length === 1 ? last.ends_at : first.ends_at) : '',
  }
}

export const stateFacts = (state: RoomState) => ({
  state: state.state,
  opens_words: state.state === 'early' ? wordsForMoment(state.opens_at) : null,
})

const secondsWords = (seconds: number): string =>
  seconds < 120
    ? `${seconds} seconds`
    : seconds % 60 === 0
      ? `${seconds / 60} minutes`
      : `${Math.floor(seconds / 60)} minutes and ${seconds % 60} seconds`

const peopleWords = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`)

/** What everyone sees of an item; nothing in it belongs to one person, so that it is made once for all of them. */
export function stage(item: ItemRow | undefined, now: Date) {
  if (!item) return null
  const state = itemStateOf(item, now)
  const total = item.options.reduce((sum, option) => sum + option.count, 0)
  const isRevealed = state === 'revealed'
  return {
    id: item.id,
    kind: item.kind,
    kind_words: kindWords[item.kind],
    title: item.title,
    body_html: item.body === '' ? '' : renderMarkdown(item.body),
    takes_answers: takesAnswers(item.kind),
    is_open: state === 'open',
    is_revealed: isRevealed,
    // A timer counts down to it; a break ends at it.
    closes_at: state === 'open' && item.closes_at ? item.closes_at.toISOString() : null,
    clock_words: !item.closes_at
      ? null
      : item.kind === 'break'
        ? `We go on at ${wordsForTime(item.closes_at)}`
        : `You have ${secondsWords(item.seconds ?? 0)}`,
    now_at: now.toISOString(),
    answered_words: total === 0 ? 'Nobody has answered' : `${peopleWords(total)} answered`,
    options: item.options.map((option) => ({
      id: option.id,
      text: option.text,
      // Figures and the right answer leave the server only when they are shown.
      is_right: isRevealed && option.is_right,
      count_words: isRevealed ? peopleWords(option.count) : '',
      percent: isRevealed ? percentOf(option.count, total) : 0,
    })),
  }
}

export type Stage = NonNullable<ReturnType<typeof stage>>

const lengthWords = (item: ItemRow): string | null =>
  item.seconds === null
    ? null
    : item.kind === 'break'
      ? `${item.seconds / 60} minutes`
      : `Timer of ${item.seconds} seconds`

/** One line of the trainer's agenda, figures included. */
export function agendaItem(item: ItemRow, index: number, count: number, currentId: string | null, now: Date) {
  const state = itemStateOf(item, now)
  const isCurrent = item.id === currentId
  const total = item.options.reduce((sum, option) => sum + option.count, 0)
  const shown = isCurrent || state === 'planned' ? stateWords[state] : { text: 'Was shown', colour: 'blue' }
  return {
    id: item.id,
    href: `/live-sessions/${item.live_session_id}/room/items/${item.id}`,
    number: index + 1,
    title: item.title,
    facts: [kindWords[item.kind], lengthWords(item)].filter(Boolean).join(', '),
    state_words: shown.text,
    state_colour: shown.colour,
    is_current: isCurrent,
    is_open: isCurrent && state === 'open',
    is_planned: state === 'planned',
    can_reveal: state !== 'planned' && takesAnswers(item.kind) && !(isCurrent && state === 'revealed'),
    is_first: index === 0,
    is_last: index === count - 1,
    takes_answers: takesAnswers(item.kind) && state !== 'planned',
    answered_words: total === 0 ? 'Nobody has answered' : `${peopleWords(total)} answered`,
    options: item.options.map((option) => ({
      text: option.text,
      is_right: option.is_right,
      count_words: peopleWords(option.count),
      percent: percentOf(option.count, total),
    })),
  }
}

export const agendaSourceChoices = (sources: AgendaSourceRow[]) =>
  sources.length === 0
    ? []
    : [
        { value: '', text: 'Select a session' },
        ...sources.map(({ id, title, starts_at, items }) => ({
          value: id,
          text: `${title}, ${wordsForMoment(starts_at)} (${items} ${items === 1 ? 'item' : 'items'})`,
        })),
      ]

export const kindChoices = (href: string) =>
  (Object.keys(kindWords) as ItemKind[]).map((kind) => ({
    href: `${href}/items/new?kind=${kind}`,
    text: kindWords[kind],
    hint: kindHints[kind],
  }))

const places = [
  ['agenda', 'Agenda'],
  ['questions', 'Questions'],
  ['people', 'People'],
  ['code', 'Check-in code'],
  ['', 'What everyone sees'],
] as const

/** The trainer's pages of a room. */
export const roomNavigation = (href: string, current: (typeof places)[number][0]) =>
  places.map(([path, text]) => ({ text, href: path ? `${href}/${path}` : href, active: path === current }))
