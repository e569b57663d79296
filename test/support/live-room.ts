/** A live session with a trainer and people who have a place, for tests of its room. */
import { bookPlace } from '../../src/features/live-sessions/index.ts'
import { addItem } from '../../src/features/live-room/commands/agenda.ts'
import type { ItemInput } from '../../src/features/live-room/commands/agenda.ts'
import { today } from '../../src/lib/time.ts'
import type { Ctx } from '../../src/platform/context.ts'
import type { TestPerson } from './factories.ts'
import { addTestPerson } from './factories.ts'
import { addTestLiveSession } from './live-sessions.ts'
import type { TestLiveSession } from './live-sessions.ts'

export interface TestRoom {
  live_session_id: string
  url: string
  trainer: TestPerson
  people: TestPerson[]
}

export async function addTestRoom(ctx: Ctx, count = 1, values: TestLiveSession = {}): Promise<TestRoom> {
  const since = today(ctx.now)
  const trainer = await addTestPerson(ctx.db, { full_name: 'Terry Trainer', roles: ['trainer'], since })
  const live_session_id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id], capacity: 1000, ...values })
  const people: TestPerson[] = []
  for (let index = 0; index < count; index++) {
    const person = await addTestPerson(ctx.db, { full_name: `Person ${String(index).padStart(3, '0')}` })
    await bookPlace(ctx, { live_session_id, person_id: person.id })
    people.push(person)
  }
  return { live_session_id, url: `/live-sessions/${live_session_id}/room`, trainer, people }
}

/** What a trainer would type, in few words. */
export const poll = (title: string, answers: string[], right?: string): ItemInput => ({
  kind: right === undefined ? 'poll' : 'question',
  title,
  body: '',
  seconds: null,
  options: answers.map((text) => ({ text, is_right: text === right })),
})

export const addTestItem = (ctx: Ctx, room: TestRoom, item: Partial<ItemInput> & { title: string }): Promise<string> =>
  addItem(ctx, { kind: 'page', body: '', seconds: null, options: [], ...item, live_session_id: room.live_session_id })
