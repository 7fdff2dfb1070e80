import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Html = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** A link to another page of this page, in a text: `<PageLink to="/users">`. */
export const PageLink = createLink((props: AnchorProps & Omit<Html, keyof AnchorProps>) => (
  <Anchor inherit {...props} />
));

/** A link that looks like a button. */
export const LinkButton = createLink((props: ButtonProps & Omit<Html, keyof ButtonProps>) => (
  <Button component="a" {...props} />
));
