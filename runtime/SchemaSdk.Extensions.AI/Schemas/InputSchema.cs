using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>What the schema of a model says about each member of its input.</summary>
internal sealed class InputSchema
{
    // Known schemas have far fewer alternatives than this.
    private const int MostAlternatives = 1000;
    private const int MostErrors = 1000;

    // If a schema has one of these keywords, its properties alone do not show which names it allows.
    private static readonly string[] Others =
    [
        "$ref", "additionalProperties", "allOf", "anyOf", "dependencies", "dependentSchemas", "if", "oneOf", "patternProperties",
        "unevaluatedProperties",
    ];

    private readonly JsonObject _root;
    private readonly Dictionary<string, InputProperty> _properties = new(StringComparer.Ordinal);

    internal InputSchema(ModelInfo model)
    {
        ModelId = model.Id;
        _root = SchemaReader.InputOf(model);
        foreach (var part in Alternatives(_root))
        {
            var required = (part["required"] as JsonArray)?.Select(TextOf).ToHashSet() ?? [];
            foreach (var (name, value) in part["properties"] as JsonObject ?? [])
            {
                _properties.TryAdd(name, new(name, [.. Alternatives(value)], required.Contains(name)));
            }
        }
    }

    internal string ModelId { get; }

    internal IEnumerable<InputProperty> Properties => _properties.Values;

    /// <summary>
    /// Returns an error for each name that is not a member of the input. Language models guess names, and a service may ignore an unknown
    /// member, run the job with the default value, and charge for it.
    /// </summary>
    internal IEnumerable<ValidationError> ErrorsOf(IEnumerable<string> names) =>
        _properties.Count == 0 || Array.Exists(Others, _root.ContainsKey) ? []
            : names.Where(name => !_properties.ContainsKey(name)).Take(MostErrors).Select(name => new ValidationError
            {
                JsonPointer = $"/{JsonPointers.Escape(name)}",
                Rule = "properties",
                Message = $"The model has no input '{ErrorText.Cut(name)}'. Its inputs are {string.Join(", ", _properties.Keys)}.",
            });

    internal InputProperty? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>Looks up the names in order. Returns the first member of the input for which <c>fits</c> returns true.</summary>
    internal InputProperty? First(IEnumerable<string> names, Func<InputProperty, bool>? fits = null) =>
        names.Select(Find).FirstOrDefault(property => property is not null && fits?.Invoke(property) != false);

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private List<JsonObject> Alternatives(JsonNode? schema)
    {
        var found = new List<JsonObject>();
        var seen = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        var open = new Stack<JsonNode?>([schema]);
        while (open.TryPop(out var next) && found.Count < MostAlternatives)
        {
            if (next is not JsonObject part || !seen.Add(part))
            {
                continue;
            }

            found.Add(part);
            if (TextOf(part["$ref"]) is { } reference)
            {
                open.Push(Resolve(reference));
            }

            foreach (var word in (string[])["allOf", "oneOf", "anyOf"])
            {
                foreach (var inner in (part[word] as JsonArray)?.Reverse() ?? [])
                {
                    open.Push(inner);
                }
            }
        }

        return found;
    }

    // Returns null for a reference to another file, because the client does not have that file.
    private JsonNode? Resolve(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        JsonNode? node = _root;
        foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step)
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = (node as JsonObject)?[name];
        }

        return node;
    }
}
