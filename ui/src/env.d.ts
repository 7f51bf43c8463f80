declare module "virtual:words/en" { const texts: Record<string, string>; export default texts; }
declare module "virtual:words/ru" { const texts: Record<string, string>; export default texts; }
declare module "virtual:words/kk" { const texts: Record<string, string>; export default texts; }
declare module "virtual:words/ja" { const texts: Record<string, string>; export default texts; }
declare module "virtual:basemap" { export const land: string; export const borders: string; export const countries: string; }
