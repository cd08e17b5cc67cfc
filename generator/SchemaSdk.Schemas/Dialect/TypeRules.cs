using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules for type names that JSON Schema does not have.</summary>
internal static class TypeRules
{
    /// <summary>The meaning -> the spellings, in lower case. The empty meaning is any type.</summary>
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
    /// <c>float</c> means <c>number</c>, <c>STRING</c> means <c>string</c>, <c>any</c> and <c>null</c> without quotes mean that there is no
    /// <c>type</c>. The same applies in an array of types. Unknown names are kept, and reported when the schema is parsed.
    /// </summary>
    /// <example>
    /// schemas/kling/kling-3.0/pro/text-to-video/input.json, <c>cfg_scale</c>: <c>float</c>. <c>bool</c>: LoRA templates.
    /// <c>STRING</c>, <c>OBJECT</c>: other/kie/gemini-3-flash-chat-completions/examples.json. <c>file</c>: OpenAPI 2.
    /// </example>
    /// <param name="schema">Changed in place.</param>
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
    /// <c>"type": "enum"</c> adds nothing to the <c>enum</c> beside it: it becomes <c>string</c> if all values are strings, and is removed
    /// otherwise.
    /// </summary>
    /// <example>Not in the corpus; form builders write it.</example>
    /// <param name="schema">Changed in place.</param>
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

    /// <summary>Returns true if a name is that of a type, in JSON Schema or in the dialect.</summary>
    /// <param name="name">Such as <c>float</c>.</param>
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
