namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed class QuietTests : CommandTest
{
    [Fact]
    public async Task Quiet_writes_only_JSON_if_there_is_no_problem()
    {
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);
        Tool.Write("schemas/acme/kite/output.json", PromptSchema);

        Assert.Equal(0, await Tool.RunAsync("lint", "--quiet"));
        Assert.Equal(("", ""), (Tool.Output, Tool.Error));

        Assert.Equal(0, await Tool.RunAsync("lint", "--quiet", "--json"));
        Assert.StartsWith("{", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_writes_problems_but_no_notes()
    {
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);
        Tool.Write("schemas/acme/bell/input.json", "{");
        Tool.Write("schemasdk.json", """{ "rules": { "SSDK002": "note" } }""");
        await ReportsAsync(1, "note SSDK002", "lint");

        await ReportsAsync(1, "error SSDK001", "lint", "--quiet");
        Assert.DoesNotContain("note SSDK002", Tool.Output, StringComparison.Ordinal);

        Assert.Equal(1, await Tool.RunAsync("lint", "--quiet", "--github"));
        Assert.StartsWith("::error file=schemas/acme/bell/input.json", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("", Tool.Error);
    }
}
