using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Distinguishes keywords from other members by their name and the kind of their value.</summary>
internal static class SchemaKeywords
{
    public static bool IsNumber(JsonNode value) => value is JsonValue { Value: long or double or decimal or BigInteger };

    /// <summary>
    /// Returns true if a member is a keyword. The name is enough only if it starts with <c>x-</c> or <c>$</c>. Any other keyword must also
    /// have a value of the right kind, because a property can be named <c>type</c> too.
    /// </summary>
    public static bool IsKeyword(JsonMember member) =>
        IsExtension(member.Name) || IsFit(member);

    /// <summary>Returns true for a known keyword with a value of the right kind.</summary>
    public static bool IsFit(JsonMember member) => Takes(member.Name, member.Value);

    /// <summary>Returns true for a known keyword with a value of the wrong kind.</summary>
    public static bool IsUnfit(JsonMember member) => KeywordTable.Find(member.Name) is { } keyword && !Fits(keyword.Value, member.Value);

    /// <summary>Returns true for keywords such as <c>definitions</c>, whose schemas apply only where a reference uses them.</summary>
    public static bool IsContainer(string name) =>
        KeywordTable.Find(name) is { Holds: SubschemaPlaces.Definitions or SubschemaPlaces.Components };

    /// <summary>Returns true if a value is of the kind that a keyword expects.</summary>
    public static bool Takes(string name, JsonNode value) => KeywordTable.Find(name) is { } keyword && Fits(keyword.Value, value);

    /// <summary>Returns true if a name starts with <c>x-</c>, as custom keywords do.</summary>
    public static bool IsOwn(string name) => name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>
    /// Returns true for custom keywords and for names that start with "$". The name is enough, because no service has a property with such
    /// a name.
    /// </summary>
    private static bool IsExtension(string name) =>
        IsOwn(name) || name.StartsWith("$", StringComparison.Ordinal);

    private static bool Fits(KeywordValue kind, JsonNode value) => kind switch
    {
        KeywordValue.Anything => true,
        KeywordValue.Text => IsText(value),
        KeywordValue.TextOrList => IsText(value) || value is JsonArray,
        KeywordValue.Flag => IsFlag(value),
        KeywordValue.Number or KeywordValue.Count => IsNumber(value),
        KeywordValue.NumberOrFlag => IsNumber(value) || IsFlag(value),
        KeywordValue.List => value is JsonArray,
        KeywordValue.FilledList => value is JsonArray { Count: > 0 },
        KeywordValue.Names => value is JsonArray names && names.All(IsText),
        KeywordValue.Map => value is JsonObject,
        KeywordValue.MapOrText => value is JsonObject || IsText(value),
        KeywordValue.Schema => value is JsonObject || IsFlag(value),
        KeywordValue.SchemaOrList => value is JsonObject or JsonArray || IsFlag(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool IsText(JsonNode value) => value is JsonValue { Value: string };

    private static bool IsFlag(JsonNode value) => value is JsonValue { Value: bool };
}
