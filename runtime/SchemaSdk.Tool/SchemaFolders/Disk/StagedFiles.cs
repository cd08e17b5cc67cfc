using System.Text;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.SchemaFolders.Disk;

/// <summary>
/// Replaces files, each of them whole: every text is on the disk before the first file is replaced. A process that is killed between two
/// files leaves the first of them new and the others old; what it has staged is removed by the next one.
/// </summary>
/// <param name="folder">Where texts are until they are files: on the same disk, and for nobody else.</param>
/// <param name="create">Makes a file to write into.</param>
internal sealed class StagedFiles(string folder, Func<string, Stream> create)
{
    private readonly List<(string Path, string? Text)> _files = [];

    /// <summary>Deletes a folder with all that is in it.</summary>
    internal Action<string> DeleteFolder { get; init; } = static path => Directory.Delete(path, recursive: true);

    /// <summary>Stages beside a file, in a folder of a name that nothing has: nobody keeps other commands from a file alone.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <param name="create">Makes a file to write into.</param>
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

    /// <summary>The number of files that will be replaced or deleted.</summary>
    internal int Count => _files.Count;

    /// <param name="path">The file, as a full path.</param>
    /// <param name="text">Its text.</param>
    internal void Put(string path, string text) => _files.Add((path, text));

    /// <param name="path">The file that is to be no more, as a full path.</param>
    internal void Delete(string path) => _files.Add((path, null));

    /// <summary>Replaces the files in the order in which they were put. Only the first half can be stopped by a full disk.</summary>
    /// <exception cref="ToolException">A file could not be written.</exception>
    internal void Commit()
    {
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

    private void CleanUp()
    {
        try
        {
            Clear();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // What went wrong before it says more, and the next run clears the folder first.
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
                    $"{path} could not be replaced: {exception.Message} {i} of {_files.Count} files are new, each of them whole. "
                    + "Run the command again when that is cured.",
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
