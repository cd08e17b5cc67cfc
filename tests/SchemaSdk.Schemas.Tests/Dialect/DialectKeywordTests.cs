namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that normalizing a schema keeps the meaning of JSON Schema and OpenAPI keywords.</summary>
public sealed class DialectKeywordTests
{
    [Theory]
    [InlineData("string", "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6")]
    [InlineData(
        "string", "uri", "uri-reference", "iri", "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex", "uuid")]
    [InlineData("string", "byte", "binary", "base64url", "password")]
    [InlineData("integer", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "unixtime")]
    [InlineData("number", "float", "double", "decimal")]
    public void A_format_of_JSON_Schema_or_OpenAPI_is_kept(string type, params string[] formats) => Assert.All(formats, format =>
    {
        var schema = $$"""{"type":"{{type}}","format":"{{format}}"}""";
        DialectTests.Check(schema, schema);
    });

    [Theory]
    [InlineData("5", "$id", "$schema", "$comment", "$anchor", "$dynamicAnchor", "id", "title", "description")]
    [InlineData("5", "format", "pattern", "contentMediaType", "contentEncoding", "x-deprecatedMessage")]
    [InlineData(
        "\"yes\"", "uniqueItems", "readOnly", "writeOnly", "deprecated", "nullable", "x-deprecated", "x-abstract", "x-enumFlags",
        "x-readOnly", "x-writeOnly", "$recursiveAnchor")]
    [InlineData("{}", "minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")]
    [InlineData("{}", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains")]
    [InlineData("[]", "enum", "allOf", "anyOf", "oneOf")]
    [InlineData("5", "required", "prefixItems")]
    [InlineData(
        "5", "properties", "patternProperties", "definitions", "$defs", "components", "dependencies", "dependentSchemas",
        "dependentRequired")]
    [InlineData(
        "5", "x-dictionaryKey", "xml", "discriminator", "additionalProperties", "additionalItems", "unevaluatedProperties",
        "unevaluatedItems")]
    [InlineData("[\"a\",5]", "x-enumNames")]
    public void A_keyword_with_a_value_of_another_kind_is_removed(string value, params string[] keywords) =>
        Assert.All(keywords, keyword =>
            DialectTests.Check($$"""{"not":{"type":"string"},"{{keyword}}":{{value}}}""", """{"not":{"type":"string"}}"""));

    [Fact]
    public void A_value_that_is_not_a_schema_becomes_the_empty_schema() => Assert.All(
        new[] { "if", "then", "else", "contains", "propertyNames", "contentSchema", "items" },
        keyword => DialectTests.Check(
            $$"""{"not":{"type":"string"},"{{keyword}}":5}""", $$$"""{"not":{"type":"string"},"{{{keyword}}}":{}}"""));

    [Theory]
    [InlineData(
        "\"a\"", "$id", "$schema", "$comment", "$anchor", "id", "title", "description", "pattern", "contentMediaType", "contentEncoding",
        "x-deprecatedMessage")]
    [InlineData(
        "true", "uniqueItems", "readOnly", "writeOnly", "deprecated", "x-deprecated", "x-abstract", "x-enumFlags", "x-readOnly",
        "x-writeOnly")]
    [InlineData("5", "minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")]
    [InlineData("5", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains")]
    [InlineData("[{}]", "enum", "allOf", "anyOf", "oneOf", "examples", "items")]
    [InlineData(
        "{}", "properties", "patternProperties", "definitions", "$defs", "components", "dependencies", "x-dictionaryKey", "xml", "items")]
    [InlineData(
        "{}", "additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems", "if", "then", "else", "contains",
        "propertyNames", "contentSchema")]
    [InlineData("[\"a\"]", "x-enumNames", "required")]
    [InlineData("null", "const", "default", "x-anything")]
    public void A_keyword_with_a_value_of_its_kind_is_kept(string value, params string[] keywords) => Assert.All(keywords, keyword =>
        DialectTests.Check(
            $$"""{"not":{"type":"string"},"{{keyword}}":{{value}}}""", $$"""{"not":{"type":"string"},"{{keyword}}":{{value}}}"""));

    [Theory]
    [InlineData("""{"enum":["x"]}""")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""")]
    [InlineData("""{"oneOf":[{"type":"string"}]}""")]
    [InlineData("""{"allOf":[{"type":"string"}]}""")]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"properties":{"b":{}}}""")]
    [InlineData("""{"items":{"type":"string"}}""")]
    [InlineData("""{"$ref":"#/nowhere"}""")]
    public void A_member_that_describes_a_value_makes_its_object_a_map_of_properties(string member) =>
        DialectTests.Check($$"""{"a":{{member}}}""", $$$"""{"type":"object","properties":{"a":{{{member}}}}}""");

    [Fact]
    public void An_empty_enum_does_not_make_a_map_of_properties() =>
        DialectTests.Check("""{"a":{"title":"T","enum":[]}}""", """{"a":{"title":"T","enum":[]}}""");

    [Theory]
    [InlineData(
        """{"KEYWORD":*}""", "items", "contains", "propertyNames", "not", "if", "then", "else", "contentSchema", "additionalProperties",
        "additionalItems", "unevaluatedProperties", "unevaluatedItems")]
    [InlineData("""{"KEYWORD":[*]}""", "items", "allOf", "anyOf", "oneOf")]
    [InlineData(
        """{"KEYWORD":{"a":*}}""", "properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas")]
    [InlineData("""{"components":{"schemas":{"a":*}}}""")]
    [InlineData("""{"$ref":"#/x-types/A","x-types":{"A":*}}""")]
    [InlineData("""{"$ref":"#/x-types/A","x-types":{"A":{"items":*}}}""")]
    [InlineData("""{"$ref":"#/x/0","x":[{"items":{"$ref":"#/x/1"}},*]}""")]
    [InlineData("""{"$ref":"#/components/parameters/A/schema","components":{"parameters":{"A":{"schema":*}}}}""")]
    public void A_schema_is_normalized_in_every_position(string around, params string[] keywords) =>
        Assert.All(keywords.DefaultIfEmpty(""), keyword =>
        {
            var schema = around.Replace("KEYWORD", keyword, StringComparison.Ordinal);
            DialectTests.Check(
                schema.Replace("*", """{"type":"int"}""", StringComparison.Ordinal),
                schema.Replace("*", """{"type":"integer"}""", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"}},"items":{"$ref":"#/properties"}}""")]
    [InlineData("""{"$ref":"#/components","components":{"schemas":{"A":{"type":"string"}}}}""")]
    [InlineData("""{"$ref":"#/components/schemas","components":{"schemas":{"A":{"type":"string"}}}}""")]
    [InlineData("""{"$ref":"#/default","default":{"type":"int"}}""")]
    [InlineData("""{"x-types":{"A":{"type":"int"},"B":{"$ref":"#/x-types/A"}}}""")]
    public void A_part_that_is_no_schema_is_not_normalized(string schema) => DialectTests.Check(schema, schema);

    [Theory]
    [InlineData("""{"exclusiveMinimum":"5","exclusiveMaximum":"6"}""", """{"exclusiveMinimum":5,"exclusiveMaximum":6}""")]
    [InlineData("""{"maximum":5,"exclusiveMaximum":true}""", """{"exclusiveMaximum":5}""")]
    [InlineData(
        """{"minProperties":"1","maxProperties":"2","minContains":"3","maxContains":"4"}""",
        """{"minProperties":1,"maxProperties":2,"minContains":3,"maxContains":4}""")]
    [InlineData("""{"minProperties":-1,"maxProperties":-1,"minContains":-1,"maxContains":-1}""", "{}")]
    [InlineData("""{"type":["string","null"],"format":"urls"}""", """{"type":["string","null"],"format":"urls"}""")]
    [InlineData(
        """{"type":"array","format":"IMAGE_URLS"}""",
        """{"type":"array","format":"IMAGE_URLS","items":{"type":"string","format":"IMAGE_URL"}}""")]
    [InlineData("""{"type":"array","format":"URIS"}""", """{"type":"array","format":"URIS","items":{"type":"string","format":"uri"}}""")]
    [InlineData(
        """{"items":{"0":{"type":"float"},"x":{"type":"str"}}}""",
        """{"items":{"type":"object","properties":{"0":{"type":"number"},"x":{"type":"string"}}}}""")]
    [InlineData("""{"example":"y","examples":["x","y"]}""", """{"examples":["x","y"]}""")]
    [InlineData(
        """{"readOnly":"true","writeOnly":"false","deprecated":"True","x-deprecated":"true"}""",
        """{"readOnly":true,"writeOnly":false,"deprecated":true,"x-deprecated":true}""")]
    [InlineData("""{"type":"string","nullable":"true"}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":5}""", """{"type":5}""")]
    [InlineData("""{"$ref":5}""", """{"$ref":5}""")]
    [InlineData("""{"type":["any","any"]}""", "{}")]
    [InlineData(
        """{"a%":{"type":"int"},"d":{"$ref":"#/a%25"}}""",
        """{"type":"object","properties":{"a%":{"type":"integer"},"d":{"$ref":"#/properties/a%25"}}}""")]
    [InlineData(
        """{"prefixItems":[{}],"properties":{"const":{"$ref":"#/prefixItems/0"},"enum":{"$ref":"#/prefixItems/0"}}}""",
        """{"properties":{"const":{"$ref":"#/items/0"},"enum":{"$ref":"#/items/0"}},"items":[{}]}""")]
    [InlineData(
        """{"definitions":{"A":{"$anchor":"a"}},"items":{"$ref":"#a"},"const":{"$anchor":"a"},"enum":[{"$anchor":"a"}]}""",
        """{"definitions":{"A":{"$anchor":"a"}},"items":{"$ref":"#/definitions/A"},"const":{"$anchor":"a"},"enum":[{"$anchor":"a"}]}""")]
    [InlineData(
        """{"prefixItems":[{}],"not":{"$ref":"#/prefixItems/1"},"if":{"$ref":"#/prefixItems/-1"},"then":{"$ref":"#/prefixItems/x"}}""",
        """{"not":{"$ref":"#/prefixItems/1"},"if":{"$ref":"#/prefixItems/-1"},"then":{"$ref":"#/prefixItems/x"},"items":[{}]}""")]
    [InlineData(
        """{"a/b":{"type":"int"},"c~d":{"type":"int"},"e":{"$ref":"#/a~1b"},"f":{"$ref":"#/c~0d"}}""",
        """{"type":"object","properties":{"a/b":{"type":"integer"},"c~d":{"type":"integer"},"e":{"$ref":"#/properties/a~1b"},"f":"""
            + """{"$ref":"#/properties/c~0d"}}}""")]
    public void Bounds_arrays_flags_and_references_are_normalized(string written, string meant) => DialectTests.Check(written, meant);
}
