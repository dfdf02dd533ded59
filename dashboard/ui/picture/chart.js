// A chart as it is seen: the layers that Plotly drew, put into one SVG.

/** The drawing of the chart in an element of the page: its nodes, width and height. */
export function chartOf(key) {
  const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
  const layers = plot ? [...plot.querySelectorAll("svg.main-svg")] : [];
  if (!layers.length) throw new Error("no chart");
  const { width, height } = layers[0].getBoundingClientRect();
  const nodes = layers.map((layer) => {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(".hoverlayer, .zoomlayer, .cursor-pointer").forEach((part) => part.replaceChildren());
    copy.removeAttribute("style");
    Object.entries({ x: 0, y: 0, width, height }).forEach(([name, value]) => copy.setAttribute(name, value));
    return copy;
  });
  return { nodes, width, height, legend: [] };
}
