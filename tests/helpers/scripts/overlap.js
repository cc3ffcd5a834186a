// Names texts of one row that stand on one another.
() => {
    const found = [];
    const boxes = row => {
        const all = [];
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.data.trim();
            if (!text || node.parentElement.closest('svg')) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) all.push([text, box]);
        }
        return all;
    };
    for (const row of document.querySelectorAll('tr')) {
        const all = boxes(row);
        const clash = ([text, a], [other, b]) => text !== other
            && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height / 2;
        for (const one of all) {
            const other = all.find(other => clash(one, other));
            if (other) { found.push('"' + one[0].slice(0, 30) + '" stands on "' + other[0].slice(0, 30) + '"'); break; }
        }
    }
    return found;
}
