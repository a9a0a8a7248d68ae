// The theme is set before the first paint: the choice made in this browser, else the system's.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("ionflux.theme");
  } catch {
    // A browser that keeps nothing follows the system.
  }
  var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen === "dark" || chosen === "light" ? chosen : system;
})();
