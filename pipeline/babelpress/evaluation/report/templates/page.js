"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  document.documentElement.classList.add("js");

  // One metric at a time, in every section.
  const pick = (key) => {
    all("[data-pick]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.pick === key)));
    all("[data-metric]").forEach((block) => { block.hidden = block.dataset.metric !== key; });
  };
  all("[data-pick]").forEach((button) => button.addEventListener("click", () => {
    const before = button.getBoundingClientRect().top;
    pick(button.dataset.pick);
    window.scrollBy(0, button.getBoundingClientRect().top - before);
  }));
  const first = document.querySelector("[data-metric]");
  if (first) pick(first.dataset.metric);

  // Tables: numbers from the highest, names from A.
  all("table.sortable").forEach((table) => {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);
    if (body.rows.length < 2) return;
    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const number = head.classList.contains("num");
        const was = head.getAttribute("aria-sort");
        const down = was ? was === "ascending" : number;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => {
          const cell = row.cells[place];
          if (!number) return cell.textContent;
          return cell.dataset.order === undefined ? null : Number(cell.dataset.order);
        };
        const rows = Array.from(body.rows).sort((a, b) => {
          const [x, y] = [value(a), value(b)];
          if (x === null || y === null) return (x === null) - (y === null);
          const order = number ? x - y : x.localeCompare(y);
          return down ? -order : order;
        });
        body.append(...rows);
      });
    });
  });

  // Segments.
  const form = document.querySelector("form.filter");
  if (!form) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  const cards = all(".card").map((element, place) => ({
    element, place,
    direction: element.parentElement.dataset.direction,
    lists: element.dataset.list.split(" "),
    text: element.textContent.toLocaleLowerCase(),
    rows: all(".made > li", element),
  }));
  const numbers = (rows, name) => rows.filter((row) => name in row.dataset).map((row) => Number(row.dataset[name]));
  const orders = {
    "": (card) => card.place,
    score: (card) => Math.min(Infinity, ...numbers(card.counted, "score")),
    change: (card) => -Math.max(0, ...numbers(card.counted, "change").map(Math.abs)),
    place: (card) => Number(card.element.dataset.place),
  };
  const draw = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = asked.text.toLocaleLowerCase().trim();
    let shown = 0;
    cards.forEach((card) => {
      card.counted = card.rows.filter((row) => !asked.system || row.dataset.system === asked.system);
      const found = card.counted.flatMap((row) => (row.dataset.found || "").split(" ").filter(Boolean));
      const fits = (!asked.direction || card.direction === asked.direction) && card.counted.length > 0
        && (!asked.list || card.lists.includes(asked.list))
        && (!asked.finding || (asked.finding === "*" ? found.length > 0 : found.includes(asked.finding)))
        && (!words || card.text.includes(words));
      card.element.hidden = !fits;
      card.rows.forEach((row) => { row.hidden = !(card.counted.includes(row) || "base" in row.dataset); });
      shown += fits;
    });
    const order = orders[asked.order];
    all(".direction").forEach((section) => {
      const own = cards.filter((card) => card.element.parentElement === section);
      section.hidden = own.every((card) => card.element.hidden);
      const end = section.querySelector(".onpaper");
      own.map((card) => [order(card), card]).sort((a, b) => a[0] - b[0] || a[1].place - b[1].place)
        .forEach(([, card]) => end.before(card.element));
    });
    form.querySelector(".count").textContent = `${shown} of ${cards.length} segments`;
  };
  form.addEventListener("input", draw);
  draw();
})();
