/** The notice of a newer version of the site. */
export const update = {
  ready: 'A new version of this page is ready. Your text stays.',
  taken: 'Another tab has switched to a new version of this page. Your text stays.',
  reload: 'reload now',
  later: 'later',
};

export type UpdateMessages = typeof update;
