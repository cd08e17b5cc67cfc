using System.Text;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Draws the states of a job as an SVG image, with an arrow for each possible change.</summary>
internal static class JobStatesPicture
{
    private const int HalfWidth = 46;
    private const int HalfHeight = 18;

    // The image has a background, because the page around it may be light or dark.
    private const string Start = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 440" width="420" height="440" font-family="sans-serif" font-size="16">
        <style>
        svg { background: #fff; color: #1f2328 }
        @media (prefers-color-scheme: dark) { svg { background: #1b1b1f; color: #e6edf3 } }
        </style>
        <marker id="tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
        <path d="M 0 1 L 10 5 L 0 9 z" fill="currentColor"/>
        </marker>

        """;

    // With the states at these positions, no arrow crosses another.
    private static readonly Dictionary<LedgerState, (int X, int Y)> Places = new()
    {
        [LedgerState.Refused] = (56, 40),
        [LedgerState.Unknown] = (364, 40),
        [LedgerState.Intended] = (210, 95),
        [LedgerState.Sending] = (210, 165),
        [LedgerState.Accepted] = (210, 285),
        [LedgerState.Ended] = (210, 345),
        [LedgerState.Delivered] = (210, 405),
    };

    internal static string Draw(IReadOnlyCollection<(LedgerState From, LedgerState To)> changes)
    {
        var text = new StringBuilder(Start.ReplaceLineEndings("\n"));
        text.Append("<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\">\n");
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            var (x, y) = Places[state];
            text.Append($"<rect x=\"{x - HalfWidth}\" y=\"{y - HalfHeight}\" width=\"{2 * HalfWidth}\" height=\"{2 * HalfHeight}\"/>\n");
        }

        foreach (var (was, next) in changes.Where(change => change.From <= change.To || !changes.Contains((change.To, change.From))))
        {
            var tips = changes.Contains((next, was)) && was != next ? " marker-start=\"url(#tip)\"" : "";
            text.Append($"<path d=\"{WayFrom(Places[was], Places[next])}\" marker-end=\"url(#tip)\"{tips}/>\n");
        }

        text.Append("</g>\n<g fill=\"currentColor\" text-anchor=\"middle\">\n");
        foreach (var (state, (x, y)) in Places)
        {
            text.Append($"<text x=\"{x}\" y=\"{y + 5}\">{state}</text>\n");
        }

        return text.Append("</g>\n</svg>\n").ToString();
    }

    private static string WayFrom((int X, int Y) was, (int X, int Y) next)
    {
        if (was == next)
        {
            return $"M {was.X + HalfWidth} {was.Y - 8} c 44 -14 44 30 0 16";
        }

        var (start, end) = (EdgeOf(was, next), EdgeOf(next, was));
        return $"M {start.X} {start.Y} L {end.X} {end.Y}";
    }

    // Returns the point where the line between the centers of two boxes leaves the first box.
    private static (int X, int Y) EdgeOf((int X, int Y) box, (int X, int Y) other)
    {
        var (right, down) = (other.X - box.X, other.Y - box.Y);
        var share = Math.Min(HalfWidth / Math.Abs((double)right), HalfHeight / Math.Abs((double)down));
        return (box.X + (int)Math.Round(share * right), box.Y + (int)Math.Round(share * down));
    }
}
