/** Kinds of entry on the help page: pure. */

export const helpKinds = ['route', 'centre', 'support'] as const
export type HelpKind = (typeof helpKinds)[number]
