/** Materials of a session: which moment they are for, and when whoever has a place is shown them: pure. */

export const materialMoments = ['before', 'after'] as const
export type MaterialMoment = (typeof materialMoments)[number]

/** Enough for any session, and few enough to be read. */
export const mostMaterials = 20

/** As for the files of courses. */
export const mostFileBytes = 10_000_000

/**
 * What is for before is shown from booking on and stays. What is for after is shown once the last part has ended, to
 * everyone who had a place: a register may stay open for days, and whoever missed a part has the most to read up on.
 * A session that is cancelled shows nothing.
 */
export const isShown = (
  material: { moment: MaterialMoment },
  session: { ends_at: Date; cancelled_at: Date | null },
  now: Date,
): boolean => session.cancelled_at === null && (material.moment === 'before' || session.ends_at <= now)
