using System.Text;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.SchemaFolders.Disk;

/// <summary>
/// Writes all files to a staging folder first, and then replaces the originals one by one, each atomically. If the process is killed in
/// between, some files are new and the others old. The next process removes the staging folder.
/// </summary>
/// <param name="folder">The staging folder. It is on the same disk as the files and is not used for anything else.</param>
/// <param name="create">Creates a file for writing.</param>
internal sealed class StagedFiles(string folder, Func<string, Stream> create)
{
    private readonly List<(string Path, string? Text)> _files = [];

    /// <summary>Deletes a folder recursively. Tests replace this function to make it fail.</summary>
    internal Action<string> DeleteFolder { get; init; } = static path => Directory.Delete(path, recursive: true);

    /// <summary>The folder in which no file may be reached through a link; null to follow every link.</summary>
    internal string? Root { get; init; }

    /// <summary>
    /// Stages a single file in a folder next to the file. The folder's name is unique, because another command may change the same file.
    /// </summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="create">Creates a file for writing.</param>
    internal static StagedFiles Beside(string path, Func<string, Stream> create)
    {
        string folder;
        do
        {
            folder = $"{path}.schemasdk-{Path.GetRandomFileName()}";
        }
        while (Path.Exists(folder));

        return new StagedFiles(folder, create);
    }

    internal int Count => _files.Count;

    /// <summary>The new content of each file that will be written, by path; null for a file that will be deleted.</summary>
    internal IReadOnlyDictionary<string, string?> Texts => _files
        .GroupBy(static file => file.Path, StringComparer.Ordinal)
        .ToDictionary(static same => same.Key, static same => same.Last().Text, StringComparer.Ordinal);

    /// <summary>Adds a file to write.</summary>
    internal void Put(string path, string text) => _files.Add((path, text));

    /// <summary>Adds a file to delete.</summary>
    internal void Delete(string path) => _files.Add((path, null));

    /// <summary>
    /// Replaces and deletes the files in the order in which they were added. If the disk is full, throws before the first change.
    /// </summary>
    /// <exception cref="ToolException">A file is reached through a link, or could not be written.</exception>
    internal void Commit()
    {
        if (Root is not null)
        {
            RefuseLinks(Root);
        }

        Clear();
        try
        {
            Directory.CreateDirectory(folder);
            Stage();
            Replace();
        }
        finally
        {
            CleanUp();
        }
    }

    // A link may point anywhere, and someone else may have created it.
    private void RefuseLinks(string root)
    {
        var inside = root + Path.DirectorySeparatorChar;
        foreach (var path in _files.Select(static file => file.Path).Where(path => path.StartsWith(inside, StringComparison.Ordinal)))
        {
            for (var part = Directory.GetParent(path)!; part.FullName.Length > root.Length; part = part.Parent!)
            {
                if (part.LinkTarget is not null)
                {
                    throw new ToolException(
                        ExitCode.WrongUsage,
                        $"{path} is reached through the link {part.FullName}, which may point anywhere. Nothing was changed. Replace "
                        + "the link with a folder.");
                }
            }
        }
    }

    private void CleanUp()
    {
        try
        {
            Clear();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // Ignore this error. It could hide an earlier one, and the next run clears the folder anyway.
        }
    }

    private void Stage()
    {
        for (var i = 0; i < _files.Count; i++)
        {
            if (_files[i].Text is not { } text)
            {
                continue;
            }

            try
            {
                using var stream = create(StagedPath(i));
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
            catch (Exception exception) when (IsOfDisk(exception))
            {
                throw new ToolException(
                    ExitCode.WrongUsage, $"{_files[i].Path} could not be written: {exception.Message} Nothing was changed.", exception);
            }
        }
    }

    private void Replace()
    {
        for (var i = 0; i < _files.Count; i++)
        {
            var path = _files[i].Path;
            try
            {
                if (_files[i].Text is null)
                {
                    File.Delete(path);
                    continue;
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(StagedPath(i), path, overwrite: true);
            }
            catch (Exception exception) when (IsOfDisk(exception))
            {
                throw new ToolException(
                    ExitCode.WrongUsage,
                    $"{path} could not be replaced: {exception.Message} {i} of {_files.Count} files were replaced. "
                    + "Fix the cause and run the command again.",
                    exception);
            }
        }
    }

    private string StagedPath(int number) => Path.Combine(folder, $"{number}.tmp");

    private void Clear()
    {
        if (Directory.Exists(folder))
        {
            DeleteFolder(folder);
        }
    }

    private static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
