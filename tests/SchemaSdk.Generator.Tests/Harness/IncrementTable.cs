namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>The table in docs/internals/edits.md. For every edit, it shows the generator steps that run.</summary>
/// <remarks>The tests compare the generator with the page. UPDATE_CASES=1 rewrites the page; read the diff before you commit it.</remarks>
internal sealed class IncrementTable
{
    private const string First = "| edit |";

    /// <summary>Separates the names of edits that share a row of the table.</summary>
    private const string Between = "; ";

    private static readonly string Path = System.IO.Path.Combine(SourceTree.Root, "docs", "internals", "edits.md");

    private IncrementTable(IReadOnlyList<string> columns, IReadOnlyList<(string Edits, string Reasons)> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<(string Edits, string Reasons)> Rows { get; }

    public IReadOnlyList<string> Edits => [.. Rows.SelectMany(row => row.Edits.Split(Between))];

    public static IncrementTable Read()
    {
        var lines = File.ReadAllLines(Path)
            .SkipWhile(line => !line.StartsWith(First, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .ToList();
        return new(
            lines[0].Split('|', StringSplitOptions.TrimEntries)[2..^1],
            [.. lines.Skip(2).Select(line => line.Split('|', 3)).Select(cells => (cells[1].Trim(), "|" + cells[2]))]);
    }

    public string Of(string edit) => Rows.Single(row => row.Edits.Split(Between).Contains(edit)).Reasons;

    /// <summary>Rewrites the table on the page if UPDATE_CASES is 1.</summary>
    public static void UpdateIfAsked(IReadOnlyList<string> columns, Func<string, string> reasons)
    {
        if (!SourceTree.IsUpdate)
        {
            return;
        }

        var lines = File.ReadAllLines(Path).ToList();
        var start = lines.FindIndex(line => line.StartsWith(First, StringComparison.Ordinal));
        var rows = Read().Rows.Select(row => $"| {row.Edits} {reasons(row.Edits.Split(Between)[0])}");
        lines.RemoveRange(start, lines.Skip(start).TakeWhile(line => line.StartsWith('|')).Count());
        lines.InsertRange(
            start,
            [$"{First} {string.Join(" | ", columns)} |", "|" + string.Concat(Enumerable.Repeat("---|", columns.Count + 1)), .. rows]);
        File.WriteAllText(Path, string.Concat(lines.Select(line => line + "\n")));
    }
}
