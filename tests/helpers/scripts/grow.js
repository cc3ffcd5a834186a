// Doubles the size of all type, as a reader does who sets it so for every element.
() => {
    const sized = [...document.querySelectorAll('body, body *')].map(e => [e, parseFloat(getComputedStyle(e).fontSize)]);
    for (const [element, size] of sized) element.style.setProperty('font-size', 2 * size + 'px', 'important');
}
