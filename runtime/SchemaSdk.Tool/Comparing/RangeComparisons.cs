using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Comparing;

/// <summary>Compares limits of numbers and counts.</summary>
internal static class RangeComparisons
{
    internal static void Least(SchemaPair pair) => Bounds(pair, KeywordName.Minimum, KeywordName.ExclusiveMinimum, 1);

    internal static void Most(SchemaPair pair) => Bounds(pair, KeywordName.Maximum, KeywordName.ExclusiveMaximum, -1);

    internal static void LeastCounts(SchemaPair pair)
    {
        foreach (var name in new[] { "minLength", "minItems", "minProperties", KeywordName.MinContains })
        {
            Counts(pair, name, name == KeywordName.MinContains ? 1 : 0, 1);
        }
    }

    internal static void MostCounts(SchemaPair pair)
    {
        foreach (var name in new[] { "maxLength", "maxItems", "maxProperties", KeywordName.MaxContains })
        {
            Counts(pair, name, double.PositiveInfinity, -1);
        }
    }

    internal static void Steps(SchemaPair pair)
    {
        const string Name = KeywordName.MultipleOf;
        var (before, after) = (Number(pair.Old[Name]), Number(pair.New[Name]));
        if (before is not { } old || after is not { } now)
        {
            pair.CameOrWent(Name);
        }
        else if (old != now)
        {
            var isKnown = old > 0 && now > 0;
            var effect = isKnown && IsMultiple(now, old) ? Effect.Narrower
                : isKnown && IsMultiple(old, now) ? Effect.Wider
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
    private static (double Value, int IsExclusive) Bound(SchemaView view, string inclusive, string exclusive, int sign)
    {
        var least = (Number(view[inclusive]) * sign ?? double.NegativeInfinity, 0);
        var above = (Number(view[exclusive]) * sign ?? double.NegativeInfinity, 1);
        return above.Item1 >= least.Item1 && !double.IsNegativeInfinity(above.Item1) ? above : least;
    }

    private static void Counts(SchemaPair pair, string name, double otherwise, int sign)
    {
        var (before, after) = ((Number(pair.Old[name]) ?? otherwise) * sign, (Number(pair.New[name]) ?? otherwise) * sign);
        if (before != after)
        {
            pair.Tell(name, before < after ? Effect.Narrower : Effect.Wider, Was(pair, name));
        }
    }

    private static string Was(SchemaPair pair, string name) =>
        $"{name} was {SchemaPair.Shown(pair.Old[name])} and is {SchemaPair.Shown(pair.New[name])}";

    private static bool IsMultiple(double number, double of) =>
        number / of is var times && Math.Abs(times - Math.Round(times)) < 1e-9 && times >= 1;

    private static double? Number(JsonNode? node) => (node as JsonValue)?.Value switch
    {
        long whole => whole,
        double number => number,
        BigInteger large => (double)large,
        _ => null,
    };
}
