/** How big things are on the grid. */

/** Pixels of a minute: an hour is 72, so twenty minutes hold a line of text. */
export const MINUTE_PX = 1.2
/** What is clicked and dragged falls on the grid of quarters. */
export const STEP_MIN = 15
