using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Tells keywords from other members, by their names and by the kind of value that each takes.</summary>
internal static class SchemaKeywords
{
    /// <summary>Returns true if a value is a number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsNumber(JsonNode value) => value is JsonValue { Value: long or double or decimal or BigInteger };

    /// <summary>
    /// Returns true if a member is a keyword by its name and by the kind of its value: a property can be called <c>type</c> too.
    /// </summary>
    /// <param name="member">The member.</param>
    public static bool IsKeyword(JsonMember member) =>
        IsExtension(member.Name) || IsFit(member);

    /// <summary>Returns true if a member is a known keyword and holds a value that the keyword takes.</summary>
    /// <param name="member">The member.</param>
    public static bool IsFit(JsonMember member) => Takes(member.Name, member.Value);

    /// <summary>Returns true if a member has the name of a keyword and holds a value that the keyword cannot take.</summary>
    /// <param name="member">The member.</param>
    public static bool IsUnfit(JsonMember member) => KeywordTable.Find(member.Name) is { } keyword && !Fits(keyword.Value, member.Value);

    /// <summary>Returns true if a keyword only keeps schemas for references to lead to.</summary>
    /// <param name="name">The keyword.</param>
    public static bool IsContainer(string name) =>
        KeywordTable.Find(name) is { Holds: SubschemaPlaces.Definitions or SubschemaPlaces.Components };

    /// <summary>Returns true if a keyword takes a value.</summary>
    /// <param name="name">The keyword.</param>
    /// <param name="value">The value.</param>
    public static bool Takes(string name, JsonNode value) => KeywordTable.Find(name) is { } keyword && Fits(keyword.Value, value);

    /// <summary>Returns true if a name is one that anyone may give a keyword of their own.</summary>
    /// <param name="name">The name.</param>
    public static bool IsOwn(string name) => name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>No service calls a property so, and nobody else knows what it takes.</summary>
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
