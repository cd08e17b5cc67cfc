namespace SchemaSdk.Schemas.Keywords;

/// <summary>The rows of the keywords whose checks differ only in a side or in what they count.</summary>
internal static class CheckedKeywords
{
    /// <summary>The four bounds of numbers.</summary>
    public static IReadOnlyDictionary<Limit, Keyword> Bounds { get; } = KeywordTable.All
        .Where(keyword => keyword.Checks?.Limit is not null)
        .ToDictionary(keyword => keyword.Checks!.Limit!.Value);

    /// <summary>The three ranges of counts: the keyword of the least, and that of the greatest.</summary>
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
