// A wall that walks: when a turn is over the page is asked for the next one.
// Space stops it and lets it go on, the arrows go back and on; a touch or a moving mouse brings keys for a finger.
(() => {
  const { press, isLost } = window.frontline;
  const PATIENCE = 5000, KEYS_STAY = 5000;
  let turn = null, from = 0, pressed = 0, heldFrom = 0, touched = 0;
  const strip = () => document.querySelector(".fl-turn[data-turn]");

  // A turn counts from when it was asked for, not from when it was drawn, so that a slow drawing does not add up.
  function walk() {
    const shown = strip(), now = Date.now();
    keys(shown, now);
    if (!shown || isLost()) return;
    if (shown.dataset.turn !== turn) {
      turn = shown.dataset.turn;
      from = now - pressed < PATIENCE ? pressed : now;
      pressed = 0;
    }
    if (!shown.dataset.held) heldFrom = 0;
    else if (!heldFrom) heldFrom = now;
    if (heldFrom) {
      from = now;
      if (now - heldFrom >= 1000 * Number(shown.dataset.held)) { heldFrom = now; press("wall_hold"); }
      return;
    }
    if (now - from >= 1000 * Number(shown.dataset.seconds) && now - pressed >= PATIENCE) go("wall_next", now);
  }

  function go(key, now = Date.now()) {
    if (key !== "wall_hold") pressed = now;
    press(key);
  }

  function keys(shown, now) {
    // The first touch may come before the page.
    if (!document.body) return;
    let box = document.getElementById("fl-keys");
    const isThere = Boolean(shown) && now - touched < KEYS_STAY;
    document.body.classList.toggle("fl-touched", now - touched < KEYS_STAY);
    if (!box && !isThere) return;
    if (!box) {
      box = document.createElement("div");
      box.id = "fl-keys";
      for (const key of ["wall_back", "wall_hold", "wall_next"]) {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.key = key;
        button.addEventListener("click", () => go(key));
        box.appendChild(button);
      }
      document.body.appendChild(box);
    }
    box.classList.toggle("fl-there", isThere);
    if (!isThere) return;
    const [back, hold, goOn, forward] = shown.dataset.words.split("|");
    const words = [`◂ ${back}`, shown.dataset.held ? `▸ ${goOn}` : `‖ ${hold}`, `${forward} ▸`];
    [...box.children].forEach((button, i) => { if (button.textContent !== words[i]) button.textContent = words[i]; });
  }

  const touch = () => { touched = Date.now(); keys(strip(), touched); };
  for (const event of ["pointermove", "pointerdown"]) addEventListener(event, touch, { passive: true });
  addEventListener("keydown", (event) => {
    const key = { " ": "wall_hold", ArrowRight: "wall_next", ArrowLeft: "wall_back" }[event.key];
    if (!key || !strip() || event.repeat) return;
    event.preventDefault();
    go(key);
  });
  setInterval(walk, 100);
})();
