/**
 * What runs in production is compiled; tsx would measure something else, since it wraps every function that it names.
 *
 * @param file below dist/
 */
export async function compiled<Module>(file: string): Promise<Module> {
  return (await import(new URL(`../../dist/${file}`, import.meta.url).href)) as Module;
}
