namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed class QuietTests : CommandTest
{
    [Fact]
    public async Task Quiet_writes_only_JSON_if_there_is_no_problem()
    {
        Tool.Write("schemas/acme/kite/input.json", """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
        Tool.Write("schemas/acme/kite/output.json", """{"type":"object","properties":{"video":{"type":"string"}}}""");

        Assert.Equal(0, await Tool.RunAsync("lint", "--quiet"));
        Assert.Equal(("", ""), (Tool.Output, Tool.Error));

        Assert.Equal(0, await Tool.RunAsync("lint", "--quiet", "--json"));
        Assert.StartsWith("{", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_there_are_problems_quiet_still_drops_notes()
    {
        Tool.Write("schemas/acme/kite/input.json", """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
        Tool.Write("schemas/acme/bell/input.json", "{");
        Tool.Write("schemasdk.json", """{ "rules": { "SSDK002": "note" } }""");
        await ReportsAsync(1, "note SSDK002", "lint");

        await ReportsAsync(1, "error SSDK001", "lint", "--quiet");
        Assert.DoesNotContain("note SSDK002", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_still_writes_problems()
    {
        Tool.Write("schemas/acme/kite/input.json", "{");

        Assert.Equal(1, await Tool.RunAsync("lint", "--quiet", "--github"));

        Assert.StartsWith("::error file=schemas/acme/kite/input.json", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("", Tool.Error);
    }
}
