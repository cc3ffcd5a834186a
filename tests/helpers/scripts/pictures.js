// Tells which pictures did not come, whether any has words (the parts of one line have them once), and whether any is shown.
() => ({
    blank: [...document.images].filter(i => !i.complete || !i.naturalWidth || !i.hasAttribute("alt")).map(i => i.src),
    worded: [...document.images].some(i => i.alt),
    shown: [...document.images].map(i => i.getBoundingClientRect()).some(box => box.width > 0 && box.height > 0),
})
