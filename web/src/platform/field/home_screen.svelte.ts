// SPDX-License-Identifier: AGPL-3.0-or-later
// "Add to the home screen": whether this browser can do it, and how. Chromium hands over its own question, to be asked when she wants; on an
// iPhone she does it herself, and is told how. Once it stands there, or she said no, nothing more is said.
type Asking = Event & { prompt: () => Promise<unknown> };
let asking = $state.raw<Asking | null>(null);
let standing = $state(is_standing());

function is_standing(): boolean {
  return typeof matchMedia !== 'undefined' && (matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true);
}

export function watch_home_screen(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the browser's own bar would come at a moment of its choice
    asking = event as Asking;
  });
  addEventListener('appinstalled', () => (standing = true));
}

// 'ask': a tap is enough. 'by_hand': Safari on an iPhone, where only she can do it. Null: it stands there already, or cannot be done.
export function home_screen(): 'ask' | 'by_hand' | null {
  if (standing) return null;
  if (asking) return 'ask';
  return (navigator as { standalone?: boolean }).standalone === false ? 'by_hand' : null;
}

export async function put_on_home_screen(): Promise<void> {
  const question = asking;
  asking = null; // it can be asked once
  await question?.prompt();
}
