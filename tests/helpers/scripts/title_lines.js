// Returns the lines of every first heading.
() => [...document.querySelectorAll('h1')].flatMap(h => {
    const lines = [];
    const walk = document.createTreeWalker(h, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        for (let at = 0; at < node.data.length; at++) {
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            const line = lines.find(found => Math.abs(found.y - box.y) < box.height / 2);
            if (line) line.text += node.data[at]; else lines.push({y: box.y, text: node.data[at]});
        }
    return lines.map(line => line.text.trim());
})
