using System.Runtime.InteropServices;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares keywords that combine several schemas for the same value, such as <c>anyOf</c> and <c>oneOf</c>.</summary>
internal static class BranchComparisons
{
    /// <summary>Compares a choice (<c>anyOf</c> or <c>oneOf</c>) with a schema that is not a choice.</summary>
    /// <returns>
    /// False if nothing was compared: both schemas are choices, neither is a choice, one allows every value, or a choice only restricts
    /// what keywords beside it describe.
    /// </returns>
    internal static bool IsOtherForm(SchemaPair pair)
    {
        var (before, after) = (ChoiceOf(pair.Old), ChoiceOf(pair.New));
        if (before is null == after is null || pair.Old.IsAnything || pair.New.IsAnything
            || (after is null ? pair.Old : pair.New).Keywords.Any(name => name != (after ?? before) && ValueRoles.IsMeaningful(name)))
        {
            return false;
        }

        if (before is null && BranchFor(pair, pair.Old, pair.New, after!) is { } now)
        {
            pair.AddBranch(pair.Parts.Old, now, pair.MayMeetOthers(after!, now));
            TellAdded(pair, after!, Others(pair.New, after!, now).FindAll(branch => !IsNull(branch)));
            TellNull(pair);
        }
        else if (after is null && BranchFor(pair, pair.New, pair.Old, before!) is { } old)
        {
            pair.AddBranch(old, pair.Parts.New, isExclusive: false);
            Others(pair.Old, before!, old).FindAll(branch => !IsNull(branch)).ForEach(branch =>
                pair.TellPart(before!, Effect.Narrower, $"{before} lost {Named(branch)}", branch, null));
            TellNull(pair);
        }
        else
        {
            pair.Tell(after ?? before!, Effect.Unknown, $"{before ?? "a single schema"} became {after ?? "a single schema"}");
        }

        return true;
    }

    internal static void Choices(SchemaPair pair)
    {
        var (before, after) = (OnlyChoiceOf(pair.Old), OnlyChoiceOf(pair.New));
        if (before is not null && after is not null && before != after)
        {
            Choice(pair, before, after);
            if (!pair.AreApart(before == KeywordName.OneOf ? pair.Old : pair.New, KeywordName.OneOf))
            {
                pair.Tell(after, after == KeywordName.OneOf ? Effect.Narrower : Effect.Wider, $"{before} became {after}");
            }

            return;
        }

        // Skips a choice between types, because the comparison of the types includes it.
        var isOfTypes = TypeChoices.Of(pair, pair.Old) is not null || TypeChoices.Of(pair, pair.New) is not null;
        foreach (var keyword in KeywordTable.Unions.Where(keyword => !isOfTypes && !pair.CameOrWent(keyword)))
        {
            Choice(pair, keyword, keyword);
        }
    }

    private static void Choice(SchemaPair pair, string before, string after)
    {
        var (gone, added) = Match(pair, before, after);
        gone.ForEach(branch => pair.TellPart(before, Effect.Narrower, $"{before} lost {Named(branch)}", branch, null));
        TellAdded(pair, after, added);
    }

    internal static void All(SchemaPair pair)
    {
        const string Name = KeywordName.AllOf;
        var parts = new Lazy<AllOfParts>(() => new AllOfParts(pair, pair.New), LazyThreadSafetyMode.None);
        var (gone, added) = Match(pair, Name, Name);
        gone.ForEach(branch => pair.TellPart(Name, EffectOf(pair.Old, branch, Effect.Wider), $"{Name} lost {Named(branch)}", branch, null));
        foreach (var branch in added)
        {
            pair.Stop.ThrowIfCancellationRequested();
            pair.TellPart(Name, EffectOf(pair.New, branch, Effect.Narrower), $"{Name} gained {Named(branch)}", null, branch);
        }

        Effect EffectOf(SchemaView side, JsonNode branch, Effect effect)
        {
            var view = pair.ViewOf(side, branch);
            var mayAdd = effect == Effect.Narrower && pair.Direction == Direction.Input;
            return view.IsAnything ? Effect.Words
                : mayAdd && parts.Value.AddsOnlyMembers(view) && !DescribesKnown(view) ? Effect.Wider : effect;
        }

        bool DescribesKnown(SchemaView view) => view.Members().Keys.Any(pair.Members.WereDescribed);
    }

    internal static void Conditions(SchemaPair pair)
    {
        if (pair.CameOrWent(KeywordName.If))
        {
            return;
        }

        if (!pair.HaveSameMeaning(KeywordName.If, pair.Old[KeywordName.If], pair.New[KeywordName.If]))
        {
            pair.Tell(KeywordName.If, Effect.Unknown, "the condition changed");
            return;
        }

        pair.Compare(KeywordName.Then, pair.Old[KeywordName.Then], pair.New[KeywordName.Then]);
        pair.Compare(KeywordName.Else, pair.Old[KeywordName.Else], pair.New[KeywordName.Else]);
    }

    private static void TellAdded(SchemaPair pair, string keyword, List<JsonNode> added) => added.ForEach(branch => pair.TellPart(
        keyword,
        IsNull(branch) ? pair.WithNull : pair.MayMeetOthers(keyword, branch) ? Effect.Unknown : Effect.Wider,
        $"{keyword} gained {Named(branch)}",
        null,
        branch));

    /// <summary>Returns true if a schema explicitly allows null, either in its list of types or in a branch.</summary>
    internal static bool NamesNull(SchemaPair pair, SchemaView side, JsonNode? schema)
    {
        var view = pair.ViewOf(side, schema);
        return ValueComparisons.NamesNull(view)
            || Others(view, KeywordName.AnyOf, null)
                .Concat(Others(view, KeywordName.OneOf, null))
                .Any(branch => ValueComparisons.NamesNull(pair.ViewOf(side, branch)));
    }

    /// <summary>Reports a change if only one of the schemas explicitly allows null, as a type or in a branch.</summary>
    private static void TellNull(SchemaPair pair)
    {
        var (before, after) = (NamesNull(pair, pair.Old, pair.Parts.Old), NamesNull(pair, pair.New, pair.Parts.New));
        if (before != after)
        {
            var (effect, text) = after ? (pair.WithNull, "null is now allowed") : (Effect.Narrower, "null is not allowed anymore");
            pair.Tell(KeywordName.Type, effect, text);
        }
    }

    private static bool IsNull(JsonNode branch) => Text(branch, KeywordName.Type) == "null";

    /// <summary>Finds the branch of a choice that corresponds to a single schema; null if this is uncertain.</summary>
    private static JsonNode? BranchFor(SchemaPair pair, SchemaView single, SchemaView choice, string keyword)
    {
        // Keywords next to the anyOf or oneOf also apply to each branch, so no branch alone corresponds to the other version's schema.
        if (choice.Keywords.Any(name => name != keyword && KeywordTable.Find(name) is { IsNote: false }))
        {
            return null;
        }

        var branches = Others(choice, keyword, null).FindAll(branch => !IsNull(branch));
        return branches.Count == 1 ? branches[0]
            : branches.FindAll(branch => IsSameType(single, pair.ViewOf(choice, branch))) is [var only] ? only
            : null;
    }

    private static bool IsSameType(SchemaView single, SchemaView branch) =>
        (string?)single[KeywordName.Type] is { } type && type == (string?)branch[KeywordName.Type];

    private static List<JsonNode> Others(SchemaView choice, string keyword, JsonNode? but) =>
        [.. (choice[keyword] as JsonArray ?? []).Where(branch => !ReferenceEquals(branch, but))];

    private static string? ChoiceOf(SchemaView view) =>
        view[KeywordName.AnyOf] is not null ? KeywordName.AnyOf : view[KeywordName.OneOf] is not null ? KeywordName.OneOf : null;

    internal static string? OnlyChoiceOf(SchemaView view) =>
        KeywordTable.Unions.Where(keyword => view[keyword] is not null).ToList() is [var only] ? only : null;

    /// <summary>Pairs corresponding branches, queues each pair for comparison, and returns the branches without a counterpart.</summary>
    private static (List<JsonNode> Gone, List<JsonNode> Added) Match(SchemaPair pair, string before, string keyword)
    {
        List<JsonNode> gone = [.. pair.Old[before] as JsonArray ?? []];
        List<JsonNode> added = [.. pair.New[keyword] as JsonArray ?? []];
        Take(pair, keyword, gone, added, pair.MarkOf, pair.HaveSameMeaning);
        Take(pair, keyword, gone, added, static (_, branch) => Text(branch, KeywordName.Ref));
        Take(pair, keyword, gone, added, static (_, branch) => Text(branch, KeywordName.Title));
        if (gone.Count == added.Count)
        {
            Take(pair, keyword, gone, added, (side, branch) => ValueComparisons.TypesOf(pair.ViewOf(side, branch)));
        }

        return (gone, added);
    }

    /// <summary>Pairs branches with equal keys. A branch whose key is null stays without a counterpart.</summary>
    private static void Take<TKey>(
        SchemaPair pair,
        string keyword,
        List<JsonNode> gone,
        List<JsonNode> added,
        Func<SchemaView, JsonNode, TKey?> keyOf,
        Func<JsonNode, JsonNode, bool>? belong = null)
        where TKey : notnull
    {
        var taken = new HashSet<JsonNode>();
        var open = new Dictionary<TKey, List<JsonNode>>();
        foreach (var after in added)
        {
            if (keyOf(pair.New, after) is { } key)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(open, key, out _) ??= []).Add(after);
            }
        }

        gone.RemoveAll(before =>
        {
            pair.Stop.ThrowIfCancellationRequested();
            if (keyOf(pair.Old, before) is not { } key
                || !open.TryGetValue(key, out var same)
                || same.Find(after => belong?.Invoke(before, after) ?? true) is not { } match)
            {
                return false;
            }

            same.Remove(match);
            pair.Add(keyword, before, match, null, pair.MayMeetOthers(keyword, match));
            return taken.Add(match);
        });
        added.RemoveAll(taken.Contains);
    }

    private static string? Text(JsonNode schema, string keyword) => (string?)(schema as JsonObject)?[keyword];

    private static string Named(JsonNode branch) =>
        Text(branch, KeywordName.Title) is { } title ? $"'{title}'" : SchemaPair.Shown(branch);
}
