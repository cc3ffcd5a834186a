// Adds how many days are left to dates that a page states in full; nothing is lost without it.
(function () {
  "use strict";
  var now = new Date(Date.now() + 8 * 3600000); // the calendar day in China
  var today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  document.querySelectorAll("[data-until]").forEach(function (place) {
    var left = Math.round((Date.parse(place.dataset.until + "T00:00:00Z") - today) / 86400000);
    if (left < 0 || isNaN(left)) return;
    place.append(" " + (left ? place.dataset.left.replace("#", left) : place.dataset.last));
  });
})();
