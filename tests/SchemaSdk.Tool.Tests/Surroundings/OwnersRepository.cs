using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>
/// A git repository like that of the owner of a published client. It is a clone of an origin that is also in the test's folder.
/// </summary>
internal sealed class OwnersRepository
{
    private const string Home = "clone";

    private readonly ToolTest _tool;

    internal OwnersRepository(ToolTest tool)
    {
        _tool = tool;
        tool.Below = Home;
        tool.Write("gitconfig", """
            [user]
              name = Owner
              email = owner@example.com
            [maintenance]
              auto = false
            [receive]
              autogc = false
            [core]
              fsync = none
            [init]
              defaultBranch = main
              templateDir =
            """);
        Programs = new FakePrograms(tool.PathOf("gitconfig"));
        tool.RunProgramAsync = Programs.RunAsync;
        Directory.CreateDirectory(PathOf(""));
    }

    internal FakePrograms Programs { get; }

    internal string PathOf(string relative) => _tool.PathOf($"{Home}/{relative}");

    internal string Read(string relative) => _tool.Read($"{Home}/{relative}");

    internal void Write(string relative, string text) => _tool.Write($"{Home}/{relative}", text);

    /// <summary>Restores the content that a file had before a change, or deletes the file if it did not exist before.</summary>
    internal void Restore(string relative, string? before)
    {
        if (before is null)
        {
            File.Delete(PathOf(relative));
        }
        else
        {
            Write(relative, before);
        }
    }

    /// <summary>Commits a change of <c>schemasdk.json</c>.</summary>
    internal Task ConfigureAsync(string part, string instead)
    {
        Write("schemasdk.json", Read("schemasdk.json").Replace(part, instead, StringComparison.Ordinal));
        return CommitAsync("Configure");
    }

    internal async Task MakeAsync()
    {
        await GitAsync("init", "-q", "--bare", "../origin");
        await GitAsync("init", "-q");
        await GitAsync("remote", "add", "origin", "../origin");
    }

    /// <summary>Copies the clone and the origin of another repository.</summary>
    internal void CopyFrom(OwnersRepository other)
    {
        foreach (var file in new DirectoryInfo(other._tool.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = _tool.PathOf(Path.GetRelativePath(other._tool.Folder, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.CopyTo(path, overwrite: true);
        }
    }

    internal async Task<string> GitAsync(params string[] arguments)
    {
        var result = await Programs.RunGitAsync(new ProgramCall("git", arguments, PathOf("")), CancellationToken.None);
        Assert.True(result.Exit == 0, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Text.ReplaceLineEndings("\n");
    }

    internal async Task CommitAsync(string subject)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-qm", subject);
        await GitAsync("push", "-q", "origin", "HEAD:main");
    }

    /// <summary>The branches of the origin with their commits. They are read from its files, because git is slow to start.</summary>
    internal IReadOnlyDictionary<string, string> Branches()
    {
        var heads = _tool.PathOf("origin/refs/heads");
        return Directory.EnumerateFiles(heads, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(heads, path).Replace('\\', '/'), static path => File.ReadAllText(path).Trim());
    }

    /// <summary>Returns the content of a file in the update branch.</summary>
    internal async Task<string> PushedAsync(string path) =>
        await GitAsync("--git-dir=../origin", "show", $"schemas/update:{path}") + "\n";

    /// <summary>Lists the files that the update branch changes.</summary>
    internal Task<string> ChangedAsync() => GitAsync("--git-dir=../origin", "diff", "--name-only", "main", "schemas/update");

    internal async Task MergeAsync()
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "FETCH_HEAD");
        await GitAsync("push", "-q", "origin", "HEAD:main", ":schemas/update");
    }

    /// <summary>
    /// Makes all files writable, so they can be deleted. Git makes its objects read-only, and Windows does not delete such files.
    /// </summary>
    internal void Unprotect()
    {
        foreach (var file in new DirectoryInfo(_tool.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }
    }
}
