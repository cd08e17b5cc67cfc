using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares limits of numbers and counts.</summary>
internal static class RangeComparisons
{
    private static readonly SchemaNumber Zero = new(0, 0);
    private static readonly SchemaNumber One = new(1, 1);

    internal static void Least(SchemaPair pair) =>
        Bounds(pair, RangeOf(pair.Old).Least, RangeOf(pair.New).Least, KeywordName.Minimum, KeywordName.ExclusiveMinimum);

    internal static void Most(SchemaPair pair) =>
        Bounds(pair, RangeOf(pair.Old).Most, RangeOf(pair.New).Most, KeywordName.Maximum, KeywordName.ExclusiveMaximum);

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
            Counts(pair, name, SchemaNumber.Infinite, -1);
        }
    }

    internal static void Steps(SchemaPair pair)
    {
        const string Name = KeywordName.MultipleOf;
        var (before, after) = (SchemaNumber.Of(pair.Old[Name]), SchemaNumber.Of(pair.New[Name]));
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
            pair.Tell(Name, effect, TextOf(pair, Name));
        }
    }

    private static NumberRange<SchemaNumber> RangeOf(SchemaView view) =>
        NumberRange<SchemaNumber>.Of(keyword => SchemaNumber.Of(view[keyword]));

    private static void Bounds(
        SchemaPair pair, NumberLimit<SchemaNumber>? before, NumberLimit<SchemaNumber>? after, string inclusive, string exclusive)
    {
        var order = Comparer<NumberLimit<SchemaNumber>>.Default.Compare(before, after);
        if (order != 0)
        {
            var isExclusive = JsonEquality.Comparer.Equals(pair.Old[inclusive], pair.New[inclusive]);
            var name = isExclusive ? exclusive : inclusive;
            pair.Tell(name, order < 0 ? Effect.Narrower : Effect.Wider, TextOf(pair, name, name == inclusive ? exclusive : inclusive));
        }
    }

    private static void Counts(SchemaPair pair, string name, SchemaNumber otherwise, int sign)
    {
        var (before, after) = (SchemaNumber.Of(pair.Old[name]) ?? otherwise, SchemaNumber.Of(pair.New[name]) ?? otherwise);
        var order = before.Times(sign).CompareTo(after.Times(sign));
        if (order != 0)
        {
            pair.Tell(name, order < 0 ? Effect.Narrower : Effect.Wider, TextOf(pair, name));
        }
    }

    private static string TextOf(SchemaPair pair, string name) =>
        SchemaPair.Change(name, pair.Old[name], pair.New[name]);

    /// <summary>Describes how a limit changed. The newer limit may use a different keyword.</summary>
    private static string TextOf(SchemaPair pair, string name, string another) =>
        (pair.Old[name], pair.New[name], pair.Old[another], pair.New[another]) switch
        {
            (null, { } after, { } before, null) => $"{another} {SchemaPair.Shown(before)} became {name} {SchemaPair.Shown(after)}",
            ({ } before, null, null, { } after) => $"{name} {SchemaPair.Shown(before)} became {another} {SchemaPair.Shown(after)}",
            _ => TextOf(pair, name),
        };
}
