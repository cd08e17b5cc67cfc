using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares the schemas of members and items.</summary>
internal static class PartComparisons
{
    internal static Action<SchemaPair> Whole(string keyword) => pair =>
        pair.Compare(keyword, pair.Old[keyword], pair.New[keyword], "*", isExclusive: pair.New[KeywordName.MaxContains] is not null);

    internal static void Properties(SchemaPair pair)
    {
        var (before, after) = (pair.Old.Members(), pair.New.Members());
        var required = pair.Old.RequiredNames();
        var parts = pair.Parts;
        foreach (var member in before.Values)
        {
            if (after.TryGetValue(member.Name, out var same))
            {
                pair.AddMember(member, same, isOptional: !required.Contains(member.Name));
            }
            else if (parts.IsPart && parts.Enclosing!.AreDescribed(member.Name) && OtherMembers(pair, pair.New) is null)
            {
                var effect = pair.ViewOf(pair.Old, member.Value).IsAnything ? Effect.Words : Effect.Wider;
                pair.TellPart(KeywordName.Properties, effect, $"member '{member.Name}' lost one of its schemas", member.Value, null);
            }
            else
            {
                pair.TellGone(member);
            }
        }

        foreach (var member in after.Values.Where(member => !before.ContainsKey(member.Name)))
        {
            // Existing calls set a new member of an input only if another part or an enclosing schema described the member before.
            var isKnown = pair.Direction == Direction.Input && pair.Members.WereDescribed(member.Name);
            var isSame = isKnown && pair.Members.Before(member.Name).Any(old => pair.HaveSameMeaning(old, member.Value));
            var effect = isSame || (isKnown && pair.ViewOf(pair.New, member.Value).IsAnything) ? Effect.Words
                : isKnown || pair.Direction == Direction.Output ? Effect.Narrower : Effect.Wider;
            var text = isKnown ? $"member '{member.Name}' got another schema" : $"member '{member.Name}' is new";
            pair.TellPart(KeywordName.Properties, effect, text, null, member.Value);
        }
    }

    internal static void Required(SchemaPair pair)
    {
        var (before, after) = (pair.Old.RequiredNames(), pair.New.RequiredNames());
        foreach (var name in after.Except(before, StringComparer.Ordinal))
        {
            pair.Tell(KeywordName.Required, Effect.Narrower, $"member '{name}' is now required");
        }

        foreach (var name in before.Except(after, StringComparer.Ordinal))
        {
            // If the member could be null before, code that reads it also copes with a missing member.
            var isReady = pair.Direction == Direction.Output
                && BranchComparisons.NamesNull(pair, pair.Old, pair.Old.SchemaOf(name));
            pair.Tell(KeywordName.Required, isReady ? Effect.Meaning : Effect.Wider, $"member '{name}' is not required anymore");
        }
    }

    internal static void Patterns(SchemaPair pair)
    {
        var (before, after) = (Map(pair.Old, KeywordName.PatternProperties), Map(pair.New, KeywordName.PatternProperties));
        foreach (var name in before.Members.Concat(after.Members).Select(member => member.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, now) = (before[name] ?? OtherMembers(pair, pair.Old), after[name] ?? OtherMembers(pair, pair.New));
            pair.Compare(KeywordName.PatternProperties, old, now, "*");
        }
    }

    /// <summary>
    /// Returns the schema of additional members, or null. For an output, also returns null if additional members are excluded, because
    /// clients accept unknown members of a result.
    /// </summary>
    private static JsonNode? OtherMembers(SchemaPair pair, SchemaView view)
    {
        var others = view[KeywordName.AdditionalProperties] ?? view["unevaluatedProperties"];
        return pair.Direction == Direction.Output && others is not JsonObject ? null : others;
    }

    /// <summary>
    /// Compares the schemas of members that <c>properties</c> does not name. Clients accept unknown members of a result, so
    /// <c>additionalProperties: false</c> makes no difference for an output.
    /// </summary>
    internal static void Others(SchemaPair pair)
    {
        const string Name = KeywordName.AdditionalProperties;
        var (before, after) = (pair.Old[Name], pair.New[Name]);
        if (pair.Direction == Direction.Output && !(before is JsonObject || after is JsonObject))
        {
            if (before is JsonValue { Value: false } != after is JsonValue { Value: false })
            {
                pair.Tell(Name, Effect.Words, SchemaPair.Change(Name, before, after));
            }

            return;
        }

        pair.Compare(Name, before, after, "*");
    }

    internal static void Items(SchemaPair pair)
    {
        var (before, after) = (ItemsOf(pair.Old), ItemsOf(pair.New));
        for (var i = 0; i < Math.Max(before.First.Count, after.First.Count); i++)
        {
            pair.Compare(
                KeywordName.Items,
                i < before.First.Count ? before.First[i] : before.Further,
                i < after.First.Count ? after.First[i] : after.Further,
                "*");
        }

        pair.Compare(KeywordName.Items, before.Further, after.Further, "*");
    }

    internal static Action<SchemaPair> Dependencies(string keyword) => pair =>
    {
        var (before, after) = (Map(pair.Old, keyword), Map(pair.New, keyword));
        foreach (var name in before.Members.Concat(after.Members).Select(member => member.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, now) = (before[name], after[name]);
            if (old is not JsonArray && now is not JsonArray)
            {
                pair.Compare(keyword, old, now);
                continue;
            }

            var (oldNames, newNames) = (Names(old), Names(now));
            var effect = (old ?? now) is not JsonArray || (now ?? old) is not JsonArray ? Effect.Unknown
                : newNames.SetEquals(oldNames) ? Effect.Words
                : newNames.IsSupersetOf(oldNames) ? Effect.Narrower
                : newNames.IsSubsetOf(oldNames) ? Effect.Wider
                : Effect.Other;
            if (effect != Effect.Words)
            {
                pair.TellPart(
                    keyword, effect, SchemaPair.Change($"{keyword} of '{name}'", old, now), old, now);
            }
        }
    };

    private static (IReadOnlyList<JsonNode> First, JsonNode? Further) ItemsOf(SchemaView view) =>
        view[KeywordName.PrefixItems] is JsonArray first ? (first, view[KeywordName.Items])
        : view[KeywordName.Items] is JsonArray items ? (items, view[KeywordName.AdditionalItems])
        : ([], view[KeywordName.Items]);

    private static JsonObject Map(SchemaView view, string keyword) => view[keyword] as JsonObject ?? [];

    private static HashSet<string> Names(JsonNode? names) =>
        [.. (names as JsonArray ?? []).Select(name => (string?)name).OfType<string>()];
}
