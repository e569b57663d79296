/** Those who follow one room at this process: each is brought up to the newest event, once, in order. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { EventStream } from '../../../platform/http/event-stream.ts'
import { eventBytes } from '../../../platform/http/event-stream.ts'
import type { RoomEventRow } from '../queries/rooms.ts'
import type { PartTimes } from '../rules.ts'
import type { Seen } from './messages.ts'
import { messageOf, snapshotOf } from './messages.ts'

export interface Follower {
  person_id: string
  /** Their web session, and when it ends: a stream lives no longer. */
  sid: string
  until: number
  is_trainer: boolean
  has_place: boolean
  /** When within each round of seconds they are asked whether they are here. */
  ask_second: number
  stream: EventStream
  /** Since when this process has had them, in milliseconds. */
  since: number
  /** The last event they were sent. */
  sequence: number
}

/** Events kept to bring back those who were away for a moment, without asking the database for each of them. */
const keptEvents = 500
/**
 * Between so many, others get their turn: some hundredths of a second. More often, and in a rush of answers each turn would
 * be a long one: the last of thousands would hear a second after the first.
 */
const atOnce = 2000

export class Followers {
  readonly live_session_id: string
  readonly all = new Set<Follower>()
  readonly #of = new Map<string, Follower[]>()
  /** Of the last look at who may follow. */
  standing: { cancelled_at: Date | null; parts: PartTimes[] } | undefined
  /** Those who are about to join: the room is kept for them. */
  coming = 0
  sequence = 0
  #recent: RoomEventRow[] = []
  #seen: Seen = { stage: '', title: null, questions: '' }
  /** The message from one number to the newest, for all who stand at that number. */
  #messages = new Map<number, Buffer>()
  reading: Promise<void> | undefined
  isAskedAgain = false
  answered = ''
  votes = 0

  constructor(liveSessionId: string) {
    this.live_session_id = liveSessionId
  }

  add(follower: Follower): void {
    this.all.add(follower)
    this.#of.set(follower.person_id, [...this.of(follower.person_id), follower])
  }

  remove(follower: Follower): void {
    this.all.delete(follower)
    const others = this.of(follower.person_id).filter((one) => one !== follower)
    if (others.length > 0) this.#of.set(follower.person_id, others)
    else this.#of.delete(follower.person_id)
  }

  /** The streams of one person, the oldest first. */
  of(personId: string): Follower[] {
    return this.#of.get(personId) ?? []
  }

  /** Where this process begins to follow: at the newest event. */
  begin(recent: RoomEventRow[], sequence: number, seen: Seen): void {
    this.#recent = recent
    this.sequence = sequence
    this.#seen = seen
  }

  /** Takes what was read and sends it to everyone. */
  async take(events: RoomEventRow[], seen: Seen): Promise<void> {
    this.#recent = [...this.#recent, ...events].slice(-keptEvents)
    this.#seen = seen
    this.sequence = events.at(-1)!.sequence
    this.#messages.clear()
    await this.#toEach([...this.all], (follower) => this.bringUp(follower))
  }

  /** Votes have changed: no event, but everyone's list of questions. */
  async showQuestions(seen: Seen): Promise<void> {
    this.#seen = seen
    this.#messages.clear()
    await this.tell(eventBytes('questions', { questions: seen.questions }), () => true)
  }

  /** Sends what one follower has missed; nothing where they have it all. */
  bringUp(follower: Follower): void {
    if (follower.sequence >= this.sequence) return
    const from = follower.sequence
    follower.sequence = this.sequence
    follower.stream.send(this.#messageFrom(from))
  }

  #messageFrom(sequence: number): Buffer {
    const known = this.#messages.get(sequence)
    if (known) return known
    const first = this.#recent[0]?.sequence ?? Infinity
    const missed = this.#recent.filter((event) => event.sequence > sequence)
    const made = first <= sequence + 1 ? messageOf(missed, this.#seen) : snapshotOf(this.sequence, this.#seen)
    this.#messages.set(sequence, made)
    return made
  }

  async tell(bytes: Buffer, whom: (follower: Follower) => boolean): Promise<void> {
    await this.#toEach([...this.all].filter(whom), (follower) => follower.stream.send(bytes))
  }

  async #toEach(followers: Follower[], act: (follower: Follower) => void): Promise<void> {
    for (const [index, follower] of followers.entries()) {
      if (index > 0 && index % atOnce === 0) await breathe()
      act(follower)
    }
  }
}
