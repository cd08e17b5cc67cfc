namespace SchemaSdk.Emulation.Tests;

public sealed class PatchTests
{
    [Fact]
    public async Task An_input_is_validated_with_the_patched_schema()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/patched",
            """{"properties":{"a":{"type":"integer","maximum":5},"b":{"type":"string"}}}""",
            inputPatch: """{"required":["b"],"properties":{"a":{"maximum":null,"minimum":3}}}"""));

        Assert.Equal(
            ["/a minimum", "/b required"], (await bench.SubmitAsync("""{"a":1}""", "acme/patched")).Details.Order(StringComparer.Ordinal));
        Assert.Equal(200, (await bench.SubmitAsync("""{"a":9,"b":""}""", "acme/patched")).Code);
    }

    [Theory]
    [InlineData("""{"shots":[{"s":1},{"s":2.5}],"all":3.5}""", null)]
    [InlineData("""{"shots":[{"s":1},{"s":2}],"all":4}""", "/shots sum")]
    [InlineData("""{"weights":[0.5,0.5]}""", null)]
    [InlineData("""{"weights":[0.5,0.6]}""", "/weights sum")]
    public async Task Rules_of_the_patch_are_validated(string input, string? detail)
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/ruled",
            """{"properties":{"all":{"type":"number"},"weights":{"type":"array"},"shots":{"type":"array","items":{"properties":{"s":"""
            + """{"type":"number"}}}}}}""",
            inputPatch: """{"x-rules":[{"sum":"/shots/*/s","equals":"/all"},{"sum":"/weights/*","equals":1},{"sum":"/shots/*/s"},5]}"""));

        var answer = await bench.SubmitAsync(input, "acme/ruled");

        Assert.Equal(detail is null ? [] : [detail], answer.Code == 200 ? [] : answer.Details);
    }

    [Fact]
    public async Task A_result_has_the_members_that_the_output_patch_adds()
    {
        await using var bench = Bench.Start(null, new SchemaModel(
            "acme/output",
            "{}",
            """{"output":{"type":"object","properties":{"old":{"type":"string"}}}}""",
            outputPatch: """{"output":{"required":["seconds"],"properties":{"old":null,"seconds":{"type":"integer"}}}}"""));

        var answer = await bench.RunAsync("acme/output");

        Assert.Equal(["seconds"], answer.Body["output"]!.AsObject().Select(member => member.Key));
    }
}
