/** What our cookies are called. */
import type { Config } from '../config.ts'

/** The prefix binds a cookie to this very host, so that no neighbour below the same domain can set one; browsers allow it with https only. */
export const cookieName = ({ base_url }: Pick<Config, 'base_url'>, name: 'upstander' | 'last_person'): string =>
  base_url.startsWith('https:') ? `__Host-${name}` : name
