namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Compares the keywords that say what a string contains, such as Base64. They make no string invalid. After a change, callers may have to
/// encode the string in another way.
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
                // An added or removed keyword usually only describes the same content differently.
                var effect = before is null || after is null ? Effect.Meaning : Effect.Unknown;
                pair.Tell(name, effect, SchemaPair.Change(name, before, after));
            }
        }
    }
}
