using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Release;

/// <summary>Reads the notes of a version from a changelog.</summary>
internal static partial class ReleaseNotes
{
    /// <returns>The version's section or, if it has none, the unreleased section. Omits the comments that schemasdk diff wrote.</returns>
    internal static string Of(string changelog, string version)
    {
        var lines = changelog.ReplaceLineEndings("\n").Split('\n');
        return new[] { version, $"v{version}", "Unreleased", "unreleased" }
            .Select(name => SectionOf(lines, name))
            .FirstOrDefault(static section => section.Length > 0) ?? $"Version {version}.";
    }

    private static string SectionOf(string[] lines, string name)
    {
        var section = lines
            .SkipWhile(line => Heading().Match(line).Groups[1].Value != name)
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => !Mark().IsMatch(line));
        return string.Join('\n', section).Trim();
    }

    [GeneratedRegex(@"^## \[?([^\s\]]+)")]
    private static partial Regex Heading();

    [GeneratedRegex("^<!-- (?:schemas since|end of schemas).*-->$")]
    private static partial Regex Mark();
}
