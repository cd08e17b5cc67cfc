namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Lists findings as Markdown, grouped by severity and model.</summary>
internal static class GroupedFindings
{
    /// <param name="findings">The findings. The groups are in the order of their first findings.</param>
    /// <param name="mark">The Markdown for a heading, such as <c>###</c>.</param>
    /// <param name="end">Returns the Markdown to append to a finding.</param>
    internal static IEnumerable<string> Make(IEnumerable<Finding> findings, string mark, Func<Finding, string> end)
    {
        foreach (var group in findings.GroupBy(HeadingOf, StringComparer.Ordinal))
        {
            yield return "";
            yield return $"{mark} {group.Key}";
            yield return "";
            foreach (var line in group.GroupBy(static finding => finding.Model).SelectMany(model => Lines(model.Key, [.. model], end)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(string? model, IReadOnlyList<Finding> findings, Func<Finding, string> end)
    {
        var texts = findings.Select(finding => HarmlessText.Markdown(finding.Brief ?? finding.Message) + end(finding));
        var name = HarmlessText.Markdown(model ?? "");
        return model is null ? texts.Select(static text => $"- {text}")
            : findings is [var only] ? [only.Message == model ? $"- {name}{end(only)}" : $"- {name}: {texts.First()}"]
            : [$"- {name}", .. texts.Select(static text => $"  - {text}")];
    }

    private static string HeadingOf(Finding finding)
    {
        var word = (string?)finding.Details?["severity"] ?? finding.Level.ToString().ToLowerInvariant();
        return string.Concat(word[..1].ToUpperInvariant(), word[1..]);
    }
}
