using SchemaSdk.Integration.Tests.ExtensionsAI;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests what an agent learns about a model.</summary>
public sealed class AgentModelTests
{
    [Fact]
    public async Task The_description_of_a_model_has_the_schema_files_to_which_it_refers()
    {
        await using var bench = await AgentBench.StartAsync();
        var model = new SchemaInfo(
            "acme/pen/draw",
            """{ "properties": { "ink": { "$ref": "../../inks.json" } } }""",
            null,
            new KeyValuePair<string, string>("acme/inks.json", """{ "enum": ["red"] }"""));
        await using var agent = await bench.ConnectAsync(models: [model]);

        var answer = await agent.CallToolAsync("get_model", new Dictionary<string, object?> { ["id"] = model.Id });

        Assert.True(answer.IsError is not true, AgentBench.TextOf(answer));
        var inks = answer.StructuredContent!.Value.GetProperty("references").GetProperty("acme/inks.json");
        Assert.Equal("red", inks.GetProperty("enum")[0].GetString());
    }

    [Fact]
    public async Task A_model_whose_schema_is_not_JSON_is_not_described()
    {
        await using var bench = await AgentBench.StartAsync();
        await using var agent = await bench.ConnectAsync(models: [new SchemaInfo("acme/pen/draw", """{ "properties": """)]);

        var answer = await agent.CallToolAsync("get_model", new Dictionary<string, object?> { ["id"] = "acme/pen/draw" });

        Assert.Contains("A schema of acme/pen/draw is not JSON: ", AgentBench.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_schema_repeats_a_member_is_described()
    {
        await using var bench = await AgentBench.StartAsync();
        var model = new SchemaInfo("acme/pen/draw", """{ "title": "a", "x-rules": [], "title": "b" }""");
        await using var agent = await bench.ConnectAsync(models: [model]);

        var answer = await agent.CallToolAsync("get_model", new Dictionary<string, object?> { ["id"] = model.Id });

        Assert.True(answer.IsError is not true, AgentBench.TextOf(answer));
        Assert.Equal("b", answer.StructuredContent!.Value.GetProperty("input_schema").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(null, "The sum of /shots/* equals /all.")]
    [InlineData("""{ "title": "Pen" }""", "The sum of /shots/* equals /all.")]
    [InlineData("""{ "x-rules": [{ "sum": "/shots/*", "equals": 10 }] }""", "The sum of /shots/* equals 10.")]
    [InlineData("""{ "x-rules": null }""")]
    public async Task A_patch_replaces_the_rules_of_a_model(string? patch, params string[] rules)
    {
        await using var bench = await AgentBench.StartAsync();
        var model = new SchemaInfo(
            "acme/pen/draw",
            """{ "x-rules": [{ "sum": "/shots/*", "equals": "/all" }], "x-other": [{ "sum": "/a/*", "equals": 1 }] }""")
        {
            Patch = patch,
        };
        await using var agent = await bench.ConnectAsync(models: [model]);

        var answer = await agent.CallToolAsync("get_model", new Dictionary<string, object?> { ["id"] = model.Id });

        Assert.Equal(rules, answer.StructuredContent!.Value.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()));
    }
}
