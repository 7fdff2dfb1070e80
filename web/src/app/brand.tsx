import { Group, Text } from '@mantine/core';
import icon from './icon.svg';

/** The sign and the name. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={icon} width={28} height={28} alt="" />
      <Text component="span" fw={650} size="sm" lh={1.15}>
        Odoo WooCommerce
        <br />
        Connector
      </Text>
    </Group>
  );
}
