import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { itemLook, popupLook } from '@/components/ui/menu-look';
import { videoOptions } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';
import type { MenuGroup } from './menu-entry';
import { closeMenu, type MenuPlace, type OpenMenu } from './open-menu';
import { findTile } from './tile-of';
import { useManyEntries } from './use-many-entries';
import { useVideoEntries } from './use-video-entries';

/** Lets the menu go and give the focus back first, so that what an entry opens finds it where it was. */
function afterMenu(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** Entries in groups, with a line between two of them. */
function MenuEntries({ groups }: { groups: readonly MenuGroup[] }) {
  return groups.map((group, place) => (
    <Fragment key={group[0]?.id}>
      {place > 0 && <Menu.Separator className="mx-2 my-1 h-px bg-line" />}
      {group.map(({ id, icon: Icon, label, shortcut, whyNot, run }) => (
        <Menu.Item
          key={id}
          label={label}
          disabled={Boolean(whyNot)}
          title={whyNot ?? undefined}
          aria-keyshortcuts={shortcut}
          onClick={() => afterMenu(run)}
          className={itemLook}
        >
          <Icon size={16} strokeWidth={1.5} aria-hidden className="shrink-0 text-muted" />
          <span className="flex-1">
            {label}
            {whyNot && <span className="block max-w-56 text-faint">{whyNot}</span>}
          </span>
          {shortcut && (
            <kbd aria-hidden className="pl-4 font-sans text-faint pointer-coarse:hidden">
              {shortcut}
            </kbd>
          )}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}

function OneVideo({ video, place }: { video: Video; place: MenuPlace }) {
  return <MenuEntries groups={useVideoEntries(video, place)} />;
}

function ManyVideos({ ids, only }: Pick<OpenMenu, 'ids' | 'only'>) {
  const t = useTranslations('selection');
  const entries = useManyEntries(ids).filter(({ id }) => only?.includes(id) ?? true);
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2.5 py-1.5 text-muted tabular-nums">
        {t('count', { count: ids.length })}
      </Menu.GroupLabel>
      <MenuEntries groups={[entries]} />
    </Menu.Group>
  );
}

/** The menu of a tile, beside the pointer or the button that opened it: of its video, or of all that are chosen with it. */
export function TileMenu({ menu }: { menu: OpenMenu }) {
  const t = useTranslations('selection');
  const [first = ''] = menu.ids;
  const { data: video } = useQuery({ ...videoOptions(first), enabled: menu.ids.length === 1 });
  const anchor = useMemo(() => ({ getBoundingClientRect: () => menu.at }), [menu]);
  const returnTo = useMemo(() => document.activeElement, []);

  return (
    <Menu.Root open modal={false} onOpenChange={(isOpen) => !isOpen && closeMenu()}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
          // What is typed finds an entry, and is no key of the page; Escape closes the menu from there.
          onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
        >
          <Menu.Popup
            aria-label={t('menu')}
            finalFocus={() =>
              returnTo instanceof HTMLElement && returnTo.isConnected ? returnTo : findTile(first)
            }
            className={`${popupLook} max-h-(--available-height) overflow-y-auto`}
          >
            {menu.only || menu.ids.length > 1 ? (
              <ManyVideos ids={menu.ids} only={menu.only} />
            ) : (
              video && <OneVideo video={video} place={menu.place} />
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
