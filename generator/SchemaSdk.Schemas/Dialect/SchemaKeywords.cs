using System.Numerics;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The keywords of JSON Schema and OpenAPI, and what kind of value each takes.</summary>
internal static class SchemaKeywords
{
    private static readonly Dictionary<string, Func<JToken, bool>> Kinds = new(StringComparer.Ordinal);

    static SchemaKeywords()
    {
        Add(value => value.Type == JTokenType.String,
            "$id", "$schema", "$ref", "$comment", "$anchor", "id", "title", "description",
            "format", "pattern", "contentMediaType", "contentEncoding");
        Add(value => value.Type == JTokenType.Boolean, "uniqueItems", "readOnly", "writeOnly", "deprecated", "nullable");
        Add(IsNumber, "minimum", "maximum", "multipleOf");
        Add(value => IsNumber(value) || value.Type == JTokenType.Boolean, "exclusiveMinimum", "exclusiveMaximum");
        Add(IsNumber, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains");
        Add(value => value is JArray { Count: > 0 }, "enum", "allOf", "anyOf", "oneOf", "prefixItems");
        Add(value => value is JArray, "required", "examples");
        Add(value => value is JObject,
            "properties", "patternProperties", "definitions", "$defs", "components",
            "dependencies", "dependentSchemas", "dependentRequired");
        Add(value => value is JObject or JValue { Value: bool },
            "additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems",
            "not", "if", "then", "else", "contains", "propertyNames", "contentSchema");
        Add(value => value is JObject or JArray or JValue { Value: bool }, "items");
        Add(value => value is JObject or JValue { Value: string }, "discriminator");
        Add(value => value is JArray or JValue { Value: string }, "type");
        Add(_ => true, "const", "default", "example");

        // No keywords, but NJsonSchema, by which the emulator judges, gives up the whole file where they are of another kind.
        Add(value => value.Type == JTokenType.Boolean, "x-deprecated", "x-abstract", "x-enumFlags", "x-readOnly", "x-writeOnly");
        Add(value => value.Type == JTokenType.String, "x-deprecatedMessage");
        Add(value => value is JArray names && names.All(name => name.Type == JTokenType.String), "x-enumNames");
        Add(value => value is JObject, "x-dictionaryKey", "xml");
    }

    /// <summary>Whether a value is a number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsNumber(JToken value) => value is JValue { Value: long or double or decimal or BigInteger };

    /// <summary>Whether a member is a keyword by its name and by the kind of its value: a property can be called <c>type</c> too.</summary>
    /// <param name="member">The member.</param>
    public static bool IsKeyword(JProperty member) =>
        IsExtension(member.Name) || IsFit(member);

    /// <summary>Whether a member is a keyword that is known here, and holds what that keyword takes.</summary>
    /// <param name="member">The member.</param>
    public static bool IsFit(JProperty member) => Kinds.TryGetValue(member.Name, out var fits) && fits(member.Value);

    /// <summary>Whether a member is called as a keyword is, and holds what that keyword cannot take.</summary>
    /// <param name="member">The member.</param>
    public static bool IsUnfit(JProperty member) => Kinds.TryGetValue(member.Name, out var fits) && !fits(member.Value);

    /// <summary>Whether a keyword only keeps schemas for references to lead to.</summary>
    /// <param name="name">The keyword.</param>
    public static bool IsContainer(string name) => name is "components" or "definitions" or "$defs";

    /// <summary>No service calls a property so, and nobody else knows what it takes.</summary>
    private static bool IsExtension(string name) =>
        name.StartsWith("x-", StringComparison.Ordinal) || name.StartsWith("$", StringComparison.Ordinal);

    private static void Add(Func<JToken, bool> fits, params string[] names)
    {
        foreach (var name in names)
        {
            Kinds.Add(name, fits);
        }
    }
}
