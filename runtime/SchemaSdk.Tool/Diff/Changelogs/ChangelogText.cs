using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff.Changelogs;

/// <summary>
/// Adds the entry of a version to a changelog, or replaces the entry of an earlier run. A later run finds the entry by a comment with the
/// last released version, because the number of the next version may change.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="since">The last released version.</param>
/// <param name="next">The next version.</param>
internal sealed partial class ChangelogText(string path, ReleaseVersion since, ReleaseVersion next)
{
    private const string End = "<!-- end of schemas -->";

    private string Begin => $"<!-- schemas since {since} -->";

    /// <param name="text">The text of the changelog; empty for a new one.</param>
    /// <param name="entry">The lines of the entry; empty to remove the entry of an earlier run.</param>
    /// <returns>The new text, with the line endings of the old one.</returns>
    /// <exception cref="ToolException">The entry of an earlier run has no end comment.</exception>
    internal string Put(string text, IReadOnlyList<string> entry)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = (text.Length == 0 ? "# Changelog" : text)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .TrimEnd('\n')
            .Split('\n')
            .ToList();
        var begin = lines.IndexOf(Begin);
        if (begin >= 0)
        {
            Replace(lines, begin, entry);
        }
        else if (entry.Count > 0)
        {
            Add(lines, entry);
        }
        else
        {
            return text;
        }

        return string.Join(newLine, lines) + newLine;
    }

    private void Replace(List<string> lines, int begin, IReadOnlyList<string> entry)
    {
        var end = lines.IndexOf(End, begin);
        if (end < 0)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{path} has '{Begin}' on line {begin + 1}, but no '{End}' after it. Add the line '{End}' after the entry, and run the "
                + "command again.");
        }

        lines.RemoveRange(begin, end - begin + 1);
        var heading = begin == 0 ? -1 : lines.FindLastIndex(begin - 1, IsHeading);
        if (entry.Count > 0)
        {
            lines.InsertRange(begin, Marked(entry));

            // A heading with a release date belongs to a section that a person has finished.
            if (heading >= 0 && PlainHeading().IsMatch(lines[heading]))
            {
                lines[heading] = Heading;
                TakeUnreleased(lines, heading);
            }
        }
        else
        {
            Close(lines, begin);
            if (heading >= 0 && PlainHeading().IsMatch(lines[heading]))
            {
                Withdraw(lines, heading);
            }
        }
    }

    /// <summary>Removes the heading of a version without schema changes. Text below the heading becomes unreleased again.</summary>
    private static void Withdraw(List<string> lines, int heading)
    {
        var unreleased = UnreleasedIn(lines);
        if (IsEmpty(lines, heading) || (unreleased >= 0 && EndOf(lines, unreleased) == heading))
        {
            lines.RemoveAt(heading);
            Close(lines, heading);
        }
        else if (unreleased < 0)
        {
            lines[heading] = "## [Unreleased]";
        }
    }

    private void Add(List<string> lines, IReadOnlyList<string> entry)
    {
        var heading = lines.FindIndex(line => VersionOf(line) == next.ToString());
        if (heading < 0)
        {
            heading = AddHeading(lines);
        }

        var end = EndOf(lines, heading);
        while (lines[end - 1].Length == 0)
        {
            end--;
        }

        lines.InsertRange(end, ["", .. Marked(entry)]);
    }

    /// <summary>Adds the heading of the next version above all unreleased changes, because the changes belong to that version.</summary>
    private int AddHeading(List<string> lines)
    {
        var unreleased = UnreleasedIn(lines);
        if (unreleased >= 0)
        {
            lines.InsertRange(unreleased + 1, ["", Heading]);
            return unreleased + 2;
        }

        var first = lines.FindIndex(IsHeading);
        if (first < 0)
        {
            lines.AddRange(["", Heading]);
            return lines.Count - 1;
        }

        lines.InsertRange(first, [Heading, ""]);
        return first;
    }

    /// <summary>Moves the text that was added under "Unreleased" since the last run into the section of the next version.</summary>
    private void TakeUnreleased(List<string> lines, int heading)
    {
        var unreleased = UnreleasedIn(lines);
        if (unreleased >= 0 && EndOf(lines, unreleased) == heading && !IsEmpty(lines, unreleased))
        {
            lines.RemoveAt(heading);
            Close(lines, heading);
            AddHeading(lines);
        }
    }

    private string Heading => $"## [{next}]";

    private IEnumerable<string> Marked(IReadOnlyList<string> entry) => [Begin, .. entry, End];

    // Removes one of two empty lines that have become adjacent, or an empty line that has become the last line.
    private static void Close(List<string> lines, int at)
    {
        if (at > 0 && lines[at - 1].Length == 0 && (at == lines.Count || lines[at].Length == 0))
        {
            lines.RemoveAt(at - 1);
        }
    }

    private static int UnreleasedIn(List<string> lines) =>
        lines.FindIndex(static line => string.Equals(VersionOf(line), "unreleased", StringComparison.OrdinalIgnoreCase));

    private static bool IsEmpty(List<string> lines, int heading) =>
        lines[(heading + 1)..EndOf(lines, heading)].TrueForAll(static line => line.Length == 0);

    /// <summary>Returns the index of the line where a section ends: the next heading, the first link target, or the file's end.</summary>
    private static int EndOf(List<string> lines, int heading) =>
        lines.FindIndex(heading + 1, static line => IsHeading(line) || LinkTarget().IsMatch(line)) is var end and >= 0 ? end : lines.Count;

    private static bool IsHeading(string line) => line.StartsWith("## ", StringComparison.Ordinal);

    private static string? VersionOf(string line) => HeadingForm().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^## \[?v?([^\s\]]+)")]
    private static partial Regex HeadingForm();

    [GeneratedRegex(@"^## \[\d+\.\d+\.\d+\]$")]
    private static partial Regex PlainHeading();

    [GeneratedRegex(@"^\[[^\]]+\]: ")]
    private static partial Regex LinkTarget();
}
