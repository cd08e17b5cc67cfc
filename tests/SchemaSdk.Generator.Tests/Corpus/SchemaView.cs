namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Finds the schemas that apply to a value in a document.</summary>
internal sealed class SchemaView
{
    public static readonly string[] Sums = ["allOf", "anyOf", "oneOf"];

    private const int MaxDepth = 64;

    private readonly JsonElement _root;

    public SchemaView(JsonElement root)
    {
        _root = root;
        Start = root.EnumerateObject().Count() == 1
            && root.TryGetProperty("output", out var inner)
            && inner.ValueKind == JsonValueKind.Object ? inner : root;
    }

    /// <summary>The schema of the document, or of its member <c>output</c> if the document has no other member.</summary>
    public JsonElement Start { get; }

    /// <summary>Returns every schema that applies to the value at a JSON pointer, including branches and referenced schemas.</summary>
    public IEnumerable<JsonElement> At(string place)
    {
        var schemas = Expand([Start]);
        foreach (var part in place.Split('/')
            .Skip(1)
            .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            schemas = Expand(schemas.SelectMany(schema => Inside(schema, part)));
        }

        return schemas;
    }

    /// <summary>Returns the target of a reference; null if it cannot be resolved.</summary>
    public JsonElement? Target(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference)
            || reference.ValueKind != JsonValueKind.String
            || !reference.GetString()!.StartsWith('#'))
        {
            return null;
        }

        var found = _root;
        foreach (var part in Uri.UnescapeDataString(reference.GetString()![1..]).Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }

        return found.ValueKind == JsonValueKind.Object ? found : null;
    }

    private List<JsonElement> Expand(IEnumerable<JsonElement> schemas)
    {
        var found = new List<JsonElement>();
        foreach (var schema in schemas)
        {
            Expand(schema, found, 0);
        }

        return found;
    }

    private void Expand(JsonElement schema, List<JsonElement> found, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth || found.Count > 1_000)
        {
            return;
        }

        if (Target(schema) is { } target)
        {
            Expand(target, found, depth + 1);
        }
        else
        {
            found.Add(schema);
        }

        foreach (var keyword in Sums)
        {
            if (schema.TryGetProperty(keyword, out var branches) && branches.ValueKind == JsonValueKind.Array)
            {
                foreach (var branch in branches.EnumerateArray())
                {
                    Expand(branch, found, depth + 1);
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Inside(JsonElement schema, string part)
    {
        if (part != "*")
        {
            return schema.TryGetProperty("properties", out var properties)
                && properties.ValueKind == JsonValueKind.Object
                && properties.TryGetProperty(part, out var found)
                ? [found]
                : [];
        }

        var inside = new List<JsonElement>();
        foreach (var keyword in (string[])["items", "additionalProperties", "prefixItems"])
        {
            if (schema.TryGetProperty(keyword, out var item))
            {
                inside.AddRange(item.ValueKind == JsonValueKind.Array ? item.EnumerateArray() : [item]);
            }
        }

        if (schema.TryGetProperty("patternProperties", out var patterns) && patterns.ValueKind == JsonValueKind.Object)
        {
            inside.AddRange(patterns.EnumerateObject().Select(pattern => pattern.Value));
        }

        // Some schemas of RunComfy have the properties of an item directly in "items", without a "properties" member around them.
        return inside.SelectMany(item =>
            item.ValueKind == JsonValueKind.Object
                && item.EnumerateObject().Any()
                && item.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Object)
                ? (IEnumerable<JsonElement>)[item, JsonDocument.Parse($$"""{"properties":{{item.GetRawText()}}}""").RootElement]
                : [item]);
    }
}
