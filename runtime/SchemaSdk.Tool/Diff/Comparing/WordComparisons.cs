using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares keywords that restrict no value, such as titles, defaults and retirements.</summary>
internal static class WordComparisons
{
    /// <summary>The keyword that lists the values that a service currently accepts. More values may be added later.</summary>
    internal const string ExtensibleEnum = "x-extensible-enum";

    /// <summary>
    /// The keywords that only inform people, and other keywords that restrict no value. Their effect on C# types is compared elsewhere.
    /// </summary>
    internal static string[] OfWords { get; } =
    [
        .. KeywordTable.Names(keyword => keyword is { IsNote: true, Name: not (KeywordName.Default or KeywordName.Deprecated) }),
        KeywordName.Format, "xml", "x-dictionaryKey", "x-deprecated", "x-deprecatedMessage", "x-abstract", "x-enumFlags", "x-enumNames",
        "x-readOnly", "x-writeOnly",
    ];

    internal static void Words(SchemaPair pair)
    {
        if (OfWords.Where(name => Differ(pair, name)).ToList() is [var first, ..] changed)
        {
            pair.Tell(first, Effect.Words, $"{string.Join(", ", changed)} changed");
        }
    }

    /// <summary>Compares defaults, which change what a call means, and deprecations, which cause a compiler warning.</summary>
    internal static void Meanings(SchemaPair pair)
    {
        foreach (var name in new[] { KeywordName.Default, KeywordName.Deprecated })
        {
            if (Differ(pair, name))
            {
                pair.Tell(name, Effect.Meaning, SchemaPair.Change(name, pair.Old[name], pair.New[name]));
            }
        }
    }

    /// <summary>
    /// Compares the values that <c>x-extensible-enum</c> lists. No type is generated from them, but a service may refuse an input with a
    /// value that was removed from the list.
    /// </summary>
    internal static void ExtensibleValues(SchemaPair pair)
    {
        const string Keyword = ExtensibleEnum;

        if (Differ(pair, Keyword))
        {
            var gone = pair.Old[Keyword] is JsonArray before && pair.New[Keyword] is JsonArray after
                ? before.Except(after, JsonEquality.Comparer).ToList() : [];
            var isNarrower = gone.Count > 0 && pair.Direction == Direction.Input;
            pair.Tell(
                Keyword,
                isNarrower ? Effect.Narrower : Effect.Words,
                isNarrower ? $"{Keyword} lost {ValueComparisons.List(gone)}" : $"{Keyword} changed");
        }
    }

    /// <summary>
    /// Compares the C# names that schemas request. The generated name may stay the same, for example because the lock file keeps it. A
    /// change of the generated name is reported elsewhere.
    /// </summary>
    internal static void Name(SchemaPair pair)
    {
        const string Keyword = OwnKeyword.CSharpName;

        if (Differ(pair, Keyword))
        {
            pair.Tell(Keyword, Effect.Words, SchemaPair.Change(Keyword, pair.Old[Keyword], pair.New[Keyword]));
        }
    }

    /// <summary>Compares retirements. Code that uses a retired model first gets a compiler warning, and later an error.</summary>
    internal static void Retirement(SchemaPair pair)
    {
        if (Differ(pair, OwnKeyword.Retired))
        {
            var isError = (string?)(pair.New[OwnKeyword.Retired] as JsonObject)?["stage"] == "error";
            pair.Tell(
                OwnKeyword.Retired,
                isError ? Effect.Gone : Effect.Meaning,
                SchemaPair.Change(OwnKeyword.Retired, pair.Old[OwnKeyword.Retired], pair.New[OwnKeyword.Retired]));
        }
    }

    /// <summary>
    /// Compares the keywords that no other comparison covers. The effect of a change is unknown if the keyword is in the keyword table. A
    /// change to any other keyword counts as wording.
    /// </summary>
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
