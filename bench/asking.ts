/**
 * Asks at a steady pace, each request at its own moment, whether or not earlier ones were answered. The time of an answer
 * counts from that moment, so that waiting for a free connection is part of it. Each answer is read: only a true one counts.
 */
import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Asked {
  path: string
  headers: Record<string, string>
  /** What a true answer says, with status 200. */
  says: string[]
}

export interface Answers {
  per_second: number
  true_answers: number
  p50_ms: number
  p99_ms: number
  /** By status, and what else went wrong. */
  faults: Map<string, number>
}

const tickMilliseconds = 10

export async function askSteadily(
  url: string,
  requests: Asked[],
  { per_second, connections = 64, until }: { per_second: number; connections?: number; until: Promise<unknown> },
): Promise<Answers> {
  const { hostname, port } = new URL(url)
  const texts = requests.map(({ path, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${lines.join('')}\r\n`
  })
  const times: number[] = []
  const faults = new Map<string, number>()
  const fault = (what: string) => faults.set(what, (faults.get(what) ?? 0) + 1)
  const waiting: { index: number; due: number }[] = []
  const free: Line[] = []
  let [asked, open, answered] = [0, 0, 0]
  let isOver = false

  const send = () => {
    while (free.length > 0 && waiting.length > 0) {
      const { index, due } = waiting.shift()!
      const line = free.pop()!
      line.ask(texts[index]!, (answer) => {
        if (isOver) return
        answered += 1
        if (answer === null) return fault('cut off')
        const { status, body } = answer
        if (status !== 200) fault(`status ${status}`)
        else if (!requests[index]!.says.every((words) => body.includes(words))) fault('an answer that is not true')
        else times.push(performance.now() - due)
      })
    }
  }
  const openLine = () => {
    open += 1
    const line = new Line(hostname, Number(port), () => {
      free.push(line)
      send()
    })
    free.push(line)
  }
  const started = performance.now()
  const ticking = setInterval(() => {
    const now = performance.now()
    for (; asked < ((now - started) * per_second) / 1000; asked++) {
      waiting.push({ index: asked % requests.length, due: started + (asked * 1000) / per_second })
      if (free.length === 0 && open < connections) openLine()
    }
    send()
  }, tickMilliseconds)
  await until
  const seconds = (performance.now() - started) / 1000
  isOver = true
  clearInterval(ticking)
  for (const line of free) line.end()
  // What was asked in the last second may still be under way; what is older was not answered in time.
  const late = asked - answered - per_second
  if (late > 0) faults.set('not answered within a second', Math.round(late))
  times.sort((a, b) => a - b)
  const share = (part: number) => Math.round(times[Math.floor(times.length * part)] ?? 0)
  return {
    per_second: times.length / seconds,
    true_answers: times.length,
    p50_ms: share(0.5),
    p99_ms: share(0.99),
    faults,
  }
}

type Answered = (answer: { status: number; body: string } | null) => void

/** One connection, which stays open and carries one request at a time. */
class Line {
  #socket: Socket | undefined
  #read: Buffer = Buffer.alloc(0)
  #answered: Answered | undefined
  readonly #host: string
  readonly #port: number
  readonly #free: () => void

  constructor(host: string, port: number, free: () => void) {
    this.#host = host
    this.#port = port
    this.#free = free
  }

  ask(text: string, answered: Answered): void {
    this.#answered = answered
    this.#open().write(text)
  }

  end(): void {
    this.#socket?.destroy()
  }

  #open(): Socket {
    if (this.#socket) return this.#socket
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      this.#read = Buffer.alloc(0)
      this.#finish(null)
    })
    socket.on('data', (chunk) => this.#take(chunk))
    this.#socket = socket
    return socket
  }

  /** Our answers to GET say how long they are. */
  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    const head = this.#read.indexOf('\r\n\r\n')
    if (head < 0) return
    const said = this.#read.toString('latin1', 0, head)
    const length = Number(/^content-length: (\d+)/im.exec(said)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) return void this.#socket?.destroy()
    if (this.#read.length < head + 4 + length) return
    const body = this.#read.toString('utf8', head + 4, head + 4 + length)
    this.#read = this.#read.subarray(head + 4 + length)
    this.#finish({ status: Number(said.slice(9, 12)), body })
  }

  #finish(answer: Parameters<Answered>[0]): void {
    const answered = this.#answered
    this.#answered = undefined
    if (!answered) return
    answered(answer)
    this.#free()
  }
}
