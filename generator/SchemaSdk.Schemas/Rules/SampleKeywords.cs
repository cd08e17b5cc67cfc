using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Checks a value in a schema, such as a default, against individual keywords, as the runtime checks an input. Each method returns true if
/// the value is refused, false if it is accepted, or null if the outcome is uncertain.
/// </summary>
internal sealed class SampleKeywords(JsonNode value, SamplePatterns patterns) : IKeywordReader<bool?>
{
    /// <summary>For numbers of this magnitude or more, a remainder that is computed with decimals can be wrong.</summary>
    private const decimal MostWithRemainder = 1_000_000_000_000m;

    /// <summary>
    /// Returns the cost of checking a keyword. A keyword that reads the whole value costs more than, for example, a bound.
    /// </summary>
    public long WorkOf(KeywordRule keyword) => keyword.Work + (keyword, value) switch
    {
        (KeywordRule.UniqueItems, JsonArray) => SizeOf(value),
        (KeywordRule.Count or KeywordRule.Matching, JsonValue { Value: string text }) => text.Length / 8,
        _ => 0,
    };

    bool? IKeywordReader<bool?>.Of(KeywordRule.Texts rule) => value is JsonValue { Value: string text } && !rule.Values.Contains(text);

    bool? IKeywordReader<bool?>.Of(KeywordRule.Among rule) =>
        !((JsonArray)JsonParser.ReadAgain(rule.Json)).Any(choice => AreEqual(choice, value));

    bool? IKeywordReader<bool?>.Of(KeywordRule.EqualTo rule) => !AreEqual(JsonParser.ReadAgain(rule.Json), value);

    bool? IKeywordReader<bool?>.Of(KeywordRule.Bound rule) =>
        NumberBounds.Of(value) is { } number && NumberBounds.OfText(rule.Number) is { } bound
        && !new NumberLimit<decimal>(rule.Limit, bound).Has(number);

    bool? IKeywordReader<bool?>.Of(KeywordRule.MultipleOf rule) =>
        NumberBounds.Of(value) is { } number && NumberBounds.OfText(rule.Step) is { } step
        && HasRemainder(number, step) && number % step != 0;

    bool? IKeywordReader<bool?>.Of(KeywordRule.Count rule) => CountOf(rule.Of) is { } count && !rule.Counts.Has(count);

    bool? IKeywordReader<bool?>.Of(KeywordRule.Matching rule) =>
        value is JsonValue { Value: string text } && patterns.Matches(rule.Pattern.DotNet, text) == false;

    bool? IKeywordReader<bool?>.Of(KeywordRule.UniqueItems rule) =>
        value is JsonArray items && items.Distinct(JsonEquality.Comparer).Count() < items.Count;

    bool? IKeywordReader<bool?>.Of(KeywordRule.Requires rule) => value is JsonObject members && !rule.Names.All(members.ContainsKey);

    bool? IKeywordReader<bool?>.Of(KeywordRule.RequiresWith rule) =>
        value is JsonObject members && members.ContainsKey(rule.Member) && !rule.Names.All(members.ContainsKey);

    bool? IKeywordReader<bool?>.Of(KeywordRule.Nothing rule) => true;

    bool? IKeywordReader<bool?>.Of(KeywordRule.Forbidden rule) => true;

    bool? IKeywordReader<bool?>.Of(KeywordRule.Unsure rule) => null;

    bool? IKeywordReader<bool?>.Of(KeywordRule.UnsureUri rule) => null;

    bool? IKeywordReader<bool?>.Of(KeywordRule.Sum rule) => null;

    /// <summary>Returns true if decimal arithmetic can decide whether a number is a multiple of a positive step.</summary>
    public static bool HasRemainder(decimal number, decimal step) =>
        Math.Abs(number) < MostWithRemainder && step > 1 / MostWithRemainder;

    private static long SizeOf(JsonNode node) => node switch
    {
        JsonArray items => 1 + items.Sum(SizeOf),
        JsonObject members => 1 + members.Members.Sum(member => (member.Name.Length / 8) + SizeOf(member.Value)),
        JsonValue { Value: string text } => 1 + (text.Length / 8),
        JsonValue { Value: BigInteger } => 100,   // It can have 1,000 digits.
        _ => 1,
    };

    private static bool AreEqual(JsonNode one, JsonNode other) =>
        JsonEquality.Comparer.Equals(one, other) || (NumberBounds.Of(one) is { } number && NumberBounds.Of(other) == number);

    private long? CountOf(Counted counted) => (counted, value) switch
    {
        (Counted.Characters, JsonValue { Value: string text }) => text.Length - text.Count(char.IsLowSurrogate),
        (Counted.Items, JsonArray items) => items.Count,
        (Counted.Members, JsonObject members) => members.Count,
        _ => null,
    };
}
