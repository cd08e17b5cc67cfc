namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Tests the two programs of docs/guides/see-what-goes-on.md: one without a host, and one with a host.</summary>
public sealed class TelemetryExampleTests
{
    // Included only in full test runs, because WorkerTests checks the telemetry of a host in every run.
    [Theory]
    [Trait("Size", "Full")]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_example_prints_the_spans_measurements_and_log_messages_of_its_job(int program)
    {
        await using var emulator = await QuickstartProgram.StartServiceAsync();
        var programs = Page.Read("docs/guides/see-what-goes-on.md").Blocks.Where(block => block.Language == "csharp").ToList();

        var run = await BlockProgram.RunAsync(programs[program], emulator);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(2, programs.Count);
        Assert.Contains("generate_content kling/", run.Output, StringComparison.Ordinal);
        Assert.Contains("Metric Name: gen_ai.client.operation.duration", run.Output, StringComparison.Ordinal);
        Assert.Contains("of kling/kling-3.0/pro/text-to-video was accepted after", run.Output, StringComparison.Ordinal);
    }
}
