/** Pictures of the main pages at both widths, for whoever wants to see how the story looked. */
export interface Browsers {
  close(): Promise<void>
}
