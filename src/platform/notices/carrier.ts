/** What carries a notice from one process to the others. */

/**
 * Behind this stands LISTEN/NOTIFY; another carrier needs only these three. A notice may come twice, late or never:
 * whoever listens reads by a number that only rises, and looks by itself now and then.
 */
export interface Notices {
  /** Says that what `topic` names (an id) has changed; after the commit, for a notice before it would find nothing. */
  tell(topic: string): void
  /** Calls `heard` for each topic that any process tells of, this one included. Returns how to stop. */
  listen(heard: (topic: string) => void): () => void
  stop(): Promise<void>
}
