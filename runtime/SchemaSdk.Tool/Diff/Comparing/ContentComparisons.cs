namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Compares the keywords that say what a string contains. No string is invalid because of them, but a string that was right may be encoded
/// wrongly now.
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
                // A keyword that comes usually describes what was already so.
                var effect = before is null || after is null ? Effect.Meaning : Effect.Unknown;
                pair.Tell(name, effect, SchemaPair.Change(name, before, after));
            }
        }
    }
}
