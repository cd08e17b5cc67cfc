namespace SchemaSdk.Testing;

/// <summary>
/// Schemas in which <c>ME</c> stands for a reference to the schema itself, each with the expected shape of an object whose property
/// <c>a</c> has that schema.
/// </summary>
public static class RecursiveSchemas
{
    private static readonly (string Schema, string Shape)[] All =
    [
        // A schema that allows only lists becomes untyped JSON where it contains itself.
        ("""{"items":ME}""", "{A: [Json]}"),
        ("""{"oneOf":[{"items":ME},ME]}""", "{A: [Json]}"),
        ("""{"anyOf":[{"type":"array","items":ME},{"type":"array","items":ME}]}""", "{A: [Json]}"),
        ("""{"oneOf":[{"items":ME},{"oneOf":[{"items":ME},ME]}]}""", "{A: [Json]}"),
        ("""{"oneOf":[{"items":{"items":ME}},ME]}""", "{A: [[Json]]}"),
        ("""{"oneOf":[{"items":{"type":"object","additionalProperties":ME}},ME]}""", "{A: [{*: Json}]}"),
        ("""{"oneOf":[{"items":{"properties":{"b":ME}}},ME]}""", "{A: [AItem{B: Json}]}"),
        ("""{"items":{"anyOf":[{"items":ME},{"items":ME}]}}""", "{A: [[Json]]}"),

        // A map becomes untyped JSON where it contains itself, unless it contains itself through a member of an object.
        ("""{"type":"object","additionalProperties":ME}""", "{A: {*: Json}}"),
        ("""{"type":"object","additionalProperties":{"items":ME}}""", "{A: {*: [Json]}}"),
        ("""{"type":"object","additionalProperties":{"properties":{"b":ME}}}""", "{A: {*: AItem{B: {*: ^AItem}}}}"),

        // If each branch of a union is the same object or the union itself, the type of the union is that object.
        ("""{"oneOf":[{"properties":{"b":ME}},ME]}""", "{A: AValue{B: ^AValue}}"),
        ("""{"anyOf":[{"properties":{"b":ME}},{"properties":{"b":ME}}]}""", "{A: AValue{B: ^AValue}}"),
        ("""{"oneOf":[{"properties":{"b":{"items":ME}}},ME]}""", "{A: AValue{B: [^AValue]}}"),
        (
            """{"oneOf":[{"type":"object","additionalProperties":{"properties":{"b":ME}}},ME]}""",
            "{A: {*: AItem{B: {*: ^AItem}}}}"),

        // Where a union with several branches contains itself, the inner union has the type of the outer one.
        ("""{"oneOf":[{"items":ME},{"type":"string"},ME]}""", "{A: AValue<List: [^|AValue] | Text: String>}"),
        ("""{"type":["string","array"],"items":ME}""", "{A: AValue<Text: String | TextOrListList: [^|AValue]>}"),
        ("""{"type":["string","object"],"additionalProperties":ME}""", "{A: AValue<Text: String | Map: {*: ^|AValue}>}"),
        ("""{"type":["string","object"],"properties":{"b":ME}}""", "{A: AValue<Text: String | Object: ObjectBranch{B: ^|AValue}>}"),
        ("""{"oneOf":[{"type":["string","array"],"items":ME},ME]}""", "{A: AValue<Text: String | List: [^|AValue]>}"),

        // If an outer and an inner list have the same name, the types of their items get different names.
        (
            """{"anyOf":[{"type":"string"},{"items":{"anyOf":[{"type":"string"},{"items":"""
                + """{"anyOf":[{"type":"string"},{"type":"boolean"}]}}]}}]}""",
            "{A: AValue<Text: String | List: [ListBranchItem<Text: String | List: [ListBranch_Item<Text: String | Boolean: Boolean>]>]>}"),
        (
            """{"items":{"items":{"properties":{"a":{"items":{"items":{"properties":{"b":{"type":"string"}}}}}}}}}""",
            "{A: [[AItemItem{A: [[A_ItemItem{B: String}]]}]]}"),
    ];

    public static TheoryData<string, string> Properties { get; } = Pairs();

    /// <summary>The same schemas in each position in which a schema can appear.</summary>
    public static IEnumerable<string> Everywhere => All.SelectMany(item => new[]
    {
        Property(item.Schema),
        Refer(item.Schema, """{"$ref":"#"}"""),
        Refer(item.Schema, """{"$recursiveRef":"#"}"""),
        $$"""{"items":{{Refer(item.Schema, """{"$ref":"#/items"}""")}} }""",
        $$"""{"type":"object","additionalProperties":{{Refer(item.Schema, """{"$ref":"#/additionalProperties"}""")}} }""",
        $$"""{"$ref":"#/$defs/D","$defs":{"D":{{Refer(item.Schema, """{"$ref":"#/$defs/D"}""")}} } }""",
    });

    /// <summary>Returns an object schema with a property whose schema refers to itself.</summary>
    public static string Property(string schema, string name = "a") =>
        $$"""{"properties":{"{{name}}":{{Refer(schema, $$"""{"$ref":"#/properties/{{name}}"}""")}} } }""";

    private static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var (schema, shape) in All)
        {
            data.Add(Property(schema), shape);
        }

        return data;
    }

    private static string Refer(string schema, string reference) => schema.Replace("ME", reference, StringComparison.Ordinal);
}
