/** A page of a course with everything a page can show, for the samples of authors and of learners. */
import { moduleContent } from '../../../features/courses/index.ts'
import type { ModuleRow } from '../../../features/courses/index.ts'

const text = `## Listen

First, **listen**.

::: law
The law does not ask you to decide whether it was a crime.
:::

::: video Listening to somebody who was targeted
source: https://videos.example/listening
captions: yes

A worker sits down with a neighbour and listens.
:::

::: scenario On the stairs
A neighbour stops you.

### She speaks
She says that somebody wrote on her door again.

- [Ask what she needs](#she-tells-you) Good: she decides what happens next.
- [Say that it was children](#she-goes) You were not there. Believe her.

### She tells you
She would like to report it, and you show her how.

### She goes
She leaves. You can still knock on her door.
:::

::: reflection Think about it
When did somebody listen well to you?
:::

::: checklist What I will do
- [ ] Put the poster up
- [ ] Find my nearest reporting centre
:::
`

export const sampleBlocks = moduleContent({ body: text, video_url: null, content_notice: null } as ModuleRow, []).blocks
