using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares what a schema says to people.</summary>
internal static class WordComparisons
{
    /// <summary>The keywords that only inform, and those that nothing is checked by. Their C# types are compared.</summary>
    internal static string[] OfWords { get; } =
    [
        .. KeywordTable.Names(keyword => keyword is { IsNote: true, Name: not (KeywordName.Default or KeywordName.Deprecated) }),
        KeywordName.Format, "contentMediaType", "contentEncoding", "contentSchema", "xml", "x-dictionaryKey", "x-deprecated",
        "x-deprecatedMessage", "x-abstract", "x-enumFlags", "x-enumNames", "x-readOnly", "x-writeOnly",
    ];

    internal static void Words(SchemaPair pair)
    {
        if (OfWords.Where(name => Differ(pair, name)).ToList() is [var first, ..] changed)
        {
            pair.Tell(first, Effect.Words, $"{string.Join(", ", changed)} changed");
        }
    }

    /// <summary>Compares the value of those who give none, and a warning of the compiler.</summary>
    internal static void Meanings(SchemaPair pair)
    {
        foreach (var name in new[] { KeywordName.Default, KeywordName.Deprecated })
        {
            if (Differ(pair, name))
            {
                pair.Tell(name, Effect.Meaning, $"{name} was {SchemaPair.Shown(pair.Old[name])} and is {SchemaPair.Shown(pair.New[name])}");
            }
        }
    }

    internal static void Name(SchemaPair pair)
    {
        if (Differ(pair, OwnKeyword.CSharpName))
        {
            var (before, after) = (SchemaPair.Shown(pair.Old[OwnKeyword.CSharpName]), SchemaPair.Shown(pair.New[OwnKeyword.CSharpName]));
            pair.Tell(OwnKeyword.CSharpName, Effect.Gone, $"the C# name was {before} and is {after}");
        }
    }

    /// <summary>A model that the service no longer has gives a warning first, and later an error, to those who use it.</summary>
    internal static void Retirement(SchemaPair pair)
    {
        if (Differ(pair, OwnKeyword.Retired))
        {
            var isError = (string?)(pair.New[OwnKeyword.Retired] as JsonObject)?["stage"] == "error";
            pair.Tell(
                OwnKeyword.Retired,
                isError ? Effect.Gone : Effect.Meaning,
                $"{OwnKeyword.Retired} was {SchemaPair.Shown(pair.Old[OwnKeyword.Retired])} and is "
                + SchemaPair.Shown(pair.New[OwnKeyword.Retired]));
        }
    }

    /// <summary>Keywords that the core does not know change nothing.</summary>
    internal static void Unlisted(SchemaPair pair, IReadOnlySet<string> known)
    {
        foreach (var name in pair.Old.Keywords.Union(pair.New.Keywords, StringComparer.Ordinal).Where(name => !known.Contains(name)))
        {
            if (Differ(pair, name))
            {
                pair.Tell(name, KeywordTable.Find(name) is null ? Effect.Words : Effect.Unknown, $"{name} changed");
            }
        }
    }

    private static bool Differ(SchemaPair pair, string name) =>
        !pair.Parts.HasNoWords
        && pair.Old[name] is var before && pair.New[name] is var after
            && (before is null ? after is not null : after is null || !JsonEquality.Comparer.Equals(before, after));
}
