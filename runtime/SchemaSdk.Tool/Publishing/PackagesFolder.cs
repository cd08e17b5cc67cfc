using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Publishing;

/// <summary>The folder that the packages are written to.</summary>
internal static class PackagesFolder
{
    /// <summary>Empties the folder. Also makes git ignore it, because not every repository has an ignore rule for it.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="kept">The full path of a folder that must not be deleted.</param>
    /// <param name="git">Runs git in the repository that the folder must be in.</param>
    /// <param name="stop">Stops git. In that case, nothing is deleted.</param>
    /// <exception cref="ToolException">
    /// The folder contains the folder to keep or a file that git tracks, or is outside the repository. Nothing was deleted.
    /// </exception>
    internal static async Task EmptyAsync(string folder, string kept, GitFolder git, CancellationToken stop)
    {
        var inside = Path.GetRelativePath(folder, kept);
        if (!Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != "..")
        {
            throw Refusal(folder, $"contains {kept}");
        }

        var tracked = await git.TryAsync(stop, "--literal-pathspecs", "ls-files", "-z", "--", folder).ConfigureAwait(false);
        if (tracked.Exit != 0)
        {
            throw Refusal(folder, $"is not in the repository ({tracked.Error.Trim()})");
        }

        if (tracked.Text.Split('\0')[0] is { Length: > 0 } file)
        {
            throw Refusal(folder, $"contains {file}, which git tracks");
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "*\n", stop).ConfigureAwait(false);
    }

    private static ToolException Refusal(string folder, string reason) => new(
        ExitCode.WrongUsage,
        $"This command empties the folder for packages, so '{folder}' cannot be used: it {reason}. Set \"packages\" in schemasdk.json "
        + "to a folder for packages only, such as artifacts/packages. Nothing was deleted.");
}
