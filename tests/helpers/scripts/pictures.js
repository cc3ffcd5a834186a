// Tells which pictures did not come or have no words, and whether any is shown.
() => ({
    blank: [...document.images].filter(i => !i.complete || !i.naturalWidth || !i.alt).map(i => i.src),
    shown: [...document.images].map(i => i.getBoundingClientRect()).some(box => box.width > 0 && box.height > 0),
})
