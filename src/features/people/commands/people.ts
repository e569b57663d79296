/** Every change of a person: adding, name, language, address. */
import { newId } from '../../../lib/ids.ts'
import { clean, foldForSearch, normaliseEmail } from '../../../lib/text.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { putAddressChanged } from '../mails.ts'
import { canChangeAddress } from '../policy.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { listRolesHeld } from '../queries/roles.ts'
import type { Language } from '../rules/people.ts'
import { addMembership } from './memberships.ts'
import { dropOpenWaysIn } from './ways-in.ts'

export interface NewPerson {
  full_name: string
  email: string | null
  language?: Language
  may_be_listed?: boolean
  organisation_id: string | null
  job_title?: string | null
}

export type AddPersonResult = { result: 'added'; id: string } | { result: 'email-taken'; person_id: string }

export async function addPerson(ctx: Ctx, input: NewPerson): Promise<AddPersonResult> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const full_name = clean(input.full_name)
    const email = input.email === null ? null : normaliseEmail(input.email)
    const inserted = await ctx
      .db('people')
      .insert({
        id,
        full_name,
        search: foldForSearch(full_name),
        email,
        language: input.language ?? 'en',
        may_be_listed_at: input.may_be_listed ? ctx.now : null,
        created_at: ctx.now,
      })
      .onConflict('email')
      .ignore()
      .returning('id')
    if (inserted.length === 0) {
      const known = await ctx.db('people').first('id').where({ email })
      return { result: 'email-taken', person_id: known!.id }
    }
    await recordAudit(ctx, {
      action: 'people.add',
      subject_kind: 'person',
      subject_id: id,
      after: { full_name, email, language: input.language ?? 'en', may_be_listed: input.may_be_listed ?? false },
    })
    if (input.organisation_id !== null)
      await addMembership(ctx, {
        person_id: id,
        organisation_id: input.organisation_id,
        job_title: input.job_title ?? null,
      })
    return { result: 'added', id }
  })
}

export interface PersonDetails {
  person_id: string
  full_name: string
  language: Language
  may_be_listed: boolean
}

/** A changed name makes the printable one void: it spelled the old name. */
export async function editPerson(ctx: Ctx, input: PersonDetails): Promise<'changed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    const full_name = clean(input.full_name)
    const before = {
      full_name: person.full_name,
      language: person.language,
      may_be_listed: person.may_be_listed_at !== null,
    }
    const after = { full_name, language: input.language, may_be_listed: input.may_be_listed }
    const hasNewName = before.full_name !== after.full_name
    if (!hasNewName && before.language === after.language && before.may_be_listed === after.may_be_listed)
      return 'unchanged'
    await ctx
      .db('people')
      .where({ id: person.id })
      .update({
        full_name,
        search: foldForSearch(full_name),
        language: after.language,
        may_be_listed_at: after.may_be_listed ? (person.may_be_listed_at ?? ctx.now) : null,
        ...(hasNewName ? { printable_name: null } : {}),
      })
    await recordAudit(ctx, { action: 'people.edit', subject_kind: 'person', subject_id: person.id, before, after })
    return 'changed'
  })
}

export async function changeName(
  ctx: Ctx,
  input: { person_id: string; full_name: string },
): Promise<'changed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    return editPerson(ctx, {
      person_id: person.id,
      full_name: input.full_name,
      language: person.language,
      may_be_listed: person.may_be_listed_at !== null,
    })
  })
}

/** What a person says of themselves: the language they read, and whether they may be listed. */
export async function changePreferences(
  ctx: Ctx,
  input: { person_id: string; language: Language; may_be_listed: boolean },
): Promise<'changed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    return editPerson(ctx, { ...input, full_name: person.full_name })
  })
}

/** What the certificate prints where no font has a character of the full name; null to print the full name again. */
export async function setPrintableName(
  ctx: Ctx,
  input: { person_id: string; printable_name: string | null },
): Promise<'changed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    const printable_name = input.printable_name === null ? null : clean(input.printable_name) || null
    if (printable_name === person.printable_name) return 'unchanged'
    await ctx.db('people').where({ id: person.id }).update({ printable_name })
    await recordAudit(ctx, {
      action: 'people.set-printable-name',
      subject_kind: 'person',
      subject_id: person.id,
      before: { printable_name: person.printable_name },
      after: { printable_name },
    })
    return 'changed'
  })
}

export type ChangeEmailResult = 'changed' | 'unchanged' | 'email-taken'

/** Both addresses are told. What was sent to the old one (invitation, joining card) no longer opens anything. */
export async function changeEmail(
  ctx: Ctx,
  input: { person_id: string; email: string | null; reason?: string | null },
): Promise<ChangeEmailResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    if (!canChangeAddress(ctx.actor, person.id, await listRolesHeld(ctx, person.id)))
      throw new Forbidden('Only an administrator can change the address of a coordinator or an administrator')
    const email = input.email === null ? null : normaliseEmail(input.email)
    if (email === person.email) return 'unchanged'
    // Two people given one address at once: the second waits here and then sees the first.
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('people.email ' || ?, 0))`, [email ?? ''])
    if (email !== null && (await ctx.db('people').first('id').where({ email }))) return 'email-taken'
    await ctx.db('people').where({ id: person.id }).update({ email })
    await dropOpenWaysIn(ctx, person.id)
    await recordAudit(ctx, {
      action: 'people.change-email',
      subject_kind: 'person',
      subject_id: person.id,
      before: { email: person.email },
      after: { email },
      reason: input.reason ?? null,
    })
    await putAddressChanged(ctx, person, email)
    return 'changed'
  })
}
