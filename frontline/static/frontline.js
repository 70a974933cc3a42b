// Asks every few seconds whether the server is there and whether there is newer data.
// Newer data or another theme: presses the page's hidden refresh button, so nothing is sent while nothing changes.
// No server: draws a red frame with words, without the server; reloads the same address when it is back.
// window.frontline is where the other scripts hang themselves in:
//   about     functions that return what a question after news should also say, as {name: value}
//   heard     functions that get every good reply
//   ticks     functions run twice a second
//   troubles  functions that return words for the red frame while something else is wrong, or nothing
//   marker, isBusy, isLost, press, reload
//             the page's mark, whether its script is running, whether the server is lost, pressing a hidden
//             button by its key, loading the same address anew once the server can give it
(() => {
  // The map is fitted on the server, which must know how large this screen is.
  document.cookie = `fl_screen=${innerWidth}x${innerHeight}; path=/; SameSite=Strict`;
  const EVERY = 2000, PATIENCE = 7000, ANSWER = 3000, LONGEST_RUN = 20000;
  let lastGood = Date.now(), lastGoodWords = "", wasLost = false, pressedAt = 0, failures = 0, isReloading = false;
  const english = document.documentElement.lang === "en";

  const marker = () => document.querySelector(".fl-theme");
  const isBusy = () => document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";
  function press(key) {
    const button = document.querySelector(`.st-key-${key} button`);
    if (button && !wasLost) button.click();
  }
  async function reload() {
    // A browser that is sent to a server which cannot answer shows its own error page, and stays there.
    if (isReloading) return;
    isReloading = true;
    try {
      const page = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(ANSWER) });
      if (page.ok) { location.reload(); return; }
    } catch { /* asked again later */ }
    isReloading = false;
  }
  const hooks = { about: [], heard: [], ticks: [], troubles: [], marker, isBusy, press, reload, isLost: () => wasLost };
  window.frontline = hooks;
  const clockWords = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: marker()?.dataset.zone });

  const lostWords = () => english
    ? `■ Connection lost. What you see is from ${lastGoodWords}; it will come back by itself.`
    : `■ 与服务器失去联系。画面停在 ${lastGoodWords}，恢复后自动更新。`;
  function frame(words) {
    let box = document.getElementById("fl-lost");
    if (!words) { if (box) box.remove(); return; }
    if (!box) {
      box = document.createElement("div");
      box.id = "fl-lost";
      box.setAttribute("role", "alert");
      document.body.appendChild(box);
    }
    if (box.textContent !== words) { box.textContent = ""; const p = document.createElement("p"); p.textContent = words; box.appendChild(p); }
  }

  async function ask() {
    try {
      const page = marker();
      const about = page?.dataset.deployment ?? "";
      const said = new URLSearchParams({ dep: about });
      for (const more of hooks.about) for (const [name, value] of Object.entries(more())) said.set(name, value);
      const reply = await fetch(`/frontline/health?${said}`, { cache: "no-store", signal: AbortSignal.timeout(ANSWER) });
      if (!reply.ok) throw new Error(reply.status);
      const board = await reply.json();
      if (wasLost) { reload(); return; }
      failures = 0; lastGood = Date.now(); lastGoodWords = clockWords();
      // Another number is news, a lower one too: a board that was restored from a backup begins to count anew.
      // A run that is under way is left to end: pressing again would begin it anew, on a busy server for ever.
      if (page && board.deployment === about && board.generation !== Number(page.dataset.generation)
        && (!isBusy() || Date.now() - pressedAt > LONGEST_RUN)) {
        pressedAt = Date.now();
        press("refresh");
      }
      for (const listen of hooks.heard) listen(board);
    } catch {
      failures += 1;
    }
  }

  // Streamlit follows the reader's system into the dark by itself; what the server draws must be asked for, once.
  let followed = null;
  function follow() {
    const page = marker(), app = document.querySelector(".stApp");
    if (!page || !app || page.dataset.page === "wall") return;
    const dark = Number(getComputedStyle(app).backgroundColor.match(/\d+/)[0]) < 128;
    if (dark === page.classList.contains("fl-night")) followed = null;
    else if (followed !== dark && !isBusy()) { followed = dark; press("refresh"); }
  }

  function showClock() {
    const words = clockWords();
    for (const place of document.querySelectorAll(".fl-clock")) if (place.textContent !== words) place.textContent = words;
  }
  // What is drawn anew comes without its time; it is filled in before it is painted.
  new MutationObserver(showClock).observe(document, { childList: true, subtree: true });

  function tick() {
    // A browser that was busy for long has one question in the air, and that one may be answered well.
    if (failures > 1 && Date.now() - lastGood > PATIENCE) wasLost = true;
    follow();
    for (const run of hooks.ticks) run();
    frame(wasLost ? lostWords() : hooks.troubles.map((look) => look()).find(Boolean));
    showClock();
    const page = marker();
    if (page && document.body.dataset.page !== page.dataset.page) document.body.dataset.page = page.dataset.page;
  }

  lastGoodWords = clockWords();
  setInterval(ask, EVERY);
  setInterval(tick, 500);
})();
