namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunInterruptTests : CommandTest
{
    [TheoryOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_process_cancels_its_job_and_reports_the_request_id(string signal)
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        var (program, call) = Interruptible.Dotnet(
            ["exec", typeof(SchemaSdk.Tool.CommandLine.Suggestions).Assembly.Location, "run", "acme/star", "-i", "prompt=a", "--emulator"]);
        using var process = RunningProcess.Start(program, call, folder: Tool.Folder);
        await process.SaidAsync("request  ");

        await (signal == "INT" ? process.InterruptAsync() : process.TerminateAsync());

        var end = await process.EndAsync();
        var id = end.Error.Split("request  ")[1].Split('\n')[0];
        Assert.Equal(130, end.ExitCode);
        Assert.StartsWith($"error stopped: Stopped waiting for request {id}. ", end.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\nThe request id is {id}.\n", end.Output, StringComparison.Ordinal);
    }
}

/// <summary>A theory that is skipped on Windows.</summary>
internal sealed class TheoryOutsideWindowsAttribute : TheoryAttribute
{
    public TheoryOutsideWindowsAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? reason : null;
}
