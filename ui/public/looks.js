// Runs before anything is painted, so that the frame opens in the theme and width that were chosen;
// `src/lib/settings.ts` takes over when the window's script is there.
try {
  const settings = JSON.parse(localStorage.getItem("muster.window") ?? "{}");
  const { dataset } = document.documentElement;
  if (settings.theme === "light" || settings.theme === "dark") dataset.theme = settings.theme;
  if (settings.railCollapsed === true) dataset.rail = "collapsed";
} catch {
  // Nothing was kept, or nothing that can be read: it opens as it does the first time.
}
