/**
 * Dragging an appointment over the columns: a ghost follows the pointer in steps, says what it would meet, and lets go
 * where it is. Esc gives up. With a finger the page scrolls; there the time is changed from the appointment itself.
 */
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { AppointmentWire, ServiceWire } from '../../../../contract/appointments.ts'
import { judgeDrop, type Lane, type Placed, type Verdict } from './lanes.rules.ts'
import { STEP_MIN } from './measures.ts'
import type { Wall } from './wall.ts'

export interface Ghost {
  appointment: AppointmentWire
  laneKey: string
  start: number
  length: number
  verdict: Verdict
}

interface Wiring {
  lanes: readonly Lane[]
  services: readonly ServiceWire[]
  /** The minute at the top of the columns, and how many pixels a minute has. */
  firstMinute: number
  minutePx: number
  present: () => Wall
  onDrop: (appointment: AppointmentWire, lane: Lane, start: number) => void
}

/** Less than this is a click. */
const SLACK_PX = 5

interface Grip {
  placed: Placed
  /** Where within the appointment it was taken, in pixels. */
  inside: number
  x: number
  y: number
  moving: boolean
}

export function useDrag(wiring: Wiring) {
  const [ghost, setGhost] = useState<Ghost | null>(null)
  const grip = useRef<Grip | null>(null)
  const last = useRef<Ghost | null>(null)
  const current = useRef(wiring)
  useEffect(() => {
    current.current = wiring
  })

  const show = useCallback((next: Ghost | null) => {
    last.current = next
    setGhost(next)
  }, [])
  const take = (event: ReactPointerEvent<HTMLElement>, placed: Placed) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const top = event.currentTarget.getBoundingClientRect().top
    grip.current = { placed, inside: event.clientY - top, x: event.clientX, y: event.clientY, moving: false }
  }

  useEffect(() => {
    const move = (event: PointerEvent) => {
      const held = grip.current
      if (!held) return
      if (!held.moving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLACK_PX) return
      held.moving = true
      event.preventDefault()
      show(ghostAt(event, held, current.current) ?? last.current)
    }
    const drop = () => {
      const held = grip.current
      const where = last.current
      grip.current = null
      if (!held?.moving) return
      swallowClick()
      show(null)
      const lane = current.current.lanes.find(({ key }) => key === where?.laneKey)
      if (where && lane && where.verdict !== 'same') current.current.onDrop(where.appointment, lane, where.start)
    }
    const giveUp = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !grip.current?.moving) return
      event.stopPropagation()
      grip.current = null
      window.addEventListener('pointerup', swallowClick, { once: true })
      show(null)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('keydown', giveUp, true)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('keydown', giveUp, true)
    }
  }, [show])

  return { ghost, take }
}

/**
 * The click that the browser makes of letting go is not meant to open anything: neither the appointment, nor the free
 * hour below it, where it lands when the button is released over another element.
 */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  // It comes at once or not at all.
  setTimeout(() => window.removeEventListener('click', swallow, true))
}

function ghostAt(event: PointerEvent, held: Grip, { lanes, services, firstMinute, minutePx, present }: Wiring) {
  const column = document
    .elementsFromPoint(event.clientX, event.clientY)
    .map((element) => element.closest<HTMLElement>('[data-lane]'))
    .find((element) => element !== null)
  const lane = lanes.find(({ key }) => key === column?.dataset['lane'])
  if (!column || !lane) return null
  const { appointment, start: began, end: ended } = held.placed
  const length = ended - began
  const y = event.clientY - held.inside - column.getBoundingClientRect().top
  const minute = firstMinute + y / minutePx
  const start = Math.max(0, Math.min(24 * 60 - length, Math.round(minute / STEP_MIN) * STEP_MIN))
  const verdict = judgeDrop(appointment, lane, start, { services, now: present() })
  return { appointment, laneKey: lane.key, start, length, verdict } satisfies Ghost
}
