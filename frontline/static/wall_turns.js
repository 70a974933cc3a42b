// A wall that walks: when a turn is over the page is asked for the next one. Space pauses, the right arrow goes on.
(() => {
  const { ticks, press } = window.frontline;
  let turn = null, turnFrom = 0, paused = false;
  const goOn = () => press("wall_next");
  function walk() {
    const shown = document.querySelector(".fl-turn");
    if (!shown) return;
    if (shown.dataset.turn !== turn) { turn = shown.dataset.turn; turnFrom = Date.now(); }
    if (paused) turnFrom = Date.now();
    shown.classList.toggle("fl-paused", paused);
    if (!paused && Date.now() - turnFrom >= 1000 * Number(shown.dataset.seconds)) { turnFrom = Date.now(); goOn(); }
  }
  addEventListener("keydown", (event) => {
    if (!document.querySelector(".fl-turn")) return;
    if (event.key === " ") { paused = !paused; event.preventDefault(); }
    if (event.key === "ArrowRight") goOn();
  });
  ticks.push(walk);
})();
