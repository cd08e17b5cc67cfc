using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that the references to a schema are updated if normalizing moves the schema.</summary>
public sealed class DialectMoveTests
{
    [Theory]
    [InlineData("""{"output":{"type":"float"}}""", """{"type":"number"}""")]
    [InlineData("""{"output":{"image":{"type":"str"}}}""", """{"type":"object","properties":{"image":{"type":"string"}}}""")]
    [InlineData(
        """{"type":"object","properties":{"output":{"type":"float"}}}""",
        """{"type":"object","properties":{"output":{"type":"number"}}}""")]
    [InlineData(
        """{"output":{"type":"str"},"status":{"type":"str"}}""",
        """{"type":"object","properties":{"output":{"type":"string"},"status":{"type":"string"}}}""")]
    [InlineData(
        """{"title":"Outer","output":{"title":"Inner","$ref":"#/components/schemas/A"},"components":{"schemas":{"A":{"type":"int"}}}}""",
        """{"title":"Inner","$ref":"#/components/schemas/A","components":{"schemas":{"A":{"type":"integer"}}}}""")]
    [InlineData(
        """{"output":{"$defs":{"A":{}},"anyOf":[{"$ref":"#/output/$defs/A"},{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"}]},"$defs":{"A":"""
            + """{"type":"int"},"B":{}}}""",
        """{"$defs":{"A":{},"A_":{"type":"integer"},"B":{}},"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/A_"},{"$ref":"#/$defs/B"}]}""")]
    [InlineData(
        """{"output":{"discriminator":{"propertyName":"k","mapping":{"x":"#/output/$defs/A"}},"$defs":{"A":{}}}}""",
        """{"discriminator":{"propertyName":"k","mapping":{"x":"#/$defs/A"}},"$defs":{"A":{}}}""")]
    [InlineData(
        """{"output":{"$id":"b.json","a":{"type":"str"}},"definitions":{"A":{"$ref":"b.json"}}}""",
        """{"definitions":{"A":{"$ref":"#"}},"type":"object","properties":{"a":{"type":"string"}}}""")]
    [InlineData(
        """{"$schema":"S","$id":"I","description":"D","output":{"type":"float"}}""",
        """{"type":"number","$schema":"S","$id":"I","description":"D"}""")]
    [InlineData("""{"$comment":"C","output":{"type":"float"}}""", """{"type":"number","$comment":"C"}""")]
    [InlineData("""{"x-rules":[],"x-csharp-name":"N","output":{"type":"float"}}""", """{"type":"number"}""")]
    [InlineData(
        """{"output":{"$ref":"#/components/schemas/A","components":{"schemas":{"B":{}}}},"components":{"schemas":{"A":{"type":"int"}}"""
            + ""","headers":{}}}""",
        """{"$ref":"#/components/schemas/A","components":{"schemas":{"B":{},"A":{"type":"integer"}},"headers":{}}}""")]
    public void Output_envelopes_are_removed(string written, string meant) => DialectTests.Check(written, meant, SchemaRole.Output);

    [Theory]
    [InlineData(
        """{"a":{"b c%":{"type":"int"}},"d":{"$ref":"#/a/b%20c%25"}}""",
        """{"a":{"b c%":{"type":"int"}},"d":{"$ref":"#/a/b%20c%25"}}""")]
    [InlineData(
        """{"a":{"type":"int"},"d":{"$ref":"#/a"}}""",
        """{"type":"object","properties":{"a":{"type":"integer"},"d":{"$ref":"#/properties/a"}}}""")]
    [InlineData(
        """{"prefixItems":[{"type":"int"},{"$ref":"#/prefixItems/0"}]}""",
        """{"items":[{"type":"integer"},{"$ref":"#/items/0"}]}""")]
    [InlineData(
        """{"$defs":{"F":{"$recursiveAnchor":true,"items":{"$recursiveRef":"#"}}}}""",
        """{"$defs":{"F":{"$recursiveAnchor":true,"items":{"$ref":"#/$defs/F"}}}}""")]
    [InlineData(
        """{"prefixItems":[{}],"not":{"$ref":"#/prefixItems/0"},"default":{"$ref":"#/prefixItems/0"}}""",
        """{"not":{"$ref":"#/items/0"},"default":{"$ref":"#/prefixItems/0"},"items":[{}]}""")]
    [InlineData(
        """{"$id":"http://x.y/z","definitions":{"A":{"$id":"a.json","not":{"$ref":"#/x%25"},"x%":{}}},"items":{"$ref":"a.json#/x%25"}}""",
        """{"$id":"http://x.y/z","definitions":{"A":{"not":{"$ref":"#/definitions/A/x%25"},"x%":{}}},"items":"""
            + """{"$ref":"#/definitions/A/x%25"}}""")]
    [InlineData(
        """{"definitions":{"A":{"$id":"a.json","not":{"$ref":"#/nowhere"},"items":{"$ref":"#nowhere"}}}}""",
        """{"definitions":{"A":{"not":{"$ref":"#/definitions/A/nowhere"},"items":{"$ref":"a.json#nowhere"}}}}""")]
    [InlineData(
        """{"definitions":{"A":{"$id":"#a","$ref":"#/items"}},"items":{"$id":"b","$ref":"#a"}}""",
        """{"definitions":{"A":{"$id":"#a","$ref":"#/items"}},"items":{"$id":"b","$ref":"#a"}}""")]
    [InlineData("""{"not":{"$ref":"#/nowhere"}}""", """{"not":{"$ref":"#/nowhere"}}""")]
    [InlineData(
        """{"a":{"type":"int"},"d":{"discriminator":{"propertyName":"k","mapping":{"x":"#/a","y":"#/e"}}}}""",
        """{"type":"object","properties":{"a":{"type":"integer"},"d":{"discriminator":{"propertyName":"k","mapping":"""
            + """{"x":"#/properties/a"}}}}}""")]
    [InlineData(
        """{"discriminator":{"propertyName":"k","mapping":{"x":"#a"}},"definitions":{"A":{"$anchor":"a"}}}""",
        """{"discriminator":{"propertyName":"k","mapping":{"x":"#/definitions/A"}},"definitions":{"A":{"$anchor":"a"}}}""")]
    public void References_follow_moved_schemas(string written, string meant) => DialectTests.Check(written, meant);

    [Fact]
    public void A_moved_token_keeps_its_place()
    {
        const string Text = """{"output":{"image":{"type":"float","required":true}}}""";

        var root = SchemaDialect.Normalize((JsonObject)JsonParser.Read(Text), SchemaRole.Output);

        Assert.Equal(Text.IndexOf("\"float\"", StringComparison.Ordinal), JsonPointer.Find(root, "/properties/image/type")!.Place.Start);
        Assert.Equal(Text.IndexOf("true", StringComparison.Ordinal), JsonPointer.Find(root, "/required/0")!.Place.Start);
    }

    [Fact]
    public void The_memory_for_normalizing_grows_in_proportion_to_the_schema()
    {
        _ = BytesAllocatedFor(properties: 1);
        var (small, large) = (BytesAllocatedFor(properties: 500), BytesAllocatedFor(properties: 8_000));

        Assert.InRange((double)large / small, 15, 17);
    }

    private static long BytesAllocatedFor(int properties)
    {
        var members = Enumerable.Range(0, properties).Select(i => $$"""
            "p{{i}}":{"type":"Float","nullable":true,"required":true,"$ref":"#/p{{i}}","anyOf":[{"$ref":"#/p{{properties - 1 - i}}"}]}
            """);
        var schema = (JsonObject)JsonParser.Read("{" + string.Join(',', members) + "}");
        var before = GC.GetAllocatedBytesForCurrentThread();
        SchemaDialect.Normalize(schema, SchemaRole.Input);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
