using ModelContextProtocol.Protocol;
using SchemaSdk.Integration.Tests.ExtensionsAI;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentModelTests
{
    [Fact]
    public async Task The_description_of_a_model_has_the_schema_files_to_which_it_refers()
    {
        var answer = await DescribeAsync(new(
            "acme/pen/draw",
            """{ "properties": { "ink": { "$ref": "../../inks.json" } } }""",
            null,
            new KeyValuePair<string, string>("acme/inks.json", """{ "enum": ["red"] }""")));

        Assert.True(answer.IsError is not true, AgentBench.TextOf(answer));
        var inks = answer.StructuredContent!.Value.GetProperty("references").GetProperty("acme/inks.json");
        Assert.Equal("red", inks.GetProperty("enum")[0].GetString());
    }

    [Fact]
    public async Task A_model_whose_schema_is_not_JSON_is_not_described()
    {
        var answer = await DescribeAsync(new("acme/pen/draw", """{ "properties": """));

        Assert.Contains("A schema of acme/pen/draw is not JSON: ", AgentBench.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_schema_repeats_a_member_is_described()
    {
        var answer = await DescribeAsync(new("acme/pen/draw", """{ "title": "a", "x-rules": [], "title": "b" }"""));

        Assert.True(answer.IsError is not true, AgentBench.TextOf(answer));
        Assert.Equal("b", answer.StructuredContent!.Value.GetProperty("input_schema").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_model_whose_schema_has_half_a_surrogate_pair_is_described()
    {
        var answer = await DescribeAsync(new(
            "acme/pen/draw",
            """{ "title": "a \ud83d" }""",
            null,
            new KeyValuePair<string, string>("acme/inks.json", """{ "enum": ["\udfff"] }""")));

        Assert.True(answer.IsError is not true, AgentBench.TextOf(answer));
        Assert.Equal("a \ufffd", answer.StructuredContent!.Value.GetProperty("input_schema").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(null, "The sum of /shots/* equals /all.")]
    [InlineData("""{ "title": "Pen" }""", "The sum of /shots/* equals /all.")]
    [InlineData("""{ "x-rules": [{ "sum": "/shots/*", "equals": 10 }] }""", "The sum of /shots/* equals 10.")]
    [InlineData("""{ "x-rules": null }""")]
    public async Task A_patch_replaces_the_rules_of_a_model(string? patch, params string[] rules)
    {
        const string Schema =
            """{ "x-rules": [{ "sum": "/shots/*", "equals": "/all" }], "x-other": [{ "sum": "/a/*", "equals": 1 }] }""";

        var answer = await DescribeAsync(new("acme/pen/draw", Schema) { Patch = patch });

        Assert.Equal(rules, answer.StructuredContent!.Value.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()));
    }

    private static async Task<CallToolResult> DescribeAsync(SchemaInfo model)
    {
        await using var bench = await AgentBench.StartAsync();
        await using var agent = await bench.ConnectAsync(models: [model]);
        return await agent.CallToolAsync("get_model", new Dictionary<string, object?> { ["id"] = model.Id });
    }
}
