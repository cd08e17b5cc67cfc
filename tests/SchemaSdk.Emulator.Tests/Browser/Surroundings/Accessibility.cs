using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>Finds parts of a page that people with poor eyesight or without a mouse cannot use.</summary>
internal static class Accessibility
{
    // Finds text with too little contrast. WCAG 2.2, 1.4.3, requires 4.5 to 1 between text and background, and 3 to 1 for large text.
    private const string Faint = """
        () => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = rgba(getComputedStyle(at).backgroundColor);
              if (color[3] === 255) return color;
            }
            return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "#121212" : "#fff");
          };
          const faint = [];
          for (const element of document.body.querySelectorAll("*")) {
            const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== "");
            if (!hasText || !element.checkVisibility() || element.closest(":disabled, .hidden")) continue;
            const style = getComputedStyle(element);
            const [front, back] = [light(rgba(style.color)), light(behind(element))];
            const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
            const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
            if (contrast < (isLarge ? 3 : 4.5)) {
              faint.push(`${element.tagName} "${element.textContent.trim().slice(0, 40)}" ${contrast.toFixed(2)}`);
            }
          }
          return faint;
        }
        """;

    private const string Nameless = """
        () => {
          const named = element => element.labels?.length > 0 || element.hasAttribute("aria-label")
            || element.hasAttribute("aria-labelledby") || element.textContent.trim() !== "" || element.getAttribute("alt");
          const faults = [...document.querySelectorAll("input, select, textarea, button, a[href], video, audio, progress, [tabindex='0']")]
            .filter(element => element.checkVisibility() && !named(element)).map(element => `no name: ${element.outerHTML.slice(0, 120)}`);
          faults.push(...[...document.querySelectorAll("img:not([alt])")].map(image => `no alt: ${image.outerHTML.slice(0, 120)}`));
          const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
          faults.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `the id ${id} twice`));
          for (const name of ["aria-describedby", "aria-labelledby", "for"]) {
            for (const element of document.querySelectorAll(`[${name}]`)) {
              const missing = element.getAttribute(name).split(" ").filter(id => !document.getElementById(id));
              faults.push(...missing.map(id => `${name} of nothing: ${id}`));
            }
          }
          if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
          if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
          if (!document.documentElement.lang) faults.push("no language");
          return faults;
        }
        """;

    internal static Task<string[]> FaintTextsAsync(this IPage page) => page.EvaluateAsync<string[]>(Faint);

    internal static Task<string[]> NamelessPartsAsync(this IPage page) => page.EvaluateAsync<string[]>(Nameless);

    /// <summary>Returns the number of pixels by which the page is wider than its window.</summary>
    internal static Task<int> OverflowAsync(this IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    internal static Task<bool> ShowsFocusAsync(this IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const style = getComputedStyle(document.activeElement);
          return document.activeElement !== document.body && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }
        """);
}
