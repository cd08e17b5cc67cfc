namespace SchemaSdk.Tool.Tests.Surroundings;

internal sealed class GitRepository(string folder)
{
    internal async Task CommitAsync()
    {
        await RunAsync("init", "-q");
        await RunAsync("add", ".");
        await RunAsync("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "First");
    }

    internal async Task RunAsync(params string[] arguments)
    {
        using var process = RunningProcess.Start("git", arguments, folder: folder);
        var end = await process.EndAsync();
        Assert.True(end.ExitCode == 0, $"{end}");
    }
}
