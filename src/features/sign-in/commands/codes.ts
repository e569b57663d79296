/** Mailed codes: asked for, sent by the worker, taken once, in the browser that asked. */
import { hashSecret, newDigitCode, sameSecret } from '../../../lib/codes.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { addMinutes } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { settleBounces } from '../../../platform/mail/came-back.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { canRegister, findActor, findPersonByEmail, getPerson, registerPerson } from '../../people/index.ts'
import { mailCode } from '../mails.ts'
import { codeMinutes, codeTries } from '../rules.ts'
import type { Refusal } from '../rules.ts'

/** What the browser that asked keeps in its web session. */
export interface AskedSignIn {
  code_id: string
  email: string
  browser: string
  next: string
}

declare module 'express-session' {
  interface SessionData {
    sign_in?: AskedSignIn
  }
}

type Taken = { person_id: string } | { refusal: Refusal }

/**
 * Notes that someone asked for a code and leaves the rest to the worker, so that a known and an unknown address are
 * answered alike, after the same work. `register` is the name of somebody who says they are new.
 */
export async function askForCode(
  ctx: Ctx,
  input: { email: string; next: string; register?: string },
): Promise<AskedSignIn> {
  const asked = { code_id: newId(), email: input.email, browser: newSecret(), next: input.next }
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db('sign_in_codes').insert({
        id: asked.code_id,
        email: input.email,
        browser_hash: hashSecret(asked.browser),
        asked_at: ctx.now,
        expires_at: addMinutes(ctx.now, codeMinutes),
        register_name: input.register ?? null,
      })
      await putJob(ctx, 'sign-in.send-code', { codeId: asked.code_id }, { priority: -10 })
    },
    { ownAudit: true },
  )
  return asked
}

/**
 * The worker's part: finds the person, or somebody new at a partner's domain, makes code and link, and puts the mail. Run
 * twice, it sends once.
 */
export async function sendCode(ctx: Ctx, codeId: string): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const asked = await ctx.db('sign_in_codes').where({ id: codeId, code_hash: null }).forUpdate().first()
      if (!asked || asked.expires_at <= ctx.now) return
      const person = (await findPersonByEmail(ctx, asked.email)) ?? (await newcomer(ctx, asked))
      if (!person || person.disabled_at) return
      const code = newDigitCode()
      const link = newSecret()
      await ctx
        .db('sign_in_codes')
        .where({ id: codeId })
        .update({ person_id: person.id, code_hash: hashSecret(`${codeId} ${code}`), link_hash: hashSecret(link) })
      await mailCode(ctx, person, { code, link, expires_at: asked.expires_at })
    },
    { ownAudit: true },
  )
}

/** Who asks to join where a partner claims the domain; known here only once the code is taken. */
async function newcomer(ctx: Ctx, asked: { email: string; register_name: string | null }) {
  if (asked.register_name === null || !(await canRegister(ctx, asked.email))) return undefined
  return { id: null, full_name: asked.register_name, email: asked.email, disabled_at: null }
}

/** Takes the code typed in the browser that asked; each wrong try counts, and the fifth ends it. */
export async function takeCode(ctx: Ctx, asked: AskedSignIn | undefined, typed: string): Promise<Taken> {
  if (!asked) return { refusal: 'other-browser' }
  const code = typed.replace(/\D/g, '')
  return take(
    ctx,
    asked,
    (found) => found.code_hash !== null && sameSecret(found.code_hash, hashSecret(`${asked.code_id} ${code}`)),
  )
}

/** Takes the link of the mail, in the browser that asked and in no other: a mail scanner gets nothing by it. */
export async function takeLink(ctx: Ctx, asked: AskedSignIn | undefined, token: string): Promise<Taken> {
  if (!asked) return { refusal: 'other-browser' }
  return take(ctx, asked, (found) => found.link_hash !== null && sameSecret(found.link_hash, hashSecret(token)))
}

interface CodeRow {
  email: string
  person_id: string | null
  register_name: string | null
  code_hash: Buffer | null
  link_hash: Buffer | null
  browser_hash: Buffer
  expires_at: Date
  tries: number
  used_at: Date | null
}

async function take(ctx: Ctx, asked: AskedSignIn, isRight: (found: CodeRow) => boolean): Promise<Taken> {
  return inTransaction<Taken>(
    ctx,
    async (ctx) => {
      const found: CodeRow | undefined = await ctx.db('sign_in_codes').where({ id: asked.code_id }).forUpdate().first()
      if (!found || !sameSecret(found.browser_hash, hashSecret(asked.browser))) return { refusal: 'other-browser' }
      if (found.used_at || found.expires_at <= ctx.now) return { refusal: 'expired' }
      if (found.tries >= codeTries) return { refusal: 'no-tries-left' }
      const personId = isRight(found) ? await provedPerson(ctx, found) : undefined
      if (personId === undefined) {
        await ctx.db('sign_in_codes').where({ id: asked.code_id }).increment('tries', 1)
        return { refusal: found.tries + 1 >= codeTries ? 'no-tries-left' : 'wrong' }
      }
      await ctx.db('sign_in_codes').where({ id: asked.code_id }).update({ used_at: ctx.now })
      // Somebody reads that mailbox, whatever a report said of it.
      await settleBounces(ctx, personId)
      return { person_id: personId }
    },
    { ownAudit: true },
  )
}

/**
 * A code proves that somebody reads that mailbox: whoever asked to join is added now, and nobody gets in once the address
 * is another or the person disabled.
 */
async function provedPerson(ctx: Ctx, { email, person_id, register_name }: CodeRow): Promise<string | undefined> {
  if (person_id === null && register_name !== null) await registerPerson(ctx, { full_name: register_name, email })
  const id = person_id ?? (await findPersonByEmail(ctx, email))?.id
  const actor = id === undefined ? undefined : await findActor(ctx, id)
  return actor?.email === email ? actor.id : undefined
}

/** Whether this link belongs to what this browser asked for; changes nothing. */
export async function isLinkOfBrowser(ctx: Ctx, asked: AskedSignIn | undefined, token: string): Promise<boolean> {
  if (!asked) return false
  const found = await row<{ id: string }>(
    ctx.db,
    'select id from sign_in_codes where link_hash = ? and browser_hash = ?',
    [hashSecret(token), hashSecret(asked.browser)],
  )
  return found?.id === asked.code_id
}

/** Asks for a code for the person of an invitation: the address is ours, never the visitor's. */
export async function askForPerson(ctx: Ctx, personId: string): Promise<AskedSignIn | null> {
  const person = await getPerson(ctx, personId)
  return person.email ? askForCode(ctx, { email: person.email, next: '/' }) : null
}

/** Removes what has run out: codes live ten minutes and are kept a day for questions. */
export async function removeOldCodes(ctx: Ctx): Promise<void> {
  await ctx
    .db('sign_in_codes')
    .where('expires_at', '<', addMinutes(ctx.now, -24 * 60))
    .delete()
  await ctx.db('limits').where('expire', '<', Date.now()).delete()
}
