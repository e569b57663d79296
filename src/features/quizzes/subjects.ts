/** What a question can be about, and how difficult it can be. */
export const strands = ['disability', 'race', 'religion', 'sexual-orientation', 'transgender'] as const
export type Strand = (typeof strands)[number]

export const difficulties = ['easy', 'medium', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]
