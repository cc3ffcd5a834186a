// Names words of flow charts that meet others, leave their chart or are crossed by an arrow.
() => [...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).flatMap(svg => {
    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]), found = [];
    const view = svg.viewBox.baseVal, meet = (a, b) => a.x < b.x + b.width - 9 && b.x < a.x + a.width - 9 && a.y < b.y + b.height - 40 && b.y < a.y + a.height - 40;
    texts.forEach(([words, box], at) => {
        if (box.x < 0 || box.x + box.width > view.width || box.y < -20 || box.y + box.height > view.height + 20) found.push(words + ' leaves the chart');
        for (const [other, its] of texts.slice(at + 1)) if (meet(box, its)) found.push(words + ' meets ' + other);
    });
    for (const path of svg.querySelector('.r').getAttribute('d').split('M').slice(1)) {
        let [x, y] = path.match(/^\d+ \d+/)[0].split(' ').map(Number);
        for (const [, way, to] of path.matchAll(/([HV])(\d+)/g)) {
            const [nx, ny] = way == 'H' ? [+to, y] : [x, +to];
            const line = {x: Math.min(x, nx), y: Math.min(y, ny), width: Math.abs(nx - x), height: Math.abs(ny - y)};
            for (const [words, box] of texts) {
                const core = {x: box.x + 5, y: box.y + 25, width: box.width - 10, height: box.height - 50};
                if (line.x < core.x + core.width && core.x < line.x + line.width + 1 && line.y < core.y + core.height && core.y < line.y + line.height + 1) found.push('an arrow crosses ' + words);
            }
            [x, y] = [nx, ny];
        }
    }
    return found;
})
