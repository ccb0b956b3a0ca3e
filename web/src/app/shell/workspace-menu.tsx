/** The workspace's name; a menu where somebody has several. Changing it begins everything anew. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { rememberWorkspace, useSession } from '../../api/session.ts'
import classes from './workspace-menu.module.css'

export function WorkspaceMenu() {
  const { t } = useTranslation()
  const { workspace, workspaces } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  if (workspaces.length < 2) return <span className={classes.name}>{workspace.name}</span>

  const change = async (id: string) => {
    if (id === workspace.id) return
    rememberWorkspace(id)
    await navigate({ to: '/' })
    await queries.resetQueries()
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${t('shell.workspace')}: ${workspace.name}`}>
          <span className={classes.name}>{workspace.name}</span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.workspace')}</Menu.Label>
        {workspaces.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void change(id)}
            rightSection={id === workspace.id ? <IconCheck size={16} aria-hidden /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
