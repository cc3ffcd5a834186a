// Names figures that stand on two lines, and flow charts of which neither picture nor steps are seen.
() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const figure of node.data.matchAll(/-?\d[\d,]*\.\d\d|\d{4}-\d{7}/g)) {
            const range = document.createRange();
            range.setStart(node, figure.index);
            range.setEnd(node, figure.index + figure[0].length);
            if (new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top))).size > 1) found.push(figure[0]);
        }
    for (const chart of document.querySelectorAll('.flow-chart')) {
        const shown = e => e.checkVisibility({contentVisibilityAuto: true});
        const steps = chart.parentElement.querySelector('.steps');
        if (![...chart.querySelectorAll('svg'), steps].some(shown)) found.push('a flow without its steps');
    }
    return found;
}
