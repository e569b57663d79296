/** What the chapters share: the server, everyone's mailboxes, the people of the story, and what was counted. */
import { join } from 'node:path'
import type { Album } from './album.ts'
import type { Mailboxes } from './mailboxes.ts'
import type { Server } from './server.ts'
import { Someone } from './someone.ts'
import type { Learner } from './people.ts'

export interface Journey {
  out: string
  server: Server
  mailboxes: Mailboxes
  album: Album
  /** The force's own people, once they have come. */
  administrator: Someone
  coordinator: Someone
  trainers: Someone[]
  learners: Coming[]
  /** Counted on the way. */
  steps: Partial<Record<keyof typeof aims, number>>
}

/** One of the sixty, at their own browser. */
export type Coming = Learner & { at: Someone }

/**
 * What a task should cost at most, with every page load and every click counted. A learner's clicks depend on the draw: a
 * question with several right answers takes one for each of them.
 */
export const aims = {
  learner_page_loads: 13,
  learner_clicks: 22,
  scheduling_pages: 1,
  register_pages: 1,
  register_clicks: 2,
}

export const inFolder = (journey: Journey, ...path: string[]): string => join(journey.out, ...path)

/** As people do: several at a time, each at their own pace. The first that fails ends it. */
export async function together<One>(
  all: One[],
  act: (one: One) => Promise<void>,
  { atOnce = 6 }: { atOnce?: number } = {},
): Promise<void> {
  const waiting = [...all]
  let failed: Error | undefined
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined && failed === undefined; one = waiting.shift())
      await act(one).catch((error: unknown) => {
        failed ??= error as Error
      })
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failed !== undefined) throw failed
}

/** A person of the story, at a browser of their own. */
export function someone({ server, mailboxes }: Journey, person: { full_name: string; email: string }): Someone {
  const read = (address: string, subject: RegExp) => mailboxes.read(address, subject)
  return new Someone({ baseUrl: server.baseUrl, read }, person)
}

export function named(journey: Journey, full_name: string): Coming {
  const found = journey.learners.find((learner) => learner.full_name === full_name)
  check(found !== undefined, `Nobody in the story is called ${full_name}`)
  return found
}

export function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}
