using System.Diagnostics;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Run;

/// <summary>Ctrl-C and its like, as a process gets them.</summary>
public sealed class RunInterruptTests : IDisposable
{
    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [TheoryOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task The_process_cancels_its_job_and_tells_the_id(string signal)
    {
        _tool.Write("schemas/acme/star/input.json", """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""");
        var (program, call) = Interruptible.Dotnet(
            ["exec", typeof(SchemaSdk.Tool.CommandLine.Suggestions).Assembly.Location, "run", "acme/star", "-i", "prompt=a", "--emulator"]);
        var start = new ProcessStartInfo(program, call)
        {
            WorkingDirectory = _tool.Folder,
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
        Assert.StartsWith($"error stopped: Stopped waiting for request {id}. It ", output, StringComparison.Ordinal);
        Assert.EndsWith(
            $" The emulator ended with this command and forgot it.\nThe request id is {id}.\n", output, StringComparison.Ordinal);
    }
}
