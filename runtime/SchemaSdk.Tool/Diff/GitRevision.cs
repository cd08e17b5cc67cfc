using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Diff;

/// <summary>Reads files from a git revision without checking it out.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="folder">The absolute path of a folder in the repository.</param>
internal sealed class GitRevision(ToolHost host, string folder)
{
    /// <summary>Why the last call of git failed, in git's words; empty if git gave no reason.</summary>
    internal string Failure { get; private set; } = "";

    /// <summary>Reads the files under the folder, and the lock file next to it, as they were in a revision.</summary>
    /// <param name="revision">A commit, a tag or a branch.</param>
    /// <param name="stop">Kills git.</param>
    /// <returns>The files by absolute path; null if the revision, the repository or git itself does not exist.</returns>
    /// <exception cref="ToolException">A file is a symbolic link to something that is not a file of the revision.</exception>
    internal async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(string revision, CancellationToken stop)
    {
        if (await FindAsync(revision, stop).ConfigureAwait(false) is not var (from, id, below))
        {
            return null;
        }

        string[] paths = below.Length == 0 ? [] : [below, LockFile.PathOf(below)];
        var list = await RunAsync(from, ["ls-tree", "-r", "-z", "--full-tree", id, .. paths], stop).ConfigureAwait(false);
        return list is null ? null : await ReadAsync(id, below, Encoding.UTF8.GetString(list), from, stop).ConfigureAwait(false);
    }

    /// <summary>Reads one file of the folder as it was in a revision.</summary>
    /// <param name="revision">A commit, a tag or a branch.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="stop">Kills git.</param>
    /// <returns>The file; empty if the revision does not have it; null if the revision, the repository or git does not exist.</returns>
    internal async Task<byte[]?> FileAsync(string revision, string name, CancellationToken stop) =>
        await FindAsync(revision, stop).ConfigureAwait(false) is var (from, id, below)
            ? await RunAsync(from, ["cat-file", "blob", $"{id}:{below}{name}"], stop).ConfigureAwait(false) ?? []
            : null;

    /// <summary>Returns where to run git, the id of the revision's commit, and the path of the folder within the repository.</summary>
    private async Task<(string From, string Commit, string Below)?> FindAsync(string revision, CancellationToken stop)
    {
        // Git would read a leading dash as an option, and a colon as the start of a path.
        if (revision.Length == 0 || revision[0] == '-' || revision.Contains(':') || revision.Any(char.IsControl))
        {
            return null;
        }

        var from = folder;
        while (!Directory.Exists(from))
        {
            if (Path.GetDirectoryName(from) is not { } above)
            {
                return null;   // The drive does not exist.
            }

            from = above;
        }

        // Git resolves symbolic links, so only git knows the path of the folder within the repository.
        if (await RunAsync(from, ["rev-parse", "--verify", "--quiet", revision + "^{commit}"], stop).ConfigureAwait(false) is not { } commit
            || await RunAsync(from, ["rev-parse", "--show-prefix"], stop).ConfigureAwait(false) is not { } prefix)
        {
            return null;
        }

        var rest = Path.GetRelativePath(from, folder).Replace('\\', '/').TrimEnd('/');
        var below = Encoding.UTF8.GetString(prefix).TrimEnd('\n', '\r') + (rest == "." ? "" : rest + "/");
        return (from, Encoding.UTF8.GetString(commit).Trim(), below);
    }

    private async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(
        string commit, string below, string list, string from, CancellationToken stop)
    {
        var (names, paths) = (new List<string>(), new List<string>());
        foreach (var line in list.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // A line is, for example, "100644 blob 8f9a…<TAB>schemas/acme/input.json".
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var parts = line[..tab].Split(' ');
            var path = line[(tab + 1)..];

            // Git follows a symbolic link only if the link is given by its path, not by its id.
            var name = parts[0] == "120000" && !path.Contains('\n') ? $"{commit}:{path}" : parts[2];
            if (parts[1] == "blob" && below.Length > 0 && path == LockFile.PathOf(below))
            {
                names.Add(name);
                paths.Add(LockFile.PathOf(folder));
            }
            else if (parts[1] == "blob" && path.StartsWith(below, StringComparison.Ordinal) && SchemaFolder.KindOf(path) is not null)
            {
                names.Add(name);
                paths.Add(Path.GetFullPath(path[below.Length..], folder));
            }
        }

        var asked = string.Concat(names.Select(static name => name + "\n"));
        var read = await RunAsync(from, ["cat-file", "--batch", "--follow-symlinks"], stop, asked).ConfigureAwait(false);
        return read is null ? null : Split(read, paths);
    }

    // For each file, git writes a line such as "8f9a… blob 1234", the bytes of the blob, and a line break.
    private static Dictionary<string, byte[]>? Split(byte[] read, List<string> paths)
    {
        var (files, at) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), 0);
        foreach (var path in paths)
        {
            var head = read.AsSpan(at)[..read.AsSpan(at).IndexOf((byte)'\n')];
            var words = Encoding.UTF8.GetString(head).Split(' ');
            if (words is ["dangling" or "loop" or "notdir" or "symlink", _] or [_, "tree", _])
            {
                throw new ToolException(
                    ExitCode.NotCompared,
                    $"In the git revision, '{path}' is a symbolic link to something that is not a file of the revision, so nothing was "
                    + "compared. Commit a file in its place.");
            }

            if (words is not [_, "blob", var size])
            {
                return null;   // For example "8f9a… missing".
            }

            var from = at + head.Length + 1;
            at = from + int.Parse(size, CultureInfo.InvariantCulture) + 1;
            files.Add(path, read[from..(at - 1)]);
        }

        return files;
    }

    // Git's configuration can make git start other programs, so git gets no secrets that it does not need.
    private async Task<byte[]?> RunAsync(string from, string[] arguments, CancellationToken stop, string input = "")
    {
        var call = new ProgramCall("git", arguments, from) { Input = input, Withheld = GitFolder.WithheldIn(host) };
        try
        {
            var result = await host.RunProgramAsync(call, stop).ConfigureAwait(false);
            Failure = result.Exit == 0 ? "" : result.Error.Split('\n')[0].Trim();
            return result.Exit == 0 ? result.Output : null;
        }
        catch (ToolException exception)
        {
            Failure = exception.Message;   // Git is not installed.
            return null;
        }
    }
}
