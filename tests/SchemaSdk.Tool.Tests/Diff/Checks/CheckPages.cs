using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>The pages that compare the checks of other tools with the rules of <c>diff</c>.</summary>
internal static partial class CheckPages
{
    public const string Requests = "docs/reference/diff-and-oasdiff.md";
    public const string Responses = "docs/reference/diff-and-oasdiff-responses.md";
    public const string Buf = "docs/reference/diff-and-buf.md";

    public static IReadOnlyList<string> All { get; } = [Requests, Responses, Buf];

    /// <summary>Returns the rows of all tables of a page.</summary>
    public static IReadOnlyList<CheckRow> Rows(string page) =>
    [
        .. Page.Read(page).Text.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(Row),
    ];

    private static CheckRow Row(string[] cells) => cells switch
    {
        [var checks, var rules, var severity, var note] => new(
            Names(checks), Names(rules), severity, [.. Names(note).Where(static name => Rule().IsMatch(name))]),
        [var rules, var severity, _] => new([], Names(rules), severity, []),
        [var checks, _] => new(Names(checks), [], "-", []),
        _ => throw new InvalidOperationException($"A row has {cells.Length} cells."),
    };

    private static IReadOnlyList<string> Names(string cell) => [.. Code().Matches(cell).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^(input|output|model)-")]
    private static partial Regex Rule();
}

/// <summary>A row of a table that compares another tool's checks with the rules of <c>diff</c>.</summary>
/// <param name="Checks">The checks of the other tool; empty in a table of rules that match no check.</param>
/// <param name="Rules">The rules that correspond to the checks; empty if the checked change cannot occur.</param>
/// <param name="Severity">The severity of the rules, as the page names it.</param>
/// <param name="Mentioned">The rules that a note mentions.</param>
internal sealed record CheckRow(
    IReadOnlyList<string> Checks, IReadOnlyList<string> Rules, string Severity, IReadOnlyList<string> Mentioned);
