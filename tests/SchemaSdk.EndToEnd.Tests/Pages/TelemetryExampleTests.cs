namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>The program of docs/reference/telemetry.md.</summary>
public sealed class TelemetryExampleTests
{
    [Fact]
    public async Task It_prints_the_spans_and_the_measurements_of_its_job()
    {
        await using var emulator = await BlockProgram.StartEmulatorAsync();

        var run = await BlockProgram.RunAsync(
            Page.Read("docs/reference/telemetry.md").Blocks.Single(block => block.Language == "csharp"), emulator);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("generate_content kling/", run.Output, StringComparison.Ordinal);
        Assert.Contains("Metric Name: gen_ai.client.operation.duration", run.Output, StringComparison.Ordinal);
    }
}
