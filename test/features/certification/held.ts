/** A live session that was held, with its register closed: what completes a course of one live part. */
import { closeRegister, saveMarks } from '../../../src/features/attendance/index.ts'
import type { PersonMark } from '../../../src/features/attendance/index.ts'
import { enrol } from '../../../src/features/courses/index.ts'
import { bookPlace, listLiveSessionParts } from '../../../src/features/live-sessions/index.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { contextOfPerson } from '../../support/context.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import type { TestLivePart } from '../../support/live-sessions.ts'

export interface Held {
  part_id: string
  live_session_id: string
  trainer: TestPerson
  /** After the session. */
  ctx: Ctx
}

/** Books and enrols the people, holds the session two weeks later (150 minutes), marks them and closes the register. */
export async function holdSession(
  ctx: Ctx,
  course: TestLivePart,
  marked: (Omit<PersonMark, 'person_id'> & { person: TestPerson })[],
): Promise<Held> {
  const trainer = await addTestPerson(ctx.db, { roles: ['trainer'] })
  const live_session_id = await addTestLiveSession(ctx, {
    live_part_id: course.live_part_id,
    trainer_ids: [trainer.id],
    starts_at: new Date('2027-04-27T09:00:00Z'),
  })
  for (const { person } of marked) {
    const own = await contextOfPerson(ctx, person.id)
    await enrol(own, { person_id: person.id, course_id: course.course_id })
    await bookPlace(own, { live_session_id, person_id: person.id })
  }
  const after = { ...(await contextOfPerson(ctx, trainer.id)), now: new Date('2027-04-27T12:00:00Z') }
  const [part] = await listLiveSessionParts(ctx, live_session_id)
  const part_id = part!.id
  await saveMarks(after, {
    part_id,
    marks: marked.map(({ person, mark, minutes }) => ({ person_id: person.id, mark, minutes })),
  })
  const closed = await closeRegister(after, { part_id, rest_absent: true })
  if (closed.result !== 'closed') throw new Error(closed.result)
  return { part_id, live_session_id, trainer, ctx: { ...ctx, now: after.now } }
}
