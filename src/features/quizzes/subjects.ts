/** What a question can be about. */
export const strands = ['disability', 'race', 'religion', 'sexual-orientation', 'transgender'] as const
export type Strand = (typeof strands)[number]
