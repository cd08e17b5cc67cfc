using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Finds parts that are untyped JSON in C# although the schema describes them. Reads the schema without the generator's code.
/// </summary>
internal sealed class UntypedParts
{
    private static readonly string[] Describing =
        ["type", "enum", "const", "properties", "patternProperties", "additionalProperties", "items", "prefixItems", "$ref"];

    private readonly List<string> _found = [];
    private readonly SchemaView _schema;

    private UntypedParts(string schema) => _schema = new SchemaView(schema);

    /// <summary>Returns the JSON pointers of the untyped parts, with <c>*</c> in place of an index or an arbitrary name.</summary>
    public static IReadOnlyList<string> Of(Shape shape, string schema)
    {
        var parts = new UntypedParts(schema);
        parts.Visit(shape, "");
        return parts._found;
    }

    public static int CountProperties(Shape shape) => shape switch
    {
        ObjectShape value => value.Properties.Sum(property => 1 + CountProperties(property.Shape)),
        ListShape list => CountProperties(list.Item),
        MapShape map => CountProperties(map.Value),
        UnionShape union => union.Branches.Sum(branch => CountProperties(branch.Shape)),
        _ => 0,
    };

    private void Visit(Shape shape, string place)
    {
        switch (shape)
        {
            case ScalarShape { Kind: ScalarKind.Json } when IsDescribed(place):
                _found.Add(place);
                break;
            case ObjectShape value:
                foreach (var property in value.Properties)
                {
                    Visit(property.Shape, property.Pointer);
                }

                break;
            case ListShape list:
                Visit(list.Item, place + "/*");
                break;
            case MapShape map:
                Visit(map.Value, place + "/*");
                break;
            case UnionShape union:
                foreach (var branch in union.Branches.Where(branch => branch.Mark.Kind != "Any" || branch.Shape is not ScalarShape))
                {
                    Visit(branch.Shape, place);
                }

                break;
        }
    }

    /// <summary>Returns true if every branch except null describes the part. If not, the part is rightly typed as JSON.</summary>
    private bool IsDescribed(string place)
    {
        var leaves = _schema.At(place)
            .Where(schema => !schema.EnumerateObject().Any(member => Array.IndexOf(SchemaView.Sums, member.Name) >= 0))
            .ToList();
        return leaves.Count > 0 && leaves.All(leaf => IsNull(leaf) || IsDescribed(leaf)) && leaves.Any(IsDescribed);
    }

    private static bool IsNull(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null";

    private static bool IsDescribed(JsonElement schema) => schema.EnumerateObject().Any(member =>
        Describing.Contains(member.Name)
        && !(member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        && !(member.Name == "type"
        && member.Value.ValueKind == JsonValueKind.String
        && member.Value.GetString() is "any" or "Any" or "null")
        && !(member.Name is "properties" or "additionalProperties" && !member.Value.EnumerateObject().Any()));
}
