using System.Diagnostics;
using System.Text;

namespace SchemaSdk.Tool.Folders;

/// <summary>Reads files of a git revision, without a working tree.</summary>
/// <param name="folder">A folder of the repository, absolute.</param>
internal sealed class GitRevision(string folder)
{
    /// <summary>Reads the files below the folder as they were.</summary>
    /// <param name="revision">A commit, a tag or a branch.</param>
    /// <param name="stop">Ends git.</param>
    /// <returns>The files by their absolute paths; null where the revision, the repository or git itself is missing.</returns>
    internal async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(string revision, CancellationToken stop)
    {
        // What begins with a dash would be an option, and a colon begins a path.
        if (revision.Length == 0 || revision[0] == '-' || revision.Contains(':') || revision.Any(char.IsControl))
        {
            return null;
        }

        var from = folder;
        while (!Directory.Exists(from))
        {
            if (Path.GetDirectoryName(from) is not { } above)
            {
                return null;   // Not even the drive is there.
            }

            from = above;
        }

        // Git resolves symbolic links, so that only git can tell where in the repository the folder is.
        if (await RunAsync(from, ["rev-parse", "--verify", "--quiet", revision + "^{commit}"], stop).ConfigureAwait(false) is not { } commit
            || await RunAsync(from, ["rev-parse", "--show-prefix"], stop).ConfigureAwait(false) is not { } prefix)
        {
            return null;
        }

        var rest = Path.GetRelativePath(from, folder).Replace('\\', '/').TrimEnd('/');
        var below = Encoding.UTF8.GetString(prefix).TrimEnd('\n', '\r') + (rest == "." ? "" : rest + "/");
        string[] paths = below.Length == 0 ? [] : [below];
        var id = Encoding.UTF8.GetString(commit).Trim();
        var list = await RunAsync(from, ["ls-tree", "-r", "-z", "--full-tree", id, .. paths], stop).ConfigureAwait(false);
        return list is null ? null : await ReadAsync(below, Encoding.UTF8.GetString(list), from, stop).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(string below, string list, string from, CancellationToken stop)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var line in list.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // Such as "100644 blob 8f9a…<TAB>schemas/acme/input.json".
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var parts = line[..tab].Split(' ');
            var path = line[(tab + 1)..];
            if (parts[1] == "blob" && path.StartsWith(below, StringComparison.Ordinal) && SchemaFolder.IsSchema(Path.GetFileName(path)))
            {
                if (await RunAsync(from, ["cat-file", "blob", parts[2]], stop).ConfigureAwait(false) is not { } bytes)
                {
                    return null;
                }

                files.Add(Path.GetFullPath(path[below.Length..], folder), bytes);
            }
        }

        return files;
    }

    private static async Task<byte[]?> RunAsync(string folder, string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;   // There is no git.
        }

        try
        {
            using var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.StandardOutput.BaseStream.CopyToAsync(output, stop).ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (OperationCanceledException)
        {
            // Git would go on for nobody, and with it what it has started, such as the fetch of a part that is not here yet.
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
