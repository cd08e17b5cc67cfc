using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for type names that JSON Schema does not define.</summary>
internal static class TypeRules
{
    /// <summary>Maps each spelling of a type, in lower case, to JSON Schema's name for the type. An empty string means any type.</summary>
    private static readonly Dictionary<string, string> Meanings = Invert(
        ("string", "string str text file"),
        ("number", "number float double decimal float32 float64"),
        ("integer", "integer int long int32 int64 uint32 uint64"),
        ("boolean", "boolean bool"),
        ("object", "object dict map"),
        ("array", "array list"),
        ("null", "null"),
        ("", "any"));

    /// <summary>
    /// <c>float</c> means <c>number</c>, <c>STRING</c> means <c>string</c>, and <c>"any"</c> allows every type, even in an array of types.
    /// An unquoted <c>null</c> as <c>type</c> means <c>"any"</c>. Unknown names are kept, and reported when the schema is parsed.
    /// </summary>
    /// <example>
    /// schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>cfg_scale</c>: <c>float</c>. <c>bool</c>: templates for LoRA models.
    /// <c>STRING</c>, <c>OBJECT</c>: other/kie/gemini-3-flash-chat-completions/examples.json. <c>file</c>: OpenAPI 2.
    /// </example>
    public static void NameTheType(JsonObject schema)
    {
        var isAny = schema[KeywordName.Type] switch
        {
            JsonValue { Value: null } => true,
            JsonValue { Value: string } name => IsAnyOrNamed(name),
            JsonArray names => names.Count == 0 || AreAnyOrNamed(names),
            _ => false,
        };
        if (isAny)
        {
            schema.Remove(KeywordName.Type);
        }
    }

    /// <summary>
    /// <c>"type": "enum"</c> says no more than the <c>enum</c> beside it. This type becomes <c>string</c> if all values are strings, and is
    /// removed otherwise.
    /// </summary>
    /// <example>Not in the corpus, but written by form builders.</example>
    public static void EnumIsNoType(JsonObject schema)
    {
        if (schema[KeywordName.Type] is not JsonValue { Value: string name } type
            || !name.Equals(KeywordName.Enum, StringComparison.OrdinalIgnoreCase)
            || schema[KeywordName.Enum] is not JsonArray { Count: > 0 } values)
        {
            return;
        }

        if (values.All(value => value.Kind == JsonKind.String))
        {
            type.Value = "string";
        }
        else
        {
            schema.Remove(KeywordName.Type);
        }
    }

    /// <summary>Returns true for the name of a type in JSON Schema or the dialect, such as <c>float</c>.</summary>
    public static bool IsKnown(string name) => MeaningOf(name) is { Length: > 0 };

    private static string? MeaningOf(string name) =>
        Meanings.TryGetValue(name, out var meaning) || Meanings.TryGetValue(name.Trim().ToLowerInvariant(), out meaning) ? meaning
        : string.IsNullOrWhiteSpace(name) ? ""
        : null;

    private static Dictionary<string, string> Invert(params (string Meant, string Written)[] meanings) => meanings
        .SelectMany(meaning => meaning.Written.Split(' '), (meaning, name) => (name, meaning.Meant))
        .ToDictionary(pair => pair.name, pair => pair.Meant, StringComparer.Ordinal);

    private static bool IsAnyOrNamed(JsonValue name)
    {
        var meaning = MeaningOf((string)name.Value!);
        if (meaning is { Length: > 0 })
        {
            name.Value = meaning;
        }

        return meaning is { Length: 0 };
    }

    private static bool AreAnyOrNamed(JsonArray names)
    {
        var isAny = false;
        foreach (var name in names)
        {
            isAny |= name is JsonValue { Value: string } text && IsAnyOrNamed(text);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        Tokens.Keep(names, name => name is not JsonValue { Value: string text } || seen.Add(text));
        return isAny;
    }
}
