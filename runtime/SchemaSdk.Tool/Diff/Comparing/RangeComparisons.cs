using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares limits of numbers and counts.</summary>
internal static class RangeComparisons
{
    private static readonly Limit Zero = new(0, 0);
    private static readonly Limit One = new(1, 1);

    internal static void Least(SchemaPair pair) => Bounds(pair, KeywordName.Minimum, KeywordName.ExclusiveMinimum, 1);

    internal static void Most(SchemaPair pair) => Bounds(pair, KeywordName.Maximum, KeywordName.ExclusiveMaximum, -1);

    internal static void LeastCounts(SchemaPair pair)
    {
        foreach (var name in new[] { "minLength", "minItems", "minProperties", KeywordName.MinContains })
        {
            Counts(pair, name, name == KeywordName.MinContains ? One : Zero, 1);
        }
    }

    internal static void MostCounts(SchemaPair pair)
    {
        foreach (var name in new[] { "maxLength", "maxItems", "maxProperties", KeywordName.MaxContains })
        {
            Counts(pair, name, Limit.Infinite, -1);
        }
    }

    internal static void Steps(SchemaPair pair)
    {
        const string Name = KeywordName.MultipleOf;
        var (before, after) = (Limit.Of(pair.Old[Name]), Limit.Of(pair.New[Name]));
        if (before is not { } old || after is not { } now)
        {
            pair.CameOrWent(Name);
        }
        else if (old.CompareTo(now) != 0)
        {
            var isKnown = old.Near > 0 && now.Near > 0;
            var effect = isKnown && now.IsMultipleOf(old) ? Effect.Narrower
                : isKnown && old.IsMultipleOf(now) ? Effect.Wider
                : isKnown ? Effect.Other : Effect.Unknown;
            pair.Tell(Name, effect, Was(pair, Name));
        }
    }

    // sign: 1 if a greater number allows less, -1 if a smaller one does.
    private static void Bounds(SchemaPair pair, string inclusive, string exclusive, int sign)
    {
        var (before, after) = (Bound(pair.Old, inclusive, exclusive, sign), Bound(pair.New, inclusive, exclusive, sign));
        var order = before.CompareTo(after);
        if (order != 0)
        {
            var isExclusive = JsonEquality.Comparer.Equals(pair.Old[inclusive], pair.New[inclusive]);
            var name = isExclusive ? exclusive : inclusive;
            pair.Tell(name, order < 0 ? Effect.Narrower : Effect.Wider, Was(pair, name));
        }
    }

    // As a number that is greater the less it allows; an exclusive bound is a little greater.
    private static (Limit Value, int IsExclusive) Bound(SchemaView view, string inclusive, string exclusive, int sign)
    {
        var least = (Limit.Of(view[inclusive])?.Times(sign) ?? Limit.Infinite.Times(-1), 0);
        var above = (Limit.Of(view[exclusive])?.Times(sign) ?? Limit.Infinite.Times(-1), 1);
        return above.Item1.CompareTo(least.Item1) >= 0 && !above.Item1.IsInfinite ? above : least;
    }

    private static void Counts(SchemaPair pair, string name, Limit otherwise, int sign)
    {
        var (before, after) = (Limit.Of(pair.Old[name]) ?? otherwise, Limit.Of(pair.New[name]) ?? otherwise);
        var order = before.Times(sign).CompareTo(after.Times(sign));
        if (order != 0)
        {
            pair.Tell(name, order < 0 ? Effect.Narrower : Effect.Wider, Was(pair, name));
        }
    }

    private static string Was(SchemaPair pair, string name) =>
        $"{name} was {SchemaPair.Shown(pair.Old[name])} and is {SchemaPair.Shown(pair.New[name])}";
}
