/** What both sides of the glue must agree on, apart so that asking for it does not load better-auth. */

/** The one header that better-auth takes the caller's address from; the glue sets it, callers cannot. */
export const ADDRESS_HEADER = 'x-antesala-address'

export const RESET_LINK_S = 3600
