using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares the keywords that apply to a value as a whole.</summary>
internal static class ValueComparisons
{
    internal static void Types(SchemaPair pair)
    {
        var apart = pair.Parts.HasNoNull ? RuleTypes.Null : 0;
        var (before, after) = (TypeChoices.TypesOf(pair, pair.Old), TypeChoices.TypesOf(pair, pair.New));
        if (before != after && ValuesOf(pair.Old) is { } values && ValuesOf(pair.New) is { } others)
        {
            (before, after) = (TypesOf(pair.Old, before, values), TypesOf(pair.New, after, others));
        }

        (before, after) = (before & ~apart, after & ~apart);
        if (before != after)
        {
            var both = before & after;
            var wider = (after & ~before) == RuleTypes.Null ? pair.WithNull : Effect.Wider;
            pair.Tell(
                KeywordName.Type,
                both == after ? Effect.Narrower : both == before ? wider : Effect.Other,
                SchemaPair.Change(KeywordName.Type, ListOf(pair.Old), ListOf(pair.New)));
        }

        JsonNode? ListOf(SchemaView view) => view[KeywordName.Type] ?? TypeChoices.Of(pair, view);
    }

    /// <summary>
    /// Compares the values that <c>enum</c> or <c>const</c> allows. Generated enums are open, so code that reads them accepts new values.
    /// Removing a value also removes its C# name.
    /// </summary>
    internal static void Values(SchemaPair pair)
    {
        var (before, after) = (CountedValuesOf(pair, pair.Old), CountedValuesOf(pair, pair.New));
        if (before is null || after is null)
        {
            if (before is not null || after is not null)
            {
                var keyword = (before is null ? pair.New : pair.Old)[KeywordName.Enum] is null ? KeywordName.Const : KeywordName.Enum;
                var (effect, text) = before is null ? (Effect.Narrower, "was added") : (Effect.Wider, "was removed");
                pair.Tell(keyword, effect, $"{keyword} {text}");
            }

            return;
        }

        var (known, allowed) = (before.ToHashSet(JsonEquality.Comparer), after.ToHashSet(JsonEquality.Comparer));
        var gone = before.Where(value => !allowed.Contains(value)).ToList();
        var added = after.Where(value => !known.Contains(value)).ToList();
        var name = (pair.New[KeywordName.Enum] ?? pair.Old[KeywordName.Enum]) is null ? KeywordName.Const : KeywordName.Enum;
        if (gone.Count > 0)
        {
            pair.Tell(name, pair.Direction == Direction.Output ? Effect.Gone : Effect.Narrower, $"{name} lost {List(gone)}");
        }

        if (added.Count > 0)
        {
            pair.Tell(name, pair.Direction == Direction.Output ? Effect.Meaning : Effect.Wider, $"{name} gained {List(added)}");
        }
    }

    internal static void UniqueItems(SchemaPair pair)
    {
        const string Keyword = "uniqueItems";
        var (before, after) = (pair.Old[Keyword] is JsonValue { Value: true }, pair.New[Keyword] is JsonValue { Value: true });
        if (before != after)
        {
            pair.Tell(Keyword, after ? Effect.Narrower : Effect.Wider, after ? "items must now be unique" : "items may now repeat");
        }
    }

    /// <summary>Returns a comparison that reports any change to a keyword's value as a change of unknown effect.</summary>
    internal static Action<SchemaPair> Opaque(string keyword) => pair =>
    {
        if (!pair.CameOrWent(keyword) && !pair.HaveSameMeaning(keyword, pair.Old[keyword], pair.New[keyword]))
        {
            pair.Tell(keyword, Effect.Unknown, SchemaPair.Change(keyword, pair.Old[keyword], pair.New[keyword]));
        }
    };

    private static string Shown(JsonNode? value) => SchemaPair.Shown(value);

    /// <summary>Returns the first five values, separated by commas, and how many more there are.</summary>
    internal static string List(List<JsonNode> values) =>
        string.Join(", ", values.Take(5).Select(Shown)) + (values.Count > 5 ? $" and {values.Count - 5} more" : "");

    /// <summary>Returns true if a schema lists null among its types or, without types, in its enum.</summary>
    internal static bool NamesNull(SchemaView view) => view[KeywordName.Type] is null
        ? view[KeywordName.Enum] is JsonArray values && values.Any(IsNull)
        : TypesOf(view).HasFlag(RuleTypes.Null);

    /// <summary>Returns the types that a schema lists; all types if it lists none.</summary>
    internal static RuleTypes TypesOf(SchemaView view) => view[KeywordName.Type] is { } types
        ? RuleKeywords.Types(new JsonObject { new JsonMember(KeywordName.Type, types.Copy()) })
        : RuleTypes.All;

    /// <summary>Returns the values that a schema lists. Omits null from an enum if null is ignored or is compared as a type.</summary>
    private static IReadOnlyList<JsonNode>? CountedValuesOf(SchemaPair pair, SchemaView view)
    {
        var isType = pair.Parts.HasNoNull || TypeChoices.TypesOf(pair, pair.Old) != RuleTypes.All
            || TypeChoices.TypesOf(pair, pair.New) != RuleTypes.All;
        var values = ValuesOf(view);
        return isType && values is JsonArray ? [.. values.Where(static value => !IsNull(value))] : values;
    }

    private static bool IsNull(JsonNode value) => value.Kind == JsonKind.Null;

    /// <summary>Returns the types of the listed values. Skips values whose type the schema does not allow.</summary>
    private static RuleTypes TypesOf(SchemaView view, RuleTypes types, IReadOnlyList<JsonNode> values)
    {
        var allowed = values.Where(value => RuleKeywords.IsOf(types, value)).ToList();

        // The client's checks ignore the listed values if "type" excludes all of them. They accept null if "type" includes it, even if the
        // list does not.
        var named = view[KeywordName.Type] is null ? RuleTypes.None : types & RuleTypes.Null;
        return allowed.Count == 0 ? types : allowed.Aggregate(named, static (all, value) => all | RuleKeywords.TypeOf(value));
    }

    /// <summary>Returns the values that a schema lists; null if it lists none.</summary>
    internal static IReadOnlyList<JsonNode>? ValuesOf(SchemaView view) =>
        view[KeywordName.Const] is { } only ? [only] : view[KeywordName.Enum] as JsonArray;
}
