namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>The table in docs/internals/edits.md that says, for every edit, the run reasons of all outputs of all steps.</summary>
/// <remarks>
/// The page is what is expected: the tests hold each row against the generator. After a step or a row was added,
/// UPDATE_CASES=1 writes what happened; read the difference before you commit it.
/// </remarks>
internal sealed class IncrementTable
{
    /// <summary>The heading of the first column, by which the table is found.</summary>
    private const string First = "| edit |";

    /// <summary>Edits that cost the same share a row.</summary>
    private const string Between = "; ";

    private static readonly string Path = System.IO.Path.Combine(SourceTree.Root, "docs", "internals", "edits.md");

    private IncrementTable(IReadOnlyList<string> columns, IReadOnlyList<(string Edits, string Reasons)> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The headings after the first.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows: the edits, and the rest of the line.</summary>
    public IReadOnlyList<(string Edits, string Reasons)> Rows { get; }

    /// <summary>All edits, in the order of the table.</summary>
    public IReadOnlyList<string> Edits => [.. Rows.SelectMany(row => row.Edits.Split(Between))];

    /// <summary>Reads it.</summary>
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

    /// <summary>Returns the rest of an edit's row.</summary>
    public string Of(string edit) => Rows.Single(row => row.Edits.Split(Between).Contains(edit)).Reasons;

    /// <summary>Writes other reasons, where UPDATE_CASES is 1.</summary>
    /// <param name="columns">The headings after the first.</param>
    /// <param name="reasons">The rest of the row of an edit.</param>
    public static void UpdateIfAsked(IReadOnlyList<string> columns, Func<string, string> reasons)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") != "1")
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "UPDATE_CASES is for a person, who reads what it wrote.");
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
