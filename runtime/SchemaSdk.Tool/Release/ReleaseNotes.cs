using System.Text.RegularExpressions;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Release;

/// <summary>Reads the notes of a version from a changelog.</summary>
internal static partial class ReleaseNotes
{
    /// <param name="changelog">The text of the changelog.</param>
    /// <param name="version">The version.</param>
    /// <param name="last">The version that was released before; null if none was.</param>
    /// <returns>
    /// The section of the version. If it is missing or empty, or contains the schema changes since <paramref name="last"/> and has no date,
    /// returns the section with those changes, followed by the unreleased section; if both are empty, a sentence with the version.
    /// Comments that schemasdk diff wrote are omitted.
    /// </returns>
    internal static string Of(string changelog, string version, ReleaseVersion? last)
    {
        var lines = changelog.ReplaceLineEndings("\n").Split('\n');
        var proposed = HeadingOver(lines, $"<!-- schemas since {last} -->");
        var others = new[] { proposed, "Unreleased", "unreleased" }
            .OfType<string>()
            .Distinct()
            .Select(name => SectionOf(lines, name))
            .Where(static section => section.Length > 0);

        // If the schema changes are listed under this version, add the unreleased text to them, as the next nightly run would have done.
        string[] own = proposed == version && lines.Contains($"## [{version}]") ? [] : [version, $"v{version}"];
        return own
            .Select(name => SectionOf(lines, name))
            .Append(string.Join("\n\n", others))
            .FirstOrDefault(static section => section.Length > 0) ?? $"Version {version}.";
    }

    private static string? HeadingOver(string[] lines, string mark) => lines
        .Take(Array.IndexOf(lines, mark))
        .Select(static line => Heading().Match(line))
        .LastOrDefault(static match => match.Success)?
        .Groups[1].Value;

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
