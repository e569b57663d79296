/** The people of bench/live-room.ts, shared out among a few processes that do what they are told. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Person {
  id: string
  cookie: string
  /** Where a proxy would say that they come from. */
  address: string
}

interface Spread {
  from: number
  milliseconds: number
}

export interface Orders {
  open: Spread & { base_url: string; room: string; people: Person[] }
  breakLines: Spread & { one_of: number }
  answer: Spread & { item_id: string; option_ids: string[] }
  /** The number of each event, and when the trainer pressed the button. */
  report: { posted: [sequence: number, at: number][] }
}

/** Times in milliseconds. */
export interface Reports {
  open: { open: number; times: number[] }
  breakLines: { broken: number; back: number; times: number[] }
  /** `at_once`: acknowledged when pressed for the first time. */
  answer: { kept: { person_id: string; option_id: string }[]; times: number[]; at_once: number }
  report: {
    open: number
    /** To each who was connected when the button was pressed. */
    arrivals: [sequence: number, milliseconds: number][]
    /** People who had no stream at all. */
    never: number
    /** Events that somebody who was served never had, had twice, or had after coming back. */
    missed: number
    twice: number
    caught_up: number
    beats: { count: number; times: number[]; people: string[] }
    failures: Record<string, number>
    processor_milliseconds: number
  }
}

/** Milliseconds of a clock that all processes of a machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6

export class Crowd {
  readonly #children: ChildProcess[]
  #turns = 0
  #isOver = false

  constructor(processes: number) {
    const file = fileURLToPath(new URL('./followers.ts', import.meta.url))
    this.#children = Array.from({ length: processes }, () => fork(file, { serialization: 'advanced' }))
  }

  open(people: Person[], order: Omit<Orders['open'], 'people'>): Promise<Reports['open'][]> {
    const count = this.#children.length
    return this.#ask('open', (child) => ({ ...order, people: people.filter((_, index) => index % count === child) }))
  }

  tell<Name extends Exclude<keyof Orders, 'open'>>(name: Name, order: Orders[Name]): Promise<Reports[Name][]> {
    return this.#ask(name, () => order)
  }

  #ask<Name extends keyof Orders>(name: Name, orderOf: (child: number) => Orders[Name]): Promise<Reports[Name][]> {
    const turn = ++this.#turns
    return Promise.all(
      this.#children.map(
        (child, index) =>
          new Promise<Reports[Name]>((resolve, reject) => {
            const hear = (message: { turn: number; report: Reports[Name] }) => {
              if (message.turn !== turn) return
              child.off('message', hear)
              resolve(message.report)
            }
            child.on('message', hear)
            child.once('exit', () => {
              if (!this.#isOver) reject(new Error('Followers ended before they had answered'))
            })
            child.send({ turn, name, order: orderOf(index) })
          }),
      ),
    )
  }

  end(): void {
    this.#isOver = true
    for (const child of this.#children) child.disconnect()
  }
}
