using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Comparing;

/// <summary>Compares schemas that are several ones of the same value.</summary>
internal static class BranchComparisons
{
    /// <summary>Compares two schemas of which one is a choice and the other is not, or another one.</summary>
    /// <returns>True if they are two such schemas.</returns>
    internal static bool IsOtherForm(SchemaPair pair)
    {
        var (before, after) = (ChoiceOf(pair.Old), ChoiceOf(pair.New));
        if (before == after || pair.Old.IsAnything || pair.New.IsAnything)
        {
            return false;
        }

        if (before is null && BranchFor(pair, pair.Old, pair.New, after!) is { } now)
        {
            pair.AddBranch(pair.Parts.Old, now);
            TellAdded(pair, after!, Others(pair.New, after!, now).FindAll(branch => !IsNull(branch)));
            TellNull(pair);
        }
        else if (after is null && BranchFor(pair, pair.New, pair.Old, before!) is { } old)
        {
            pair.AddBranch(old, pair.Parts.New);
            Others(pair.Old, before!, old).FindAll(branch => !IsNull(branch)).ForEach(branch =>
                pair.TellPart(before!, Effect.Narrower, $"{before} lost {Named(branch)}", branch, null));
            TellNull(pair);
        }
        else
        {
            pair.Tell(after ?? before!, Effect.Unknown, $"it was {before ?? "one form"} and is {after ?? "one form"}");
        }

        return true;
    }

    internal static Action<SchemaPair> Choice(string keyword) => pair =>
    {
        var (gone, added) = Match(pair, keyword);
        gone.ForEach(branch => pair.TellPart(keyword, Effect.Narrower, $"{keyword} lost {Named(branch)}", branch, null));
        TellAdded(pair, keyword, added);
    };

    internal static void All(SchemaPair pair)
    {
        const string Name = KeywordName.AllOf;
        var (gone, added) = Match(pair, Name);
        gone.ForEach(branch => pair.TellPart(Name, Effect.Wider, $"{Name} lost {Named(branch)}", branch, null));
        added.ForEach(branch => pair.TellPart(Name, Effect.Narrower, $"{Name} got {Named(branch)}", null, branch));
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
        keyword, IsNull(branch) ? pair.WithNull : Effect.Wider, $"{keyword} got {Named(branch)}", null, branch));

    /// <summary>Returns true if a schema names null, as one of its types or as a branch.</summary>
    /// <param name="pair">The schemas that are compared.</param>
    /// <param name="side">The side that has it.</param>
    /// <param name="schema">The schema, or a part of it.</param>
    internal static bool NamesNull(SchemaPair pair, SchemaView side, JsonNode? schema)
    {
        var view = pair.ViewOf(side, schema);
        return ValueComparisons.NamesNull(view)
            || Others(view, KeywordName.AnyOf, null)
                .Concat(Others(view, KeywordName.OneOf, null))
                .Any(branch => ValueComparisons.NamesNull(pair.ViewOf(side, branch)));
    }

    /// <summary>Null is a type of one form, and a branch of the other.</summary>
    private static void TellNull(SchemaPair pair)
    {
        var (before, after) = (NamesNull(pair, pair.Old, pair.Parts.Old), NamesNull(pair, pair.New, pair.Parts.New));
        if (before != after)
        {
            var (effect, text) = after ? (pair.WithNull, "null is a value now") : (Effect.Narrower, "null is not a value any more");
            pair.Tell(KeywordName.Type, effect, text);
        }
    }

    private static bool IsNull(JsonNode branch) => Text(branch, KeywordName.Type) == "null";

    /// <summary>The branch of a choice to which a single schema belongs, where that is certain; else null.</summary>
    private static JsonNode? BranchFor(SchemaPair pair, SchemaView single, SchemaView choice, string keyword)
    {
        // What stands beside the choice would have to be joined with each branch.
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

    /// <summary>Compares the branches that belong together, and returns those that belong to none.</summary>
    private static (List<JsonNode> Gone, List<JsonNode> Added) Match(SchemaPair pair, string keyword)
    {
        List<JsonNode> gone = [.. pair.Old[keyword] as JsonArray ?? []];
        List<JsonNode> added = [.. pair.New[keyword] as JsonArray ?? []];
        Take(pair, gone, added, (before, after) => pair.HaveSameMeaning(keyword, before, after));
        Take(pair, gone, added, (before, after) => Text(before, KeywordName.Ref) is { } name && name == Text(after, KeywordName.Ref));
        Take(pair, gone, added, (before, after) => Text(before, KeywordName.Title) is { } name && name == Text(after, KeywordName.Title));
        if (gone.Count == added.Count)
        {
            Take(pair, gone, added, (before, after) => Text(before, KeywordName.Type) is { } name && name == Text(after, KeywordName.Type));
        }

        return (gone, added);
    }

    private static void Take(SchemaPair pair, List<JsonNode> gone, List<JsonNode> added, Func<JsonNode, JsonNode, bool> belong)
    {
        foreach (var before in gone.ToList())
        {
            if (added.Find(after => belong(before, after)) is { } match)
            {
                gone.Remove(before);
                added.Remove(match);
                pair.Add(before, match, null);
            }
        }
    }

    private static string? Text(JsonNode schema, string keyword) => (string?)(schema as JsonObject)?[keyword];

    private static string Named(JsonNode branch) =>
        Text(branch, KeywordName.Title) is { } title ? $"'{title}'" : SchemaPair.Shown(branch);
}
