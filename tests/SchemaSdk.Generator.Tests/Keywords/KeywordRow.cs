using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests.Keywords;

/// <summary>A row of the page: keywords of which the keyword table says the same, and the words that it has none for.</summary>
/// <param name="keywords">The keywords; none for a row of references, whose words are all there is.</param>
internal sealed class KeywordRow(params string[] keywords)
{
    /// <summary>The first cell, if it says more than the keywords.</summary>
    public string? Label { get; init; }

    /// <summary>The type, where the table says that there is one.</summary>
    public string? Typed { get; init; }

    /// <summary>The words after the "yes" of a keyword that is checked, after the "no" of one that never is, or in place of both.</summary>
    public string Checked { get; init; } = "";

    /// <summary>The words after the "yes" of a keyword that is told.</summary>
    public string Told { get; init; } = "";

    /// <summary>The keywords.</summary>
    public IReadOnlyList<string> Keywords => keywords;

    /// <summary>Draws the row.</summary>
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
        KeywordTyping.OfIntegers => "`int`, `long`, or `Int128` beyond",
        KeywordTyping.OptionalMembers => "members, as optional ones",
        _ => Typed ?? "yes",
    };

    private static string CheckedCell(Keyword keyword) => keyword.Unchecked != RuleTypes.None ? "no" : Yes(keyword.Checks is not null);

    private static string Yes(bool isSo) => isSo ? "yes" : "";
}
