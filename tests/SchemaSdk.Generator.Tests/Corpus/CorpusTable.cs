using System.Globalization;
using System.Text;

namespace SchemaSdk.Generator.Tests.Corpus;

internal static class CorpusTable
{
    private const int MaxReasons = 10;

    public static string Of(IReadOnlyList<SetFigures> sets)
    {
        var text = new StringBuilder();
        text.Append(FullRun.IsOn ? "Every model of the corpus.\n\n" : "A sample of the corpus; SCHEMASDK_FULL=1 takes everything.\n\n");
        text.Append(
            "| set | models | files | typed fully | with fallbacks | refused | properties | of them JSON | C# per schema byte | median | "
            + "p90 |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var set in sets.Append(SetFigures.Sum(sets)))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {set.Name} | {set.Models} | {set.Files} | {set.TypedFully} ({set.TypedShare:P1}) | {set.WithFallbacks} | "
                + $"{set.Refused.Count} | {set.Properties} | {set.Fallbacks} ({(double)set.Fallbacks / Math.Max(1, set.Properties):P2}) | "
                + $"{set.Ratio:0.00} | {At(set.Ratios, 0.5):0.00} | {At(set.Ratios, 0.9):0.00} |\n");
        }

        foreach (var set in sets.Where(set => set.Reasons.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{set.Name}, the commonest diagnostics:\n");
            foreach (var (reason, count) in set.Reasons.OrderByDescending(reason => reason.Value)
                .ThenBy(reason => reason.Key, StringComparer.Ordinal)
                .Take(MaxReasons))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {count} x {reason}\n");
            }
        }

        foreach (var refused in sets.SelectMany(set => set.Refused))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nrefused: {refused}");
        }

        return text.ToString();
    }

    /// <summary>Returns a quantile of sorted values.</summary>
    public static double At(IReadOnlyList<double> values, double share) =>
        values.Count == 0 ? 0 : values[Math.Min(values.Count - 1, (int)(values.Count * share))];
}
