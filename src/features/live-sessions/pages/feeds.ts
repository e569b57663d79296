/** Sessions as the events of a feed, and feeds as their page shows them: pure. */
import type { FeedEvent } from '../calendar-feed.ts'
import type { FeedKind, FeedRow, FeedSessionRow } from '../queries/feeds.ts'
import { wordsForDate } from '../../../lib/time.ts'
import { partTitle } from './parts.ts'

export const feedNames: Record<FeedKind, string> = { own: 'My live sessions', programme: 'All live sessions' }

/** One event for each part, with what the mails say of it and nobody's name. */
export function feedEvents(
  sessions: FeedSessionRow[],
  entries: Map<string, { uid: string; sequence: number }>,
  { base_url, keeps_uids }: { base_url: string; keeps_uids: boolean },
): FeedEvent[] {
  return sessions.flatMap((session) =>
    session.parts.map((part) => {
      const href = `${base_url}/live-sessions/${session.id}`
      const join = session.join_token && session.mode === 'online' ? `${base_url}/join/${session.join_token}` : null
      const entry = entries.get(part.id)
      return {
        uid: (keeps_uids && entry?.uid) || `${part.id}@${new URL(base_url).hostname}`,
        sequence: entry?.sequence ?? 0,
        changed_at: session.changed_at,
        starts_at: part.starts_at,
        ends_at: part.ends_at,
        summary: partTitle(session.title, part, session.parts.length),
        description: [!session.is_off && join && `Join: ${join}`, `Look it up: ${href}`, session.notes]
          .filter(Boolean)
          .join('\n\n'),
        location: session.place ?? (session.is_off ? null : join),
        url: href,
        is_cancelled: session.is_off,
      }
    }),
  )
}

export function feedCard(kind: FeedKind, feeds: FeedRow[], baseUrl: string) {
  const feed = feeds.find((one) => one.kind === kind)
  const href = feed && `${baseUrl}/calendar/${feed.token}.ics`
  return {
    kind,
    name: feedNames[kind],
    href: href ?? null,
    webcal_href: href?.replace(/^https?:/, 'webcal:') ?? null,
    since_words: feed ? wordsForDate(feed.created_at) : null,
  }
}
