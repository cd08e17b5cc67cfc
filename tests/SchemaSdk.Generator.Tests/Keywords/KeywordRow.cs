using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests.Keywords;

/// <summary>
/// A row of the table in docs/reference/keywords.md: the keywords that share the row, and its words that cannot be derived from the code.
/// </summary>
internal sealed class KeywordRow(params string[] keywords)
{
    /// <summary>The text of the first cell; null if the cell lists the keywords.</summary>
    public string? Label { get; init; }

    public string? Typed { get; init; }

    /// <summary>The words that follow or replace "yes" or "no" in the column on checks.</summary>
    public string Checked { get; init; } = "";

    /// <summary>The words that follow "yes" in the column on documentation comments.</summary>
    public string Told { get; init; } = "";

    public IReadOnlyList<string> Keywords => keywords;

    public string Draw()
    {
        var rows = keywords.Select(name => KeywordTable.Find(name)!).ToList();
        var cells = rows.Count == 0
            ? (Typed ?? "", Checked, Told)
            : rows.Select(keyword => (TypedCell(keyword), CheckedCell(keyword) + Checked, Yes(keyword.IsTold) + Told))
                .Distinct()
                .Single();
        var label = Label ?? string.Join(", ", keywords.Select(name => $"`{name}`"));
        return string.Concat(new[] { label, cells.Item1, cells.Item2, cells.Item3 }.Select(cell => $"| {cell} ").Append("|\n"))
            .Replace("|  |", "| |", StringComparison.Ordinal)
            .Replace("|  |", "| |", StringComparison.Ordinal);
    }

    private string TypedCell(Keyword keyword) => keyword.Types switch
    {
        KeywordTyping.None => "",
        KeywordTyping.OfIntegers => "`int` if both bounds fit, else `long`; `Int128` beyond",
        KeywordTyping.OptionalMembers => "members, as optional ones",
        _ => Typed ?? "yes",
    };

    private static string CheckedCell(Keyword keyword) => keyword.Unchecked != RuleTypes.None ? "no" : Yes(keyword.Checks is not null);

    private static string Yes(bool isSo) => isSo ? "yes" : "";
}
