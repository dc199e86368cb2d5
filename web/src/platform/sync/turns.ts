// SPDX-License-Identifier: AGPL-3.0-or-later
// When a run begins: soon after it was asked for, one at a time, and again later by itself. None that was asked for is forgotten: what is asked
// for while a run is on its way begins when that one has ended, for it may have looked already.
const soon_ms = 50;

export type Turns = {
  soon(): void;
  /** What failed before counts no longer: the network is back. */
  afresh(): void;
};

/** `run` tells whether all went well; `pause_ms` how long to wait after so many failures in a row, 0 for none. */
export function turns(run: () => Promise<boolean>, pause_ms: (failures: number) => number): Turns {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let asked = false;
  let failures = 0;

  function after(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void turn(), milliseconds);
  }
  async function turn(): Promise<void> {
    busy = true;
    asked = false;
    const well = await run().catch(() => false);
    busy = false;
    failures = well ? 0 : failures + 1;
    after(asked ? soon_ms : pause_ms(failures));
  }
  return {
    soon() {
      asked = true;
      if (!busy) after(soon_ms);
    },
    afresh() {
      failures = 0;
    },
  };
}
