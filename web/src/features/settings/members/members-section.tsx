/** Who works here and with what role; whoever administers invites, changes and lets go. */
import { Avatar, Button, Select } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberWire } from '../../../../../contract/access.ts'
import { useMay, useSession } from '../../../api/session.ts'
import { es } from '../../../i18n/es.ts'
import { initialsOf } from '../../../ui/format.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useFormat } from '../../../ui/use-format.tsx'
import { SectionFrame } from '../section-frame.tsx'
import classes from '../settings.module.css'
import { type Handed, HandOver } from './hand-over.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberMenu } from './member-menu.tsx'
import { useChangeMember, useMembers } from './members.queries.ts'

type Role = MemberWire['role']
const ROLES = Object.keys(es.shell.roles) as Role[]

export function MembersSection() {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const members = useMembers()
  const [inviting, setInviting] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  return (
    <>
      <SectionFrame
        title={t('settings.sections.members')}
        summary={members.data ? t('settings.members.summary', { count: members.data.length }) : ' '}
        action={
          admin && (
            <Button leftSection={<IconUserPlus size={17} stroke={1.75} />} onClick={() => setInviting(true)}>
              {t('settings.members.invite')}
            </Button>
          )
        }
        query={members}
      >
        {(items) => (
          <ul className={classes.list}>
            {items.map((member) => (
              <MemberRow key={member.id} member={member} admin={admin} onHanded={setHanded} />
            ))}
          </ul>
        )}
      </SectionFrame>
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(next) => {
            setInviting(false)
            setHanded(next)
          }}
        />
      )}
      {handed && <HandOver handed={handed} onClose={() => setHanded(null)} />}
    </>
  )
}

function MemberRow(props: { member: MemberWire; admin: boolean; onHanded: (handed: Handed) => void }) {
  const { member, admin, onHanded } = props
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const { person } = useSession()
  const change = useChangeMember()
  const isMe = member.email === person.email

  const setRole = async (role: Role) => {
    try {
      await change.mutateAsync({ id: member.id, role })
      toasts.done(t('common.saved'), {
        undo: async () => void (await change.mutateAsync({ id: member.id, role: member.role })),
      })
    } catch (error) {
      toasts.failed(error)
    }
  }
  return (
    <li className={classes.item}>
      <Avatar size={34} color="teal" variant="light">
        {initialsOf(member.name)}
      </Avatar>
      <div className={classes.itemWords}>
        <strong>
          {member.name}
          {isMe && ` (${t('settings.members.you')})`}
        </strong>
        <span>
          {member.email} · {t('settings.members.since').toLowerCase()} {format.when(member.created_at)}
        </span>
      </div>
      {admin ? (
        <>
          <Select
            className={classes.role ?? ''}
            aria-label={`${t('settings.members.role')}: ${member.name}`}
            allowDeselect={false}
            data={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
            value={member.role}
            disabled={change.isPending}
            onChange={(role) => role && role !== member.role && void setRole(role as Role)}
          />
          <MemberMenu member={member} onHanded={onHanded} />
        </>
      ) : (
        <span className={classes.aside}>{t(`shell.roles.${member.role}`)}</span>
      )}
    </li>
  )
}
