using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Tool.Diff;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Runs of <c>schemasdk diff</c> with git revisions.</summary>
public sealed class GitRevisionTests : IDisposable
{
    private const string Old = """
        {
          "type": "object",
          "properties": {
            "duration": { "type": "integer", "maximum": 15 }
          }
        }
        """;

    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_git_revision_is_compared_with_what_is_there()
    {
        Write("schemas", Old);
        await new GitRepository(_tool.Folder).CommitAsync();
        Write("schemas", Old.Replace("15", "20", StringComparison.Ordinal));
        _tool.Write("schemas/acme/new/input.json", Old);

        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD"));
        Assert.Equal(
            "schemas/acme/kite/input.json(4,38): note input-maximum-wider: feature: acme/kite: KiteInput.Duration: maximum changed "
            + "from 15 to 20\n"
            + "schemas/acme/new/input.json(1,1): note model-new: feature: acme/new: The model is new.\n"
            + "0 breaking, 0 unknown, 0 reading, 2 feature and 0 patch changes: the next version is a minor version.\n",
            _tool.Output);

        Assert.Equal(1, await _tool.RunAsync("diff", "schemas", "HEAD"));
        Assert.Contains("HEAD:schemas/acme/kite/input.json(4,38): error input-maximum-narrower", _tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD", "HEAD"));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--upload-pack=touch evil")]
    [InlineData("HEAD:schemas")]
    public async Task What_is_neither_a_folder_nor_a_revision_is_not_compared(string typed)
    {
        Write("schemas", Old);

        Assert.Equal(4, await _tool.RunAsync("diff", "--", typed, "schemas"));
        Assert.Equal("", _tool.Output);
        Assert.Contains("is neither a folder nor a git revision", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_without_the_folder_is_not_compared()
    {
        Write("other", Old);
        await new GitRepository(_tool.Folder).CommitAsync();
        Write("schemas", Old);

        foreach (var args in new[] { new[] { "HEAD" }, ["HEAD", "schemas"], ["HEAD", "HEAD", "--folder", "wrong/deep"] })
        {
            Assert.Equal(4, await _tool.RunAsync(["diff", .. args]));
            Assert.Equal("", _tool.Output);
            Assert.Contains("'HEAD' has no schema in '", _tool.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD", "HEAD", "--folder", "other"));
    }

    [Fact]
    public async Task A_folder_behind_a_symbolic_link_is_found_in_its_repository()
    {
        _tool.Write("repository/deep/schemas/acme/kite/input.json", Old);
        await new GitRepository(_tool.PathOf("repository")).CommitAsync();
        Directory.CreateSymbolicLink(_tool.PathOf("schemas"), _tool.PathOf("repository/deep/schemas"));
        Directory.CreateSymbolicLink(_tool.PathOf("link"), _tool.PathOf("repository/deep"));

        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD"));
        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD", "link/schemas/"));

        Directory.Delete(_tool.PathOf("repository/deep/schemas"), recursive: true);
        Assert.Equal(0, await _tool.RunAsync("diff", "HEAD", "HEAD", "--folder", "link/schemas/"));
    }

    [Fact]
    public async Task A_folder_on_a_drive_that_is_not_there_has_no_revision()
    {
        // An empty path stands for a drive that is gone: neither is there, and nothing is above it.
        Assert.Null(await new GitRevision("").ReadAsync("HEAD", default));
    }

    [Fact]
    public async Task Git_ends_with_all_that_it_started_when_somebody_stops_the_command()
    {
        Write("schemas", Old);
        var git = new GitRepository(_tool.Folder);
        await git.CommitAsync();
        await FetchForEverAsync(git);
        using var stop = new CancellationTokenSource();

        var run = _tool.RunAsync(stop.Token, "diff", "HEAD");
        var id = await IdOfFetchAsync(run);
        await stop.CancelAsync();

        Assert.Equal(130, await run);
        Assert.True(HasEnded(id));
    }

    /// <summary>Deletes a blob so that git has to fetch it from a remote that never answers.</summary>
    private async Task FetchForEverAsync(GitRepository git)
    {
        // The shell of git on Windows counts its processes in a way of its own.
        _tool.Write("fetch.sh", $"(cat /proc/$$/winpid 2>/dev/null || echo $$) > '{Slashed("fetch.new")}'\n"
            + $"mv '{Slashed("fetch.new")}' '{Slashed("fetch.id")}'\nsleep 60\n");
        var blob = await git.RunAsync("rev-parse", "HEAD:schemas/acme/kite/input.json");
        var path = _tool.PathOf($".git/objects/{blob[..2]}/{blob[2..]}");
        File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
        foreach (var (name, value) in new[]
        {
            ("core.repositoryformatversion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", $"ext::sh {Slashed("fetch.sh")}"),
            ("protocol.ext.allow", "always"),
        })
        {
            await git.RunAsync("config", name, value);
        }

        string Slashed(string name) => _tool.PathOf(name).Replace('\\', '/');
    }

    private async Task<int> IdOfFetchAsync(Task<int> run)
    {
        while (!File.Exists(_tool.PathOf("fetch.id")))
        {
            Assert.False(run.IsCompleted, _tool.Error);
            // Another process writes the file, and nothing tells when.
            await Task.Delay(10);
        }

        return int.Parse(_tool.Read("fetch.id"), CultureInfo.InvariantCulture);
    }

    private static bool HasEnded(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(TimeSpan.FromSeconds(20));
        }
        catch (ArgumentException)
        {
            return true;   // There is none with this id.
        }
    }

    private void Write(string folder, string input) => _tool.Write($"{folder}/acme/kite/input.json", input);
}
