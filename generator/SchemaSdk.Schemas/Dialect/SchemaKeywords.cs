using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Distinguishes keywords from other members, by name and by the kind of value.</summary>
internal static class SchemaKeywords
{
    /// <summary>Returns true if a value is a number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsNumber(JsonNode value) => value is JsonValue { Value: long or double or decimal or BigInteger };

    /// <summary>
    /// Returns true if a member is a keyword by its name and the kind of its value. A property can also be named <c>type</c>.
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

    /// <summary>Returns true if a keyword only holds schemas for references.</summary>
    /// <param name="name">The keyword.</param>
    public static bool IsContainer(string name) =>
        KeywordTable.Find(name) is { Holds: SubschemaPlaces.Definitions or SubschemaPlaces.Components };

    /// <summary>Returns true if a keyword takes a value.</summary>
    /// <param name="name">The keyword.</param>
    /// <param name="value">The value.</param>
    public static bool Takes(string name, JsonNode value) => KeywordTable.Find(name) is { } keyword && Fits(keyword.Value, value);

    /// <summary>Returns true if a name is of the form that is reserved for custom keywords.</summary>
    /// <param name="name">The name.</param>
    public static bool IsOwn(string name) => name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Returns true for a custom keyword. No service has a property with such a name, and its values are unknown.</summary>
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
