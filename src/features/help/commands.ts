/** Every change of the help page's entries. */
import { newId } from '../../lib/ids.ts'
import { today } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import type { HelpEntryRow } from './queries.ts'
import { getHelpEntry } from './queries.ts'
import type { HelpKind } from './rules.ts'

export interface HelpEntryInput {
  kind: HelpKind
  name: string
  description: string
  phone: string | null
  url: string | null
  is_anonymous: boolean
  area_id: string | null
  owner: string
  review_on: string
  position: number
}

export type AddHelpEntryResult = { result: 'added'; id: string } | { result: 'name-taken' }

/** `checked_on` is today unless an entry comes with the day it was checked. */
export async function addHelpEntry(
  ctx: Ctx,
  input: HelpEntryInput & { checked_on?: string },
): Promise<AddHelpEntryResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockEntries(ctx)
    if (await isNameTaken(ctx, input, null)) return { result: 'name-taken' }
    const id = newId()
    const row = { checked_on: today(ctx.now), ...input }
    await ctx.db('help_entries').insert({ id, ...row, updated_at: ctx.now })
    await recordAudit(ctx, { action: 'help.add-entry', subject_kind: 'help entry', subject_id: id, after: { ...row } })
    return { result: 'added', id }
  })
}

/** `is_checked`: whoever saves it has made sure today that it is true. */
export async function editHelpEntry(
  ctx: Ctx,
  { help_entry_id, is_checked, ...input }: HelpEntryInput & { help_entry_id: string; is_checked: boolean },
): Promise<'saved' | 'name-taken'> {
  return inTransaction(ctx, async (ctx) => {
    await lockEntries(ctx)
    const before = await getHelpEntry(ctx, help_entry_id)
    if (await isNameTaken(ctx, input, help_entry_id)) return 'name-taken'
    const row = { ...input, checked_on: is_checked ? today(ctx.now) : before.checked_on }
    await ctx
      .db('help_entries')
      .where({ id: help_entry_id })
      .update({ ...row, updated_at: ctx.now })
    await recordAudit(ctx, {
      action: 'help.edit-entry',
      subject_kind: 'help entry',
      subject_id: help_entry_id,
      before: Object.fromEntries(Object.keys(row).map((name) => [name, before[name as keyof HelpEntryRow]])),
      after: row,
    })
    return 'saved'
  })
}

/** Takes an entry off the public page; it stays in the coordinators' list. */
export async function withdrawHelpEntry(ctx: Ctx, id: string): Promise<'withdrawn' | 'already'> {
  return (await setWithdrawn(ctx, id, true)) ? 'withdrawn' : 'already'
}

export async function restoreHelpEntry(ctx: Ctx, id: string): Promise<'restored' | 'already'> {
  return (await setWithdrawn(ctx, id, false)) ? 'restored' : 'already'
}

async function setWithdrawn(ctx: Ctx, id: string, isWithdrawn: boolean): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    await lockEntries(ctx)
    const before = await getHelpEntry(ctx, id)
    if ((before.withdrawn_at !== null) === isWithdrawn) return false
    const withdrawnAt = isWithdrawn ? ctx.now : null
    await ctx.db('help_entries').where({ id }).update({ withdrawn_at: withdrawnAt, updated_at: ctx.now })
    await recordAudit(ctx, {
      action: isWithdrawn ? 'help.withdraw-entry' : 'help.restore-entry',
      subject_kind: 'help entry',
      subject_id: id,
      before: { withdrawn_at: before.withdrawn_at },
      after: { withdrawn_at: withdrawnAt },
    })
    return true
  })
}

async function lockEntries(ctx: Ctx): Promise<void> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('help_entries'))`)
}

/** Two shown entries of one kind with one name would be a double click. */
async function isNameTaken(ctx: Ctx, input: HelpEntryInput, exceptId: string | null): Promise<boolean> {
  const same = await ctx
    .db('help_entries')
    .where({ kind: input.kind, withdrawn_at: null })
    .whereRaw('lower(name) = lower(?)', [input.name])
    .pluck('id')
  return same.some((id) => id !== exceptId)
}
