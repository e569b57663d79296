/** What the force set: its name, logo, colour, signatory and sender. Read on every page, so kept for a few seconds. */
import type { Ctx } from './context.ts'

export interface Settings {
  force_name: string
  team_name: string
  logo_file_id: string | null
  logo_alt: string
  brand_colour: string
  signatory_name: string
  signatory_title: string
  sender_name: string
  sender_address: string
  contact_address: string
}

const keepMilliseconds = 5000
const kept = new WeakMap<object, { settings: Settings; until: number }>()

export async function readSettings(ctx: Pick<Ctx, 'db'>): Promise<Settings> {
  const key = ctx.db.client.config
  const hit = kept.get(key)
  if (hit && hit.until > Date.now()) return hit.settings
  const settings = await ctx.db('settings').first()
  if (!settings) throw new Error('The settings row is missing: seeds/reference was not run')
  kept.set(key, { settings, until: Date.now() + keepMilliseconds })
  return settings
}

/** Forgets the kept settings of this process; other processes follow within five seconds. */
export function forgetSettings(ctx: Pick<Ctx, 'db'>): void {
  kept.delete(ctx.db.client.config)
}
