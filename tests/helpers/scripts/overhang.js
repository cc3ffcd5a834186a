// Names what reaches over the sides of the page.
() => {
    const wide = document.documentElement.clientWidth, found = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > wide + 1) found.push('the page is ' + page.scrollWidth + ' px wide');
    const scrolls = e => e && e !== document.body && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const style = getComputedStyle(node.parentElement);
        if (!node.data.trim() || style.visibility === 'hidden' || style.clip !== 'auto' || style.clipPath !== 'none') continue;
        for (const box of range.getClientRects())
            if (box.width > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(node.parentElement)) {
                found.push('"' + node.data.trim().slice(0, 30) + '" reaches from ' + Math.round(box.left) + ' to ' + Math.round(box.right) + ' px');
                break;
            }
    }
    return found;
}
