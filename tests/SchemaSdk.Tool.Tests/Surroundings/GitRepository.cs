using System.Diagnostics;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A git repository on the disk.</summary>
/// <param name="folder">Its folder.</param>
internal sealed class GitRepository(string folder)
{
    /// <summary>Makes the repository, with one commit of all that is in the folder.</summary>
    internal async Task CommitAsync()
    {
        await RunAsync("init", "-q");
        await RunAsync("add", ".");
        await RunAsync("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "First");
    }

    /// <summary>Runs git, and returns what it says.</summary>
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
