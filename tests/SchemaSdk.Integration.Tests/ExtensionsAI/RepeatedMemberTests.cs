namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests that of two members with the same name, the last one is used.</summary>
public sealed class RepeatedMemberTests
{
    [Fact]
    public async Task A_schema_and_an_input_may_repeat_a_member()
    {
        var model = new SchemaInfo(
            "acme/pen/draw",
            """{ "title": "a", "properties": { "ink": { "title": "a", "title": "b" }, "prompt": { "type": "string" } }, "title": "b" }""",
            """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""");
        await using var bench = new AdapterBench([model], hasLedger: false);
        using var generator = model.Of(bench.Client).AsImageGenerator();

        var schema = model.Of(bench.Client).AsAIFunction().JsonSchema;
        await generator.GenerateAsync(new(), new()
        {
            RawRepresentationFactory = static _ => JsonElement.Parse("""{"prompt":"a boat","prompt":"a kite"}"""),
        });

        Assert.Equal("""{"title":"b"}""", schema.GetProperty("properties").GetProperty("ink").GetRawText());
        Assert.Equal("b", Assert.Single(schema.EnumerateObject(), static member => member.Name == "title").Value.GetString());
        Assert.Equal("""{"prompt":"a kite"}""", bench.Input.GetRawText());
    }
}
