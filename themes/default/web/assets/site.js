// Comforts only; every page is whole without it.
(function () {
  "use strict";
  var page = document.documentElement;

  // How many days are left, beside dates that the page states in full.
  var now = new Date(Date.now() + 8 * 3600000); // the calendar day in China
  var today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  document.querySelectorAll("[data-until]").forEach(function (place) {
    var left = Math.round((Date.parse(place.dataset.until + "T00:00:00Z") - today) / 86400000);
    if (left < 0 || isNaN(left)) return;
    place.append(" " + (left ? place.dataset.left.replace("#", left) : place.dataset.last));
  });

  // Remembers the large type and the colours that were chosen; browsers that know no :has() are told by an attribute.
  function remembered(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch (refused) { return null; } // a page opened from a folder may have no memory
  }
  var larger = document.getElementById("larger");
  if (larger) {
    larger.checked = larger.checked || remembered("larger") === "yes";
    var grow = function () { page.toggleAttribute("data-larger", larger.checked); };
    larger.addEventListener("change", function () { grow(); remembered("larger", larger.checked ? "yes" : "no"); });
    grow();
  }
  document.querySelectorAll(".colours input").forEach(function (choice) {
    if (remembered("colours") === choice.id) choice.checked = true;
    var paint = function () { if (choice.checked) page.dataset.colours = choice.id; };
    choice.addEventListener("change", function () { paint(); remembered("colours", choice.id); });
    paint();
  });

  // Narrows the list of villages to a name.
  var find = document.querySelector(".find");
  if (find && find.querySelectorAll(".township li").length > 12) {
    var label = document.createElement("label"), field = document.createElement("input"), none = document.createElement("p");
    field.type = "search";
    none.setAttribute("role", "status");
    label.append(find.dataset.label, field);
    find.prepend(label, none);
    field.addEventListener("input", function () {
      var wanted = field.value.trim(), any = false;
      find.querySelectorAll(".township").forEach(function (township) {
        var whole = township.querySelector("h3 span").textContent.includes(wanted), shown = false;
        township.querySelectorAll("li").forEach(function (place) {
          place.hidden = !whole && !place.textContent.includes(wanted);
          shown = shown || !place.hidden;
        });
        township.hidden = !shown;
        any = any || shown;
      });
      find.toggleAttribute("data-found", wanted);
      find.querySelectorAll(".ways").forEach(function (ways) { ways.hidden = wanted; });
      none.textContent = any ? "" : find.dataset.none;
    });
  }
})();
