namespace SchemaSdk.Schemas.Keywords;

/// <summary>The rows of keywords whose rules differ only in the side of a bound or in what they count.</summary>
internal static class CheckedKeywords
{
    /// <summary>The four bounds of numbers.</summary>
    public static IReadOnlyDictionary<Limit, Keyword> Bounds { get; } = KeywordTable.All
        .Where(keyword => keyword.Checks?.Limit is not null)
        .ToDictionary(keyword => keyword.Checks!.Limit!.Value);

    /// <summary>The three ranges of counts: the keyword for the least count, and the one for the greatest.</summary>
    public static IReadOnlyDictionary<Counted, (Keyword Least, Keyword Most)> Ranges { get; } = KeywordTable.All
        .Where(keyword => keyword.Checks?.Counted is not null)
        .GroupBy(keyword => keyword.Checks!.Counted!.Value)
        .ToDictionary(
            range => range.Key,
            range => (
                range.First(keyword => keyword.Checks!.Argument == CheckArgument.Least),
                range.First(keyword => keyword.Checks!.Argument == CheckArgument.Most)));

    /// <summary>The types of values whose parts are counted.</summary>
    /// <param name="counted">The parts.</param>
    public static RuleTypes Types(Counted counted) => Ranges[counted].Least.Checks!.Types;
}
