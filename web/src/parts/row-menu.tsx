import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';

interface Props {
  /** What the actions are about, for screen readers: "Actions for anna". */
  readonly label: string;
  readonly items: readonly {
    readonly label: string;
    readonly onClick: () => void;
    readonly isDangerous?: boolean;
  }[];
}

/** What can be done with one row of a table. */
export function RowMenu({ label, items }: Props) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item
            key={item.label}
            onClick={item.onClick}
            {...(item.isDangerous === true && { c: 'var(--mantine-color-error)' })}
          >
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
