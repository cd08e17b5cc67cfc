namespace SchemaSdk.Tool.Tests.Configuration;

public sealed class ConfigurationFileTests : CommandTest
{
    [Theory]
    [InlineData("schemasdk.json", """{ "folders": { "models": {} } }""")]
    [InlineData("../schemasdk.json", """{ "folders": { "work/models": {} } }""")]
    [InlineData("schemasdk.json", """{ /* ours */ "$schema": "x.json", "folders": { "./models/": { "facts": true, }, }, }""")]
    public async Task The_nearest_configuration_file_gives_the_folder(string path, string content)
    {
        using var inner = new ToolTest(Tool) { Below = "work" };
        Tool.Write($"work/{path}", content);
        Tool.Write("work/models/acme/kite/input.json", PromptSchema);

        Assert.Equal(1, await inner.RunAsync("lint"));

        Assert.Contains("1 file, 1 model: 0 errors, 1 warning.", inner.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(3) is not valid: ", "{\n  \"folders\": {\n    oops\n")]
    [InlineData("(2) is not valid: ", "{\n  \"folder\": \"models\"\n}")]
    [InlineData("is not valid: ", """{ "folders": { "a": { "facts": "yes" } } }""")]
    [InlineData("is not valid: folder 'a' is null instead of an object.", """{ "folders": { "a": null } }""")]
    [InlineData("must contain an object.", "null")]
    [InlineData("lists the same folder twice: 'a', './a/'.", """{ "folders": { "a": {}, "./a/": {} } }""")]
    [InlineData("folder 'a' has the unknown service 'Fall'. Did you mean 'fal'?", """{ "folders": { "a": { "service": "Fall" } } }""")]
    [InlineData("sets the severity of 'SSDK900', which is not a rule.", """{ "rules": { "SSDK900": "none" } }""")]
    [InlineData("is not valid: ", """{ "rules": { "SSDK002": "fatal" } }""")]
    [InlineData("is not valid: ", """{ "rules": { "SSDK002": 0 } }""")]
    [InlineData("is not valid: ", """{ "rules": { "SSDK002": "none", "SSDK002": "note" } }""")]
    [InlineData("is not valid: ", """{ "night": {}, "night": {} }""")]
    [InlineData("folder 'a' has null instead of a pattern in 'include' or 'exclude'.", """{ "folders": { "a": { "include": [null] } } }""")]
    [InlineData("has null instead of a command in 'check', 'pack' or 'test'.", """{ "night": { "check": [null] } }""")]
    [InlineData("has null instead of a command in 'check', 'pack' or 'test'.", """{ "night": { "pack": [null] } }""")]
    [InlineData("has null instead of a command in 'check', 'pack' or 'test'.", """{ "release": { "pack": [null] } }""")]
    [InlineData("Did you mean 'SSDK002'?\n", """{ "rules": { "ssdk002": "none" } }""")]
    [InlineData("which contains a control character.", """{ "folders": { "a\u0000": {} } }""")]
    [InlineData("has more than 1048576 bytes", null)]
    public async Task A_wrong_file_is_reported_with_its_path(string message, string? content)
    {
        Tool.Write("schemasdk.json", content ?? new string(' ', (1 << 20) + 1));

        await FailsAsync(2, message, "lint");

        Assert.StartsWith($"schemasdk: {Tool.PathOf("schemasdk.json")}", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await Tool.RunAsync("[suggest]", "schemasdk run "));
    }

    [Theory]
    [InlineData("client", "ki tes", "it has the part 'ki tes'")]
    [InlineData("namespace", "A..B", "it has an empty part.")]
    public async Task A_name_that_is_not_valid_in_CSharp_is_reported(string member, string name, string fault)
    {
        Tool.Write("schemasdk.json", $$"""{ "folders": { "schemas": { "{{member}}": "{{name}}" } } }""");
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);

        await FailsAsync(2, $"'{name}' in schemasdk.json cannot be the {member} of a folder: {fault}", "lint");
    }

    [Fact]
    public async Task A_command_for_one_of_several_folders_asks_for_the_folder()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "moving": {} } }""");
        Tool.Write("moving/acme/kite/input.json", PromptSchema);

        await FailsAsync(2, "schemasdk.json has several folders of schemas: still, moving. Specify one of them.", "docs");
        await RunWellAsync("docs", "moving");
    }

    [Fact]
    public async Task A_command_about_a_model_uses_the_folder_that_has_it()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": { "service": "fal" }, "moving": {} } }""");
        Tool.Write("moving/acme/kite/input.json", PromptSchema);

        await ReportsAsync(1, "error unknown-input", "check", "acme/kite", "-i", "wind=5");
        await FailsAsync(2, "Specify one of them with --folder.", "check", "acme/bell");
        await FailsAsync(2, "belong to several services: fal, RunComfy. Give one service with --service.", "list");
    }

    [Fact]
    public async Task A_command_for_all_folders_joins_their_reports()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "moving": {} } }""");
        Tool.Write("still/acme/kite/input.json", PromptSchema);
        Tool.Write("moving/acme/kite/input.json", PromptSchema.Replace("object", "objekt", StringComparison.Ordinal));

        await ReportsAsync(1, "still/acme/kite/input.json(1,1): warning SSDK002", "lint");
        Assert.Contains("moving/acme/kite/input.json(1,", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("still: 1 file, 1 model: 0 errors, 1 warning. moving: 1 file,", Tool.Output, StringComparison.Ordinal);
        await ReportsAsync(1, "\"folders\": {\n      \"still\": {\n        \"files\": 1", "lint", "--json");
    }

    [Fact]
    public async Task A_folder_that_fails_is_a_finding_next_to_the_reports_of_the_other_folders()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "moving": {}, "still": {} } }""");
        Tool.Write("still/acme/kite/input.json", PromptSchema);

        await ReportsAsync(2, "error failed: moving: The folder of schemas does not exist: '", "lint");
        Assert.Contains($"The folder is listed in {Tool.PathOf("schemasdk.json")}.", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("moving: Failed. still: 1 file, 1 model: 0 errors, 1 warning.", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_contradicts_the_lock_is_reported_with_what_to_change()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": { "service": "fal" } } }""");
        Tool.Write("schemas.lock.json", """{ "version": 1, "service": "replicate", "catalogs": {}, "models": {} }""");
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);

        await FailsAsync(2, "Omit 'service' in schemasdk.json, or specify another folder.", "update");
    }

    [Theory]
    [InlineData("none", 0, "1 file, 1 model: 0 errors, 0 warnings.")]
    [InlineData("note", 0, "note SSDK002")]
    [InlineData("warning", 1, "warning SSDK002")]
    [InlineData("error", 1, "error SSDK002")]
    public async Task A_rule_has_the_severity_of_the_file(string severity, int exit, string report)
    {
        Tool.Write("schemasdk.json", $$"""{ "rules": { "SSDK002": "{{severity}}" } }""");
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);

        await ReportsAsync(exit, report, "lint");
    }

    [Fact]
    public async Task Editors_get_a_JSON_schema_that_describes_every_setting()
    {
        await PrintsAsync(
            0, File.ReadAllText(SourceTree.PathOf("templates/solution/.config/schemasdk.schema.json")).ReplaceLineEndings("\n"),
            "completion", "schemasdk.json");
        using var schema = System.Text.Json.JsonDocument.Parse(Tool.Output);
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(["$schema", "folders", "rules", "night", "release"], properties.EnumerateObject().Select(static one => one.Name));
        var folder = properties.GetProperty("folders").GetProperty("additionalProperties").GetProperty("properties");
        Assert.All(
            properties.EnumerateObject().Concat(folder.EnumerateObject()),
            static property => Assert.EndsWith(".", property.Value.GetProperty("description").GetString(), StringComparison.Ordinal));
    }
}
