namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Compares the keywords that say what a string contains. They make no string invalid, but a string that was encoded correctly before may
/// be encoded wrongly now.
/// </summary>
internal static class ContentComparisons
{
    internal static string[] Keywords { get; } = ["contentMediaType", "contentEncoding", "contentSchema"];

    internal static void Compare(SchemaPair pair)
    {
        foreach (var name in Keywords)
        {
            var (before, after) = (pair.Old[name], pair.New[name]);
            if (!pair.HaveSameMeaning(name, before, after))
            {
                // A keyword that is new or removed usually describes what was already true.
                var effect = before is null || after is null ? Effect.Meaning : Effect.Unknown;
                pair.Tell(name, effect, SchemaPair.Change(name, before, after));
            }
        }
    }
}
