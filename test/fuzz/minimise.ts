/**
 * The shortest text that still fails, as far as leaving out runs of it leads: halves first, then ever smaller runs.
 *
 * @param fails asked for each text that is tried, at most `tries` times
 */
export async function minimise(text: string, fails: (text: string) => Promise<boolean>, tries = 2000): Promise<string> {
  let shortest = text;
  let left = tries;
  for (let run = Math.ceil(shortest.length / 2); run >= 1 && left > 0;) {
    let isShorter = false;
    for (let at = 0; at < shortest.length && left > 0;) {
      const shorter = shortest.slice(0, at) + shortest.slice(at + run);
      left -= 1;
      if (await fails(shorter)) {
        shortest = shorter;
        isShorter = true;
      } else at += run;
    }
    if (!isShorter || run > 1) run = run === 1 ? 0 : Math.ceil(run / 2);
  }
  return shortest;
}
