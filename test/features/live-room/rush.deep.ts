/** Three hundred people in one room over two web processes; one process is killed while they answer. */
import { setTimeout as wait } from 'node:timers/promises'
import { handPresenceOn } from '../../../src/features/live-room/commands/presence.ts'
import { addMinutes, today } from '../../../src/lib/time.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { EventStreamReader } from '../../support/event-source.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'
import type { Running } from '../../support/running.ts'
import { answers, endAll, freePort, productionSettings, run } from '../../support/running.ts'
import { addWebSessions } from '../../support/web-sessions.ts'

const count = 300
/** The servers go by the real time. A part ends on the day it begins, so near midnight it begins a little later. */
const minutes = 25
const begins = [-20, 5]
  .map((after) => addMinutes(new Date(), after))
  .find((moment) => today(moment) === today(addMinutes(moment, minutes)))!

let database: TestDatabase
let ports: number[]
let origin: string
let servers: Running[]
let room: TestRoom
let item: string
let option_ids: string[]
let trainer: string
let people: Attendee[] = []

/** Somebody's page: follows at one process, goes to the other when that one is gone, sends again what was not acknowledged. */
class Attendee {
  readonly id: string
  readonly cookie: string
  at: number
  /** Event numbers, in the order they came. */
  seen: number[] = []
  reader!: EventStreamReader
  /** What was acknowledged: an answer, and moments of which each was while this person was here. */
  answer: string | undefined
  beats: { sent: Date; kept: Date }[] = []
  isGone = false

  constructor(id: string, cookie: string, at: number) {
    this.id = id
    this.cookie = cookie
    this.at = at
  }

  open(): void {
    const reader = new EventStreamReader(ports[this.at]!, `${room.url}/stream`, this.cookie, this.seen.at(-1))
    this.reader = reader
    let taken = 0
    void reader
      .until(() => {
        const { ids } = reader
        for (; taken < ids.length; taken++) this.seen.push(ids[taken]!)
        return reader.hasEnded || this.isGone
      }, 600_000)
      .then(async () => {
        if (this.isGone) return
        await wait(100 + Math.random() * 900)
        this.at = 1 - this.at
        this.open()
      })
  }

  async post(path: string, fields: Record<string, string> = {}): Promise<number> {
    const answer = await fetch(`http://localhost:${ports[this.at]}${room.url}/${path}`, {
      method: 'POST',
      headers: { cookie: this.cookie, origin, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => {})
    return answer?.status ?? 0
  }

  async sayHere(): Promise<void> {
    const sent = new Date()
    if ((await this.post('presence')) === 204) this.beats.push({ sent, kept: new Date() })
  }

  async give(option_id: string): Promise<void> {
    for (let tries = 0; tries < 40; tries++) {
      if ((await this.post(`items/${item}/answer`, { option_id })) === 200) {
        this.answer = option_id
        return
      }
      await wait(250)
    }
  }

  close(): void {
    this.isGone = true
    this.reader.close()
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
  const ctx = contextOf(database.db, { at: addMinutes(begins, -300) })
  room = await addTestRoom(ctx, count, {
    starts_at: begins,
    ends_at: addMinutes(begins, minutes),
  })
  item = await addTestItem(ctx, room, poll('Would you step in?', ['Yes', 'No', 'I do not know']))
  option_ids = await database.db('room_options').where({ item_id: item }).orderBy('position').pluck('id')

  ports = [await freePort(), await freePort()]
  origin = `http://localhost:${ports[0]}`
  const settings = productionSettings(ports[0]!, database.url)
  servers = ports.map((port) => run('server', { ...settings, PORT: String(port) }))
  await Promise.all(ports.map((port) => answers(`http://localhost:${port}/readyz`)))
  const ids = [room.trainer, ...room.people].map((person) => person.id)
  const [first, ...others] = await addWebSessions(database.db, ids, settings.SESSION_SECRET!)
  trainer = first!
  people = room.people.map((person, index) => new Attendee(person.id, others[index]!, index % 2))
}, 120_000)
afterAll(async () => {
  for (const person of people) person.close()
  await endAll()
  await database.drop()
})

const press = async (at: number, path: string) => {
  const answer = await fetch(`http://localhost:${ports[at]}${room.url}/${path}`, {
    method: 'POST',
    headers: { cookie: trainer, origin, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
}
const all = (what: (person: Attendee) => boolean) => people.filter((person) => !what(person)).length
async function untilAll(what: (person: Attendee) => boolean, milliseconds = 15_000): Promise<void> {
  const limit = performance.now() + milliseconds
  while (all(what) > 0) {
    if (performance.now() > limit) throw new Error(`${all(what)} of ${count} waited in vain`)
    await wait(20)
  }
}

test('everyone sees what the trainer does, all answers count, and a killed process loses nothing that was acknowledged', async () => {
  for (const person of people) person.open()
  await untilAll((person) => person.reader.status === 200)
  await Promise.all(people.map((person) => person.sayHere()))
  expect(all((person) => person.beats.length === 1)).toBe(0)

  await press(0, `items/${item}/showing`)
  await untilAll((person) => person.seen.includes(1))

  // They answer within three seconds; after one of them half the room loses its process.
  const giving = people.map(async (person, index) => {
    await wait((index / count) * 3000)
    await person.give(option_ids[index % option_ids.length]!)
  })
  await wait(1000)
  await servers[0]!.end('SIGKILL')
  const acknowledged = people.filter((person) => person.answer !== undefined)
  expect(acknowledged.length).toBeGreaterThan(20)
  expect(acknowledged.length).toBeLessThan(count - 20)
  const kept = new Map((await database.db('room_answers')).map((row) => [row.person_id, row.option_id]))
  expect(acknowledged.filter((person) => kept.get(person.id) !== person.answer)).toEqual([])
  await press(1, 'clearing')
  await press(1, `items/${item}/showing`)
  await Promise.all(giving)
  expect(all((person) => person.answer !== undefined)).toBe(0)

  await press(1, `items/${item}/results`)
  await untilAll((person) => person.seen.includes(4))
  expect(people.filter((person) => person.seen.join(' ') !== '1 2 3 4')).toEqual([])
  expect(all((person) => person.at === 1)).toBe(0)
  const counted = new Map((await database.db('room_answers')).map((row) => [row.person_id, row.option_id]))
  expect(people.filter((person) => counted.get(person.id) !== person.answer)).toEqual([])
  expect(String(people[0]!.reader.last!.data.stage)).toContain(`${count} people answered`)

  await Promise.all(people.map((person) => person.sayHere()))
  expect(all((person) => person.beats.length === 2)).toBe(0)
  // One stretch each, from the first acknowledged moment to the last; the register is told of all of it.
  const stretches = await database.db('room_presences')
  expect(stretches).toHaveLength(count)
  await handPresenceOn({ ...contextOf(database.db), now: addMinutes(begins, 300) })
  const evidence = await database.db('evidence').where({ kind: 'room presence' })
  expect(evidence).toHaveLength(count)
  for (const person of people) {
    const { from_at, to_at } = evidence.find((row) => row.person_id === person.id)!
    expect(from_at! <= person.beats[0]!.kept).toBe(true)
    expect(to_at! >= person.beats[1]!.sent).toBe(true)
  }
}, 120_000)
