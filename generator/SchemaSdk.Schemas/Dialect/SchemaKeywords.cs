using System.Numerics;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Tells keywords from other members, by their names and by the kind of value that each takes.</summary>
internal static class SchemaKeywords
{
    /// <summary>Whether a value is a number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsNumber(JToken value) => value is JValue { Value: long or double or decimal or BigInteger };

    /// <summary>Whether a member is a keyword by its name and by the kind of its value: a property can be called <c>type</c> too.</summary>
    /// <param name="member">The member.</param>
    public static bool IsKeyword(JProperty member) =>
        IsExtension(member.Name) || IsFit(member);

    /// <summary>Whether a member is a keyword that is known here, and holds what that keyword takes.</summary>
    /// <param name="member">The member.</param>
    public static bool IsFit(JProperty member) => KeywordTable.Find(member.Name) is { } keyword && Fits(keyword.Value, member.Value);

    /// <summary>Whether a member is called as a keyword is, and holds what that keyword cannot take.</summary>
    /// <param name="member">The member.</param>
    public static bool IsUnfit(JProperty member) => KeywordTable.Find(member.Name) is { } keyword && !Fits(keyword.Value, member.Value);

    /// <summary>Whether a keyword only keeps schemas for references to lead to.</summary>
    /// <param name="name">The keyword.</param>
    public static bool IsContainer(string name) =>
        KeywordTable.Find(name) is { Holds: SubschemaPlaces.Definitions or SubschemaPlaces.Components };

    /// <summary>No service calls a property so, and nobody else knows what it takes.</summary>
    private static bool IsExtension(string name) =>
        name.StartsWith("x-", StringComparison.Ordinal) || name.StartsWith("$", StringComparison.Ordinal);

    private static bool Fits(KeywordValue kind, JToken value) => kind switch
    {
        KeywordValue.Anything => true,
        KeywordValue.Text => IsText(value),
        KeywordValue.TextOrList => IsText(value) || value is JArray,
        KeywordValue.Flag => IsFlag(value),
        KeywordValue.Number or KeywordValue.Count => IsNumber(value),
        KeywordValue.NumberOrFlag => IsNumber(value) || IsFlag(value),
        KeywordValue.List => value is JArray,
        KeywordValue.FilledList => value is JArray { Count: > 0 },
        KeywordValue.Names => value is JArray names && names.All(IsText),
        KeywordValue.Map => value is JObject,
        KeywordValue.MapOrText => value is JObject || IsText(value),
        KeywordValue.Schema => value is JObject || IsFlag(value),
        KeywordValue.SchemaOrList => value is JObject or JArray || IsFlag(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool IsText(JToken value) => value is JValue { Value: string };

    private static bool IsFlag(JToken value) => value is JValue { Value: bool };
}
