/**
 * Some of the people of bench/live-room.ts, in a process of their own so that the server's can be measured. Each does what the
 * room's page does: follows the stream, takes it up again where it was refused or broke, says "here" when asked and again
 * where that failed; and presses a button again that could not be sent.
 */
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Orders, Reports } from './crowd.ts'
import { now } from './crowd.ts'

interface Follower {
  id: string
  headers: OutgoingHttpHeaders
  sequence: number
  retry: number
  isOpen: boolean
  /** Whether they were ever served: whoever never was has not lost what they were never sent. */
  wasOpen: boolean
  asked: ClientRequest | undefined
  /** When this line was opened; what a trainer did before it came as something missed. */
  since: number
  rest: string
  arrived: { sequence: number; at: number; since: number }[]
}

let host = ''
let port = 0
let room = ''
let people: Follower[] = []
const opening: number[] = []
const returning: number[] = []
const beats = { kept: new Set<string>(), count: 0, times: [] as number[] }
const failures: Record<string, number> = {}
/** Forms go over a few lasting connections, as a proxy sends them. */
const forms = new Agent({ keepAlive: true, maxSockets: 128 })

const failed = (what: string) => (failures[what] = (failures[what] ?? 0) + 1)

function post(person: Follower, path: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host,
      port,
      path,
      method: 'POST',
      agent: forms,
      headers: {
        ...person.headers,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      },
    })
    asked.setTimeout(60_000, () => asked.destroy(new Error('timeout')))
    asked.on('error', reject)
    asked.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode!, text }))
      answer.on('error', reject)
    })
    asked.end(body)
  })
}

function follow(person: Follower, times: number[], due: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({
      host,
      port,
      path: `${room}/stream?after=0`,
      agent: false,
      headers: {
        ...person.headers,
        accept: 'text/event-stream',
        ...(person.sequence > 0 ? { 'last-event-id': person.sequence } : {}),
      },
    })
    person.asked = asked
    person.rest = ''
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (person.asked === asked && !person.isOpen) failed(`stream: ${error.code ?? error.message}`)
      resolve(false)
    })
    asked.on('response', (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) {
        failed(`stream: ${answer.statusCode}`)
        answer.resume()
        return resolve(false)
      }
      asked.socket?.setNoDelay(true)
      person.isOpen = true
      person.wasOpen = true
      person.since = now()
      times.push(person.since - due)
      resolve(true)
      // As the page's script does.
      void sayHere(person)
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => read(person, text))
      answer.on('error', () => {})
      answer.on('close', () => {
        if (person.asked !== asked) return
        person.isOpen = false
        failed('stream: ended by the server')
        void comeBack(person, person.retry)
      })
    })
    asked.end()
  })
}

/** As long as it takes, like the page: after what the server says where a line broke, and a little later where it was refused. */
async function comeBack(person: Follower, pause = refusedPause()): Promise<void> {
  for (let next = pause; !isOver; next = refusedPause()) {
    await wait(next)
    if (await follow(person, returning, now())) return
  }
}
const refusedPause = () => 1500 + Math.random() * 4000
let isOver = false

function read(person: Follower, text: string): void {
  const blocks = (person.rest + text).split('\n\n')
  person.rest = blocks.pop()!
  for (const block of blocks) {
    if (block.startsWith('id: ')) {
      person.sequence = Number.parseInt(block.slice(4), 10)
      person.arrived.push({ sequence: person.sequence, at: now(), since: person.since })
    } else if (block.startsWith('retry: ')) person.retry = Number.parseInt(block.slice(7), 10)
    else if (block.startsWith('event: here')) void sayHere(person, /"asked":(\d+)/.exec(block)?.[1])
    else if (block.startsWith('event: bye')) failed('stream: sent away')
  }
}

async function sayHere(person: Follower, asked?: string, tries = 3): Promise<void> {
  const began = now()
  try {
    const { status } = await post(person, `${room}/presence`, asked === undefined ? '' : `asked=${asked}`)
    if (status !== 204) throw new Error(String(status))
    beats.times.push(now() - began)
    beats.count += 1
    beats.kept.add(person.id)
  } catch (error) {
    failed(`here: ${(error as Error).message}`)
    if (tries > 1) setTimeout(() => void sayHere(person, asked, tries - 1), 5000)
  }
}

/** Does something for each at its own moment, however long the others take. */
async function spread(
  whom: Follower[],
  { from, milliseconds }: { from: number; milliseconds: number },
  act: (person: Follower, due: number, index: number) => Promise<unknown>,
): Promise<void> {
  const acts: Promise<unknown>[] = []
  for (const [index, person] of whom.entries()) {
    const due = from + (index / whom.length) * milliseconds
    const early = due - now()
    if (early > 1) await wait(early)
    acts.push(act(person, due, index))
  }
  await Promise.all(acts)
}

/** Whether it was acknowledged. */
async function answer(person: Follower, itemId: string, option_id: string): Promise<boolean> {
  try {
    const fields = new URLSearchParams({ option_id }).toString()
    const { status, text } = await post(person, `${room}/items/${itemId}/answer`, fields)
    if (status === 200 && JSON.parse(text).result === 'kept') return true
    failed(`answer: ${status}`)
  } catch (error) {
    failed(`answer: ${(error as Error).message}`)
  }
  return false
}

const reports: { [Name in keyof Orders]: (order: Orders[Name]) => Promise<Reports[Name]> } = {
  open: async (order) => {
    const { hostname, port: at, origin } = new URL(order.base_url)
    ;[host, port, room] = [hostname === 'localhost' ? '127.0.0.1' : hostname, Number(at), order.room]
    people = order.people.map(({ id, cookie, address }) => ({
      id,
      headers: {
        // The address of another host name is the training packages'.
        host: `${hostname}:${at}`,
        cookie,
        origin,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': address,
      },
      sequence: 0,
      retry: 3000,
      isOpen: false,
      wasOpen: false,
      asked: undefined,
      since: 0,
      rest: '',
      arrived: [],
    }))
    await spread(people, order, async (person, due) => {
      if (!(await follow(person, opening, due))) void comeBack(person)
    })
    return { open: people.filter((person) => person.isOpen).length, times: opening }
  },
  breakLines: async (order) => {
    const some = people.filter((person, index) => index % order.one_of === 0 && person.isOpen)
    await spread(some, order, async (person) => {
      const { asked } = person
      person.asked = undefined
      person.isOpen = false
      asked?.destroy()
      await comeBack(person, person.retry)
    })
    return { broken: some.length, back: some.filter((person) => person.isOpen).length, times: returning }
  },
  answer: async (order) => {
    const kept: Reports['answer']['kept'] = []
    const times: number[] = []
    let atOnce = 0
    await spread(people, order, async (person, due, index) => {
      const option_id = order.option_ids[index % order.option_ids.length]!
      for (let press = 1; press <= 3; press++) {
        if (await answer(person, order.item_id, option_id)) {
          if (press === 1) atOnce += 1
          times.push(now() - due)
          kept.push({ person_id: person.id, option_id })
          return
        }
        // The page says that it was not sent, and that the choice is still there.
        await wait(5000)
      }
    })
    return { kept, times, at_once: atOnce }
  },
  report: async ({ posted }) => {
    isOver = true
    const at = new Map(posted)
    const report: Reports['report'] = {
      open: people.filter((person) => person.isOpen).length,
      arrivals: [],
      never: people.filter((person) => !person.wasOpen).length,
      missed: 0,
      twice: 0,
      caught_up: 0,
      beats: { count: beats.count, times: beats.times, people: [...beats.kept] },
      failures,
      processor_milliseconds: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    }
    for (const person of people) {
      const seen = new Set(person.arrived.map(({ sequence }) => sequence))
      report.twice += person.arrived.length - seen.size
      if (person.wasOpen) report.missed += posted.filter(([sequence]) => !seen.has(sequence)).length
      for (const { sequence, at: arrived, since } of person.arrived) {
        const begun = at.get(sequence)!
        if (since > begun) report.caught_up += 1
        else report.arrivals.push([sequence, arrived - begun])
      }
    }
    return report
  },
}

process.on('message', ({ turn, name, order }: { turn: number; name: keyof Orders; order: never }) => {
  void reports[name](order).then((report) => process.send!({ turn, report }))
})
process.on('disconnect', () => process.exit())
