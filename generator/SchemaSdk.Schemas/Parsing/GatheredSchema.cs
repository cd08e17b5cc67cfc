using System.Globalization;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>
/// A copy in which every reference leads to <c>definitions</c>: elsewhere, as in <c>components</c> or <c>$defs</c>, NJsonSchema
/// leaves references inside what it was led to unresolved, and says nothing.
/// </summary>
internal sealed class GatheredSchema
{
    private const string Definitions = "definitions";

    private static readonly string[] OtherPlaces = ["components", "$defs"];

    private readonly JObject _original;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Makes the copy.</summary>
    /// <param name="original">A schema whose references all lead to objects in it.</param>
    public GatheredSchema(JObject original)
    {
        _original = original;
        if (!SchemaWalk.Of(original).Any(IsElsewhere))
        {
            Json = original;
            return;
        }

        Json = (JObject)original.DeepClone();
        foreach (var schema in SchemaWalk.Of(Json))
        {
            // Its mapping holds references too. It is read from the original.
            schema.Remove("discriminator");
            if (IsElsewhere(schema))
            {
                schema["$ref"] = $"#/{Definitions}/{NameOf(((string)schema["$ref"]!).Substring(1))}";
            }
        }

        var gathered = _names.ToDictionary(name => name.Value, name => JsonPointer.Find(Json, name.Key)?.DeepClone());
        foreach (var place in OtherPlaces)
        {
            Json.Remove(place);
        }

        if (Json[Definitions] is not JObject definitions)
        {
            Json[Definitions] = definitions = [];
        }

        foreach (var definition in gathered)
        {
            definitions[definition.Key] = definition.Value;
        }
    }

    /// <summary>What NJsonSchema can read; the original itself where it can read that.</summary>
    public JObject Json { get; }

    /// <summary>Finds in the original what stands at a path of the copy.</summary>
    /// <param name="path">As Newtonsoft.Json writes it.</param>
    public JToken? Find(string path)
    {
        if (Json == _original || At(Json, path) is not { } token)
        {
            return At(_original, path);
        }

        var pointer = JsonPointer.To(token);
        foreach (var name in _names)
        {
            var place = $"/{Definitions}/{name.Value}";
            if (pointer == place || pointer.StartsWith(place + "/", StringComparison.Ordinal))
            {
                return JsonPointer.Find(_original, name.Key + pointer.Substring(place.Length));
            }
        }

        return JsonPointer.Find(_original, pointer);
    }

    /// <summary>Spells a reference of the copy as the original has it.</summary>
    /// <param name="reference">Such as <c>#/definitions/schemasdk-0</c>.</param>
    public string Original(string reference)
    {
        foreach (var name in _names)
        {
            if (reference == $"#/{Definitions}/{name.Value}")
            {
                return "#" + name.Key;
            }
        }

        return reference;
    }

    /// <summary>A path is no sure way: where a name is empty it may lead to many places, and to none.</summary>
    private static JToken? At(JObject json, string path)
    {
        try
        {
            return json.SelectToken(path);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    private static bool IsElsewhere(JObject schema) =>
        (string?)schema["$ref"] is { Length: > 1 } reference && !IsPlainDefinition(reference);

    private static bool IsPlainDefinition(string reference) =>
        reference.StartsWith($"#/{Definitions}/", StringComparison.Ordinal)
        && reference.IndexOf('/', Definitions.Length + 3) < 0
        && reference.IndexOf('~') < 0;

    private string NameOf(string pointer)
    {
        if (!_names.TryGetValue(pointer, out var name))
        {
            _names[pointer] = name = "schemasdk-" + _names.Count.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
