namespace SchemaSdk.Schemas.Keywords;

/// <summary>The rows of <see cref="KeywordTable"/> for bounds of numbers and for counts.</summary>
internal static class CheckedKeywords
{
    /// <summary>The keywords for the bounds of numbers, such as <c>minimum</c>, by the kind of bound.</summary>
    public static IReadOnlyDictionary<Limit, Keyword> Bounds { get; } = KeywordTable.All
        .Where(keyword => keyword.Checks?.Limit is not null)
        .ToDictionary(keyword => keyword.Checks!.Limit!.Value);

    /// <summary>
    /// The keywords for the minimum and the maximum count, such as <c>minItems</c> and <c>maxItems</c>, by what is counted.
    /// </summary>
    public static IReadOnlyDictionary<Counted, (Keyword Least, Keyword Most)> Ranges { get; } = KeywordTable.All
        .Where(keyword => keyword.Checks?.Counted is not null)
        .GroupBy(keyword => keyword.Checks!.Counted!.Value)
        .ToDictionary(
            range => range.Key,
            range => (
                range.First(keyword => keyword.Checks!.Argument == CheckArgument.Least),
                range.First(keyword => keyword.Checks!.Argument == CheckArgument.Most)));

    /// <summary>Returns the type whose parts are counted: string for characters, array for items, object for members.</summary>
    public static RuleTypes Types(Counted counted) => Ranges[counted].Least.Checks!.Types;
}
