namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>Groups of schemas. The changes between the schemas of each group, taken together, cover every rule of <c>diff</c>.</summary>
internal static class SchemaVariants
{
    private static readonly string[] Numbers =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "minContains", "maxContains",
    ];

    private static readonly string[] Schemas =
    [
        "contains", "propertyNames", "additionalProperties", "items", "not", "if", "contentSchema", "unevaluatedItems",
        "unevaluatedProperties",
    ];

    private static readonly string[] Words =
    [
        "title", "description", "$comment", "$schema", "contentMediaType", "contentEncoding", "x-deprecatedMessage",
        "x-sunset", "x-stability-level", "pattern", "x-csharp-name",
    ];

    private static readonly string[] Flags =
        ["readOnly", "writeOnly", "deprecated", "uniqueItems", "x-deprecated", "x-abstract", "x-enumFlags", "x-readOnly", "x-writeOnly"];

    private static readonly string[] Lists = ["examples", "validations", "x-enumNames", "x-extensible-enum"];

    /// <summary>The groups for inputs and outputs. Each also contains a schema that allows every value.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Groups { get; } =
    [
        .. Numbers.Select(name => Of(name, "5", "6")),
        .. Schemas.Select(name => Of(name, "false", """{"type":"string"}""", """{"type":"integer"}""")),
        .. Words.Select(name => Of(name, "\"Aa\"", "\"Bb\"")),
        .. Flags.Select(name => Of(name, "true")),
        .. Lists.Select(name => Of(name, """["a","b"]""", """["a"]""")),
        .. new[] { "xml", "x-dictionaryKey" }.Select(name => Of(name, "{}")),
        .. new[] { "then", "else" }.Select(name => Of(name, """{"type":"string"}""").Select(If).ToList()),
        .. new[] { "$ref", "$dynamicRef" }.Select(name => Of(name, "\"#/definitions/a\"", "\"#/definitions/b\"")),
        .. new[] { "anyOf", "oneOf" }.SelectMany(Unions),
        Of("multipleOf", "2", "4", "3"),
        Of("type", "\"string\"", "\"integer\"", """["string","null"]"""),
        Of("enum", """["a"]""", """["a","b"]"""),
        Of("const", "\"a\"", "\"b\""),
        Of("format", "\"date\"", "\"date-time\""),
        Of("default", "1", "null"),
        Of("properties", """{"a":{}}"""),
        Of("required", """["a"]"""),
        Of("patternProperties", """{"^x":{"type":"string"}}"""),
        Of("dependentSchemas", """{"a":{"required":["b"]}}"""),
        Of("dependentRequired", """{"a":["b"]}""", """{"a":["c"]}"""),
        Of("dependencies", """{"a":["b"]}""", """{"a":["c"]}""", """{"a":{"required":["b"]}}"""),
        Of("allOf", """[{"minLength":1},{"maxLength":5}]""", """[{"minLength":1},{"maxLength":5},{"pattern":"a"}]""", Described),
        Of("x-rules", """[{"atLeastOne":["a","b"]}]""", """[{"atLeastOne":["a","c"]}]"""),
        [Nullable("[]"), Nullable("""["a"]""")],
        [Parts(""), Parts("\"a\":{}"), Parts("\"a\":{\"maxLength\":3}")],
    ];

    /// <summary>The groups for keywords that only inputs have.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> OfInputs { get; } =
        [Of("x-retired", """{"stage":"warning"}""", """{"stage":"error"}""")];

    private const string Described = """[{"minLength":1},{"maxLength":5},{"description":"text"}]""";

    private static IReadOnlyList<string> Of(string name, params string[] values) =>
        ["{}", .. values.Select(value => $$"""{"{{name}}":{{value}}}""")];

    private static string If(string schema) => $$"""{"if":{"minLength":1},{{schema[1..]}}""".Replace(",}", "}", StringComparison.Ordinal);

    private static string Nullable(string required) =>
        $$"""{"type":"object","required":{{required}},"properties":{"a":{"type":["string","null"]} } }""";

    private static string Parts(string second) =>
        $$"""{"allOf":[{"properties":{"a":{"type":"string"} } },{"maxProperties":9,"properties":{ {{second}} } }]}""";

    private static IEnumerable<IReadOnlyList<string>> Unions(string keyword)
    {
        const string Two = """{"type":"string"},{"type":"integer"}""";
        yield return Of(keyword, $"[{Two}]", $$"""[{{Two}},{"type":"boolean"}]""", $$"""[{{Two}},{"type":"null"}]""");
        yield return ["""{"type":["string","null"]}""", $$"""{"{{keyword}}":[{{Two}}]}""", Marked(keyword, "k"), Marked(keyword, "l")];
    }

    private static string Marked(string keyword, string name) =>
        $$"""{"{{keyword}}":[{"type":"string"},{"type":"integer"}],"discriminator":{"propertyName":"{{name}}"} }""";
}
