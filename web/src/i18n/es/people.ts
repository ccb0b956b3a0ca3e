export const people = { title: 'people' } as const
