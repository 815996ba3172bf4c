/** A server of the dialect, as far as facts differ. */
export interface Server {
  /** The year of the release: 2016, 2022; Azure SQL has what the newest has. */
  readonly year: number;
  /** Whether it does online what only Enterprise, Developer and Evaluation editions and Azure SQL do online. */
  readonly isOnline: boolean;
}

/** The years of the versions that the server itself says. */
const years: Readonly<Record<string, number>> = {
  11: 2012,
  12: 2014,
  13: 2016,
  14: 2017,
  15: 2019,
  16: 2022,
  17: 2025,
};

/**
 * The server that a version names: `2019`, `16.0`, `2022-enterprise`, `azure`. Without an edition it is taken for one that
 * does nothing online: Standard, Web or Express.
 */
export function serverOf(version: string): Server {
  const isAzure = /azure/i.test(version);
  const [number = ''] = /\d+/.exec(version) ?? [];
  const year = number.length === 4 ? Number(number) : (years[number] ?? 2022);
  return {
    year: isAzure ? Math.max(...Object.values(years)) : year,
    isOnline: isAzure || /enterprise|developer|evaluation/i.test(version),
  };
}
