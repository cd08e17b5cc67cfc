using System.Diagnostics;

namespace SchemaSdk.Tool.Tests.Surroundings;

internal sealed class GitRepository(string folder)
{
    internal async Task CommitAsync()
    {
        await RunAsync("init", "-q");
        await RunAsync("add", ".");
        await RunAsync("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "First");
    }

    internal async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
