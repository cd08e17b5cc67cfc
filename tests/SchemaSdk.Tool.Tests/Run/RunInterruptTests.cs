using System.Diagnostics;

namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunInterruptTests : CommandTest
{
    [TheoryOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_process_cancels_its_job_and_reports_the_request_id(string signal)
    {
        Tool.Write("schemas/acme/star/input.json", """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""");
        var (program, call) = Interruptible.Dotnet(
            ["exec", typeof(SchemaSdk.Tool.CommandLine.Suggestions).Assembly.Location, "run", "acme/star", "-i", "prompt=a", "--emulator"]);
        var start = new ProcessStartInfo(program, call)
        {
            WorkingDirectory = Tool.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var id = (await process.StandardError.ReadLineAsync())!["request  ".Length..];

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith($"error stopped: Stopped waiting for request {id}. ", output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"\nThe request id is {id}.\n", output, StringComparison.Ordinal);
    }
}
