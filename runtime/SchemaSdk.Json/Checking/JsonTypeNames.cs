namespace SchemaSdk.CompilerServices;

/// <summary>The names of JSON Schema types in rules and error messages.</summary>
internal static class JsonTypeNames
{
    /// <summary>All types, in the order in which error messages list them.</summary>
    public static readonly (JsonTypes Type, string Name)[] All =
    [
        (JsonTypes.String, "string"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Number, "number"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Array, "array"),
        (JsonTypes.Object, "object"),
        (JsonTypes.Null, "null"),
    ];

    /// <summary>Formats a set of types, for example <c>string or null</c>.</summary>
    public static string Of(JsonTypes types)
    {
        var names = new List<string>();
        foreach (var (type, name) in All)
        {
            if ((types & type) == type && !(type == JsonTypes.Integer && (types & JsonTypes.Number) == JsonTypes.Number))
            {
                names.Add(name);
            }
        }

        return string.Join(" or ", names);
    }
}
