using static SchemaSdk.Generator.Tests.Corpus.SchemaParts;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Finds the schemas that apply to a value in a document.</summary>
internal sealed class SchemaView
{
    public static readonly string[] Sums = ["allOf", "anyOf", "oneOf"];

    private const int MaxDepth = 64;

    private readonly JsonElement _root;

    public SchemaView(string schema)
    {
        _root = JsonElement.Parse(schema);
        Start = _root.EnumerateObject().Count() == 1 && Member(_root, "output") is { ValueKind: JsonValueKind.Object } inner
            ? inner
            : _root;
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
        if (Member(schema, "$ref") is not { ValueKind: JsonValueKind.String } reference || !reference.GetString()!.StartsWith('#'))
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

        foreach (var branch in Sums.SelectMany(keyword => List(schema, keyword)))
        {
            Expand(branch, found, depth + 1);
        }
    }

    private static IEnumerable<JsonElement> Inside(JsonElement schema, string part)
    {
        if (part != "*")
        {
            return Member(schema, "properties") is { } properties && Member(properties, part) is { } found ? [found] : [];
        }

        string[] keywords = ["items", "additionalProperties", "prefixItems"];
        var inside = keywords
            .Select(keyword => Member(schema, keyword))
            .OfType<JsonElement>()
            .SelectMany(item => item.ValueKind == JsonValueKind.Array ? [.. item.EnumerateArray()] : (JsonElement[])[item])
            .Concat(Members([schema], "patternProperties", JsonValueKind.Object)
                .SelectMany(patterns => patterns.EnumerateObject())
                .Select(pattern => pattern.Value));

        // Some schemas of RunComfy have the properties of an item directly in "items", without a "properties" member around them.
        return inside.SelectMany(item =>
            item.ValueKind == JsonValueKind.Object
                && item.EnumerateObject().Any()
                && item.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Object)
                ? (IEnumerable<JsonElement>)[item, JsonElement.Parse($$"""{"properties":{{item.GetRawText()}}}""")]
                : [item]);
    }
}
