/** The streams of this process: one read of the database for each event of a room, however many follow it. */
import type { Knex } from 'knex'
import type { Ctx } from '../../../platform/context.ts'
import { ownContext } from '../../../platform/context.ts'
import type { EventStream } from '../../../platform/http/event-stream.ts'
import { eventBytes, retryAfter } from '../../../platform/http/event-stream.ts'
import { noticesOf, stopNotices } from '../../../platform/notices/notices.ts'
import { listEventsAfter, listRecentEvents } from '../queries/rooms.ts'
import { findIntruders, listStandings } from '../queries/streams.ts'
import type { PartTimes } from '../rules.ts'
import { askSecondOf, askSecondsBetween, isOpenForTrainers, roomStateOf } from '../rules.ts'
import type { Follower } from './followers.ts'
import { Followers } from './followers.ts'
import { readSeen } from './messages.ts'

const tickMilliseconds = 1000
/** Who may no longer follow is found every so many ticks: within five seconds. */
const accessTicks = 3
/** Tabs and devices of one person; the oldest gives way. */
const mostOfOnePerson = 6

/** With the moment at which it is asked, which the page sends back. */
const areYouHere = (now: Date) => eventBytes('here', { asked: now.getTime() })
const bye = (reason: string) => eventBytes('bye', { reason })

export class Hub {
  readonly #base: Pick<Ctx, 'db' | 'log' | 'config'>
  readonly #rooms = new Map<string, Followers>()
  readonly #stopListening: () => void
  #timer: NodeJS.Timeout | undefined
  #ticks = 0
  #askedAt = 0
  #isTicking = false
  isEnding = false

  constructor({ db, log, config }: Pick<Ctx, 'db' | 'log' | 'config'>) {
    this.#base = { db, log, config }
    this.#stopListening = noticesOf(this.#base).listen((topic) => this.#look(topic))
  }

  get #second(): number {
    return Math.floor(this.#ctx.now.getTime() / 1000)
  }

  get #ctx(): Ctx {
    return ownContext(this.#base, 'live-room')
  }

  /** Somebody follows from event `after` on. */
  async join(
    liveSessionId: string,
    who: Omit<Follower, 'stream' | 'sequence' | 'ask_second' | 'since'>,
    after: number,
    open: (closed: () => void) => EventStream,
  ): Promise<void> {
    const room = this.#enter(liveSessionId)
    room.coming += 1
    try {
      await room.reading
      // Another process may have told them of an event that this one has not read yet.
      if (after > room.sequence) await this.#read(room)
    } finally {
      room.coming -= 1
    }
    const mine = room.of(who.person_id)
    if (mine.length >= mostOfOnePerson) mine[0]!.stream.end(bye('elsewhere'))
    const follower: Follower = {
      ...who,
      sequence: after > room.sequence ? 0 : after,
      since: this.#ctx.now.getTime(),
      ask_second: askSecondOf(who.person_id),
      stream: open(() => room.remove(follower)),
    }
    // No pause between the two: no event can fall into a gap.
    room.add(follower)
    follower.stream.send(retryAfter(1000, 4000))
    room.bringUp(follower)
  }

  /**
   * The part that is on, for somebody with a place who follows the room here: asked a moment ago, so that thousands who say
   * that they are here need not ask again. Undefined where this process cannot tell.
   */
  partOf(liveSessionId: string, personId: string, now: Date): PartTimes | undefined {
    const room = this.#rooms.get(liveSessionId)
    if (!room?.standing || !room.of(personId).some((follower) => follower.has_place)) return undefined
    const state = roomStateOf(room.standing, now)
    return state.state === 'open' ? state.part : undefined
  }

  /** Since when this process has had a stream of theirs; undefined where it has none. */
  sinceOf(liveSessionId: string, personId: string): Date | undefined {
    const since =
      this.#rooms
        .get(liveSessionId)
        ?.of(personId)
        .map((follower) => follower.since) ?? []
    return since.length === 0 ? undefined : new Date(Math.min(...since))
  }

  #enter(liveSessionId: string): Followers {
    const known = this.#rooms.get(liveSessionId)
    if (known) return known
    const room = new Followers(liveSessionId)
    this.#rooms.set(liveSessionId, room)
    if (!this.#timer) {
      this.#askedAt = this.#second
      this.#timer = setInterval(() => void this.#tick(), tickMilliseconds).unref()
    }
    room.reading = this.#begin(room)
      .catch((error: unknown) => {
        this.#rooms.delete(liveSessionId)
        throw error
      })
      .finally(() => (room.reading = undefined))
    return room
  }

  async #begin(room: Followers): Promise<void> {
    const recent = await listRecentEvents(this.#ctx, room.live_session_id)
    room.begin(recent, recent.at(-1)?.sequence ?? 0, await readSeen(this.#ctx, room.live_session_id))
  }

  /** Called where something was changed, after the commit: at once here, and a hint to the other processes. */
  changed(liveSessionId: string): void {
    this.#look(liveSessionId)
    // A process that ends leaves it to the others' own looking.
    if (!this.isEnding) noticesOf(this.#base).tell(liveSessionId)
  }

  #look(liveSessionId: string): void {
    const room = this.#rooms.get(liveSessionId)
    if (room) void this.#read(room).catch((error: unknown) => this.#base.log.error({ err: error }, 'live room'))
  }

  /** One reader at a time; whoever asks meanwhile is served by one more read after it. */
  #read(room: Followers): Promise<void> {
    if (room.reading) {
      room.isAskedAgain = true
      return room.reading
    }
    room.reading = (async () => {
      do {
        room.isAskedAgain = false
        const events = await listEventsAfter(this.#ctx, room.live_session_id, room.sequence)
        // Read after the events, so that it is as new as they are, or newer.
        if (events.length > 0) await room.take(events, await readSeen(this.#ctx, room.live_session_id))
      } while (room.isAskedAgain)
    })().finally(() => (room.reading = undefined))
    return room.reading
  }

  async #tick(): Promise<void> {
    for (const [id, room] of this.#rooms) if (room.all.size === 0 && room.coming === 0) this.#rooms.delete(id)
    if (this.#rooms.size === 0) {
      clearInterval(this.#timer)
      this.#timer = undefined
      return
    }
    if (this.#isTicking) return
    this.#isTicking = true
    this.#ticks += 1
    try {
      this.#ask()
      await this.#lookAtAll()
      if (this.#ticks % accessTicks === 0) for (const room of this.#rooms.values()) await this.#sendAway(room)
    } catch (error) {
      this.#base.log.error({ err: error }, 'live room: tick')
    } finally {
      this.#isTicking = false
    }
  }

  /** Each page is asked whether it is still there, a share of them at a time; it answers with a POST. */
  #ask(): void {
    const second = this.#second
    const asked = areYouHere(this.#ctx.now)
    const due = askSecondsBetween(this.#askedAt, second)
    this.#askedAt = second
    for (const room of this.#rooms.values())
      for (const follower of room.all) if (due.has(follower.ask_second)) follower.stream.send(asked)
  }

  /** The safety net under the notices, and the figures that change without an event: how many have answered. */
  async #lookAtAll(): Promise<void> {
    for (const standing of await listStandings(this.#ctx, [...this.#rooms.keys()])) {
      const room = this.#rooms.get(standing.live_session_id)
      if (!room) continue
      if (standing.sequence > room.sequence) this.#look(room.live_session_id)
      if (standing.votes !== room.votes) {
        room.votes = standing.votes
        await room.showQuestions(await readSeen(this.#ctx, room.live_session_id))
      }
      if (standing.answered !== room.answered) {
        room.answered = standing.answered
        await room.tell(eventBytes('figures', {}), (follower) => follower.is_trainer)
      }
    }
  }

  /** Ends the streams of those who were disabled, signed out, lost their place; of everyone when the session is over. */
  async #sendAway(room: Followers): Promise<void> {
    const ctx = this.#ctx
    const { now } = ctx
    const followers = [...room.all]
    const standing = await findIntruders(ctx, room.live_session_id, followers)
    room.standing = standing
    const isOver = standing.cancelled_at !== null || !isOpenForTrainers(standing.parts, now)
    const intruders = new Set(standing.person_ids)
    const gone = new Set(standing.sids)
    for (const follower of followers)
      if (isOver || intruders.has(follower.person_id) || gone.has(follower.sid) || follower.until <= now.getTime())
        follower.stream.end(bye(isOver ? 'over' : 'access'))
  }

  /** Everyone is sent to another process, not all at the same moment. */
  async end(): Promise<void> {
    this.isEnding = true
    clearInterval(this.#timer)
    this.#stopListening()
    for (const room of this.#rooms.values()) for (const follower of room.all) follower.stream.end(retryAfter(500, 4000))
    await stopNotices(this.#base.db)
  }
}

const hubs = new WeakMap<object, Hub>()

/** The hub of this process's pool of connections. */
export function hubOf(ctx: Pick<Ctx, 'db' | 'log' | 'config'>): Hub {
  const key = ctx.db.client.config
  const known = hubs.get(key)
  if (known) return known
  const made = new Hub(ctx)
  hubs.set(key, made)
  return made
}

/** Before a process ends: its streams end, and whoever followed them comes back elsewhere. */
export async function endStreams(db: Knex): Promise<void> {
  await hubs.get(db.client.config)?.end()
}
