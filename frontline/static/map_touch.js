// What lies under a finger is asked of the graphics card, and the first answer takes long where there is none: so long
// that a tap counts as held down and leads nowhere. So each map is asked at its edge before, six times in three seconds:
// it may still be loading when it appears.
(() => {
  const TIMES = 6;
  const asked = new WeakMap();
  const say = (map, type, x, y) => map.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, bubbles: true }));

  function ask(map) {
    const times = asked.get(map) ?? 0;
    if (times >= TIMES || map.matches(":hover")) return;
    asked.set(map, times + 1);
    const edge = map.getBoundingClientRect();
    say(map, "mousemove", edge.left + 1, edge.top + 1);
    requestAnimationFrame(() => requestAnimationFrame(() => say(map, "mouseleave", edge.left - 1, edge.top - 1)));
  }

  window.frontline.ticks.push(() => document.querySelectorAll(".stMain .deck-events-root").forEach(ask));
})();
