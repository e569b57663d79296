/** A context for calling commands and queries directly. */
import type { Knex } from 'knex'
import type { Actor } from '../../src/platform/access.ts'
import { system } from '../../src/platform/access.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { createLog } from '../../src/platform/log.ts'
import { findActor } from '../../src/features/people/index.ts'
import { testConfig } from './config.ts'

/** `at` is the moment it is; `actor` who acts (the system unless said). */
export function contextOf(
  db: Knex,
  { at = new Date('2027-04-12T09:00:00Z'), actor = system('test') }: { at?: Date; actor?: Actor } = {},
): Ctx {
  return { db, actor, now: at, request_id: null, log: createLog('silent'), config: testConfig() }
}

/** The context of a person, with the roles they have at that moment. */
export async function contextOfPerson(ctx: Ctx, personId: string): Promise<Ctx> {
  const actor = await findActor(ctx, personId)
  if (!actor) throw new Error('No such person, or disabled')
  return { ...ctx, actor }
}
