using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A repository in the folder of a test, in which the tool runs in this process.</summary>
internal sealed class TestedRepository : OwnersRepository
{
    private readonly ToolTest _tool;

    internal TestedRepository(ToolTest tool)
        : base(tool.Folder)
    {
        _tool = tool;
        tool.Below = "clone";
        tool.Deleting = Unprotect;
        Programs = new FakePrograms(Variables);
        tool.RunProgramAsync = Programs.RunAsync;
    }

    internal FakePrograms Programs { get; }

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

    /// <summary>Commits a change to <c>schemasdk.json</c>.</summary>
    internal Task ConfigureAsync(string part, string instead)
    {
        Write("schemasdk.json", Read("schemasdk.json").Replace(part, instead, StringComparison.Ordinal));
        return CommitAsync("Configure");
    }

    /// <summary>Copies the clone and the origin of another repository.</summary>
    internal void CopyFrom(TestedRepository other)
    {
        foreach (var file in new DirectoryInfo(other._tool.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = _tool.PathOf(Path.GetRelativePath(other._tool.Folder, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.CopyTo(path, overwrite: true);
        }
    }

    public override async Task<string> GitAsync(params string[] arguments)
    {
        var result = await Programs.RunGitAsync(new ProgramCall("git", arguments, PathOf("")), CancellationToken.None);
        Assert.True(result.Exit == 0, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Text.ReplaceLineEndings("\n");
    }

    /// <summary>
    /// The branches of the origin with their commits. Reads the files of the origin, because starting git would take longer.
    /// </summary>
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
}
