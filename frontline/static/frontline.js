// Asks every few seconds whether the server is there and whether there is newer data.
// Newer data or another theme: presses the page's hidden refresh button, so nothing is sent while nothing changes.
// No server: draws a red frame with words, without the server; reloads the same address when it is back.
// window.frontline is where the other scripts hang themselves in:
//   about   functions that return what a question after news should also say, as {name: value}
//   heard   functions that get every good reply
//   ticks   functions run twice a second
//   marker, isLost, press   the page's mark, whether the server is lost, pressing a hidden button by its key
(() => {
  // The map is fitted on the server, which must know how large this screen is.
  document.cookie = `fl_screen=${innerWidth}x${innerHeight}; path=/; SameSite=Strict`;
  const EVERY = 2000, PATIENCE = 6000;
  let lastGood = Date.now(), lastGoodWords = "", wasLost = false;
  const english = document.documentElement.lang === "en";

  const marker = () => document.querySelector(".fl-theme");
  function press(key) {
    const button = document.querySelector(`.st-key-${key} button`);
    if (button && !wasLost) button.click();
  }
  const hooks = { about: [], heard: [], ticks: [], marker, press, isLost: () => wasLost };
  window.frontline = hooks;
  const clockWords = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: marker()?.dataset.zone });

  function frame(lost) {
    let box = document.getElementById("fl-lost");
    if (!lost) { if (box) box.remove(); return; }
    if (!box) {
      box = document.createElement("div");
      box.id = "fl-lost";
      box.setAttribute("role", "alert");
      document.body.appendChild(box);
    }
    const words = english
      ? `■ Connection lost. What you see is from ${lastGoodWords}; it will come back by itself.`
      : `■ 与服务器失去联系。画面停在 ${lastGoodWords}，恢复后自动更新。`;
    if (box.textContent !== words) { box.textContent = ""; const p = document.createElement("p"); p.textContent = words; box.appendChild(p); }
  }

  async function ask() {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 3000);
    try {
      const page = marker();
      const about = page?.dataset.deployment ?? "";
      const said = new URLSearchParams({ dep: about });
      for (const more of hooks.about) for (const [name, value] of Object.entries(more())) said.set(name, value);
      const reply = await fetch(`/frontline/health?${said}`, { cache: "no-store", signal: stop.signal });
      const board = await reply.json();
      lastGood = Date.now(); lastGoodWords = clockWords();
      if (wasLost) { location.reload(); return; }
      frame(false);
      if (page && board.deployment === about && board.generation > Number(page.dataset.generation)) press("refresh");
      for (const listen of hooks.heard) listen(board);
    } catch {
      if (Date.now() - lastGood > PATIENCE) { wasLost = true; frame(true); }
    } finally {
      clearTimeout(timer);
    }
  }

  // Streamlit follows the reader's system into the dark by itself; what the server draws must be asked for, once.
  let followed = null;
  function follow() {
    const page = marker(), app = document.querySelector(".stApp");
    if (!page || !app || page.dataset.page === "wall") return;
    const dark = Number(getComputedStyle(app).backgroundColor.match(/\d+/)[0]) < 128;
    if (dark === page.classList.contains("fl-night")) followed = null;
    else if (followed !== dark) { followed = dark; press("refresh"); }
  }

  function tick() {
    follow();
    for (const run of hooks.ticks) run();
    for (const place of document.querySelectorAll(".fl-clock")) place.textContent = clockWords();
    const page = marker();
    if (page && document.body.dataset.page !== page.dataset.page) document.body.dataset.page = page.dataset.page;
  }

  lastGoodWords = clockWords();
  setInterval(ask, EVERY);
  setInterval(tick, 500);
})();
