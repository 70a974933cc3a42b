// What keeps a wall honest and well for weeks: says when the picture or the data stand still, changes its theme by the
// hour, sounds when a grave alarm comes or returns, and loads itself anew at a quiet moment.
(() => {
  if (!location.pathname.endsWith("/wall")) return;
  const { heard, ticks, troubles, marker, isBusy, isLost, press, reload } = window.frontline;
  const asked = new URLSearchParams(location.search), born = Date.now(), root = document.documentElement;
  const MINUTE = 60000, FIRST = 90000, LINE = 6000, BEHIND = 30000, AGAIN = 60000;
  const english = root.lang === "en";
  const foot = () => document.querySelector(".fl-wallnote");
  let news = null, newsAt = 0;
  heard.push((board) => { news = board; newsAt = Date.now(); });

  // The picture. Its own line to the server can break, and its script can hang, while the server answers.
  // These words stand here because the page that would bring them may never come. Streamlit joins again by itself
  // where it can; a page loaded anew meanwhile says from the first what it stands for.
  const STANDING = "fl_standing";
  let lineAt = born + FIRST, currentAt = born + FIRST, triedAnewAt = born, since = sessionStorage.getItem(STANDING);
  const time = () => document.querySelector(".fl-clock")?.textContent.trim() || "";
  let wholeAt = "";
  function picture() {
    const now = Date.now(), shown = (foot() ?? marker())?.dataset.generation;
    const isJoined = document.querySelector(".stApp")?.dataset.testConnectionState === "CONNECTED";
    const isCurrent = shown !== undefined && (!news || news.generation === Number(shown));
    if (isJoined) lineAt = now;
    if (isCurrent) currentAt = now;
    if (isJoined && isCurrent) {
      wholeAt = time();
      if (since !== null) { since = null; sessionStorage.removeItem(STANDING); }
      return "";
    }
    const standsFor = Math.max(now - lineAt - LINE, now - currentAt - BEHIND);
    if (standsFor <= 0 && since === null) return "";
    if (since === null) { since = wholeAt; sessionStorage.setItem(STANDING, since); triedAnewAt = now; }
    if (!isLost() && now - triedAnewAt > AGAIN) { triedAnewAt = now; reload(); }
    return english
      ? `■ The picture stands still since ${since || "–"} while the server answers; it is being fetched again.`
      : `■ 画面自 ${since || "–"} 起没有更新（服务器有应答），正在重新连接。`;
  }
  troubles.push(picture);

  // The data. A live deployment publishes every minute; the server says how old its last publication is.
  function data() {
    const rules = foot()?.dataset;
    if (!rules?.stopped || news?.age === undefined) return "";
    const minutes = Math.floor((news.age * 1000 + Date.now() - newsAt) / MINUTE);
    if (minutes < Number(rules.stopMinutes)) return "";
    return rules.stopped.replace("{at}", news.published_at.slice(11, 16)).replace("{n}", minutes);
  }
  troubles.push(data);

  // The theme. What Streamlit paints before the page is there must have the colour of the page before it.
  let turnedAt = 0;
  const dress = (name) => { if (root.dataset.wall !== name) { root.dataset.wall = name; sessionStorage.setItem("fl_wall", name); } };
  dress(sessionStorage.getItem("fl_wall") ?? "night");
  function theme() {
    const now = Date.now(), turns = Number(foot()?.dataset.turnsAt ?? 0) * 1000;
    if (marker()) dress(marker().classList.contains("fl-night") ? "night" : "paper");
    if (turns && now > turns && now - turnedAt > MINUTE && !isBusy()) { turnedAt = now; press("refresh"); }
  }
  ticks.push(theme);

  // The chime. A browser lets no page sound before somebody has touched it once, unless the kiosk was started so.
  const NOTES = [[880, 0], [659, 0.22], [880, 0.44]], LENGTH = 0.5;
  let sound = null, heardText = null, alarmAt = 0;
  let isWanted = asked.get("chime") === "1" || localStorage.getItem("fl_chime") === "on";
  function open() { sound ??= new AudioContext(); if (sound.state === "suspended") sound.resume(); }
  function chime() {
    for (const [pitch, after] of NOTES) {
      const tone = sound.createOscillator(), loud = sound.createGain(), from = sound.currentTime + after;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, from);
      loud.gain.exponentialRampToValueAtTime(0.4, from + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH);
      tone.connect(loud).connect(sound.destination);
      tone.start(from); tone.stop(from + LENGTH);
    }
  }
  // Each grave alarm has a mark: open, back and since when, noted, or hush in its muted hours. It sounds when it is first
  // seen open and each time it is newly back; what came in muted hours sounds after them.
  function isNews(alarms) {
    const key = `fl_alarms ${marker()?.dataset.deployment}`;
    const before = JSON.parse(sessionStorage.getItem(key)), known = {};
    let rings = false;
    for (const [id, mark] of Object.entries(alarms)) {
      const had = before?.[id];
      if (mark === "hush") { if (had !== undefined) known[id] = had; continue; }
      if (before && mark !== "noted" && (had === undefined || (mark.startsWith("back") && mark !== had))) rings = true;
      known[id] = mark.startsWith("back") ? mark : had ?? mark;
    }
    sessionStorage.setItem(key, JSON.stringify(known));
    return rings;
  }
  function listen() {
    if (isWanted && !sound) open();
    const place = document.querySelector(".fl-sound");
    const state = !isWanted ? "off" : sound?.state !== "running" ? "wait" : place?.dataset.muted ? "muted" : "on";
    if (root.dataset.chime !== state) root.dataset.chime = state;
    if (!place || place.dataset.alarms === heardText) return;
    heardText = place.dataset.alarms;
    if (!isNews(JSON.parse(heardText))) return;
    alarmAt = Date.now();
    if (isWanted && sound.state === "running") chime();
  }
  ticks.push(listen);
  addEventListener("click", (event) => {
    if (!event.target.closest?.(".fl-sound")) return;
    isWanted = !isWanted || root.dataset.chime === "wait";
    localStorage.setItem("fl_chime", isWanted ? "on" : "off");
    if (isWanted) { open(); chime(); }
  });

  // Loading anew, so that no browser runs for weeks. Walls that were switched on together do not all come at once.
  let touchedAt = 0, triedAt = 0;
  const spread = 1 + Math.random() / 20;
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, () => { touchedAt = Date.now(); });
  function renew() {
    const rules = foot()?.dataset, now = Date.now();
    const hours = Number(asked.get("reload") ?? rules?.reloadHours ?? 0), quiet = Number(rules?.quietMinutes ?? 0) * MINUTE;
    const isDue = hours > 0 && now - born > hours * 60 * MINUTE * spread && now - triedAt > MINUTE;
    const isQuiet = !isBusy() && !document.getElementById("fl-lost") && now - Math.max(touchedAt, alarmAt) > quiet;
    if (isDue && isQuiet) { triedAt = now; reload(); }
  }
  ticks.push(renew);
})();
