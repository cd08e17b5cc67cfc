using System.Text;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.New;

/// <summary>Writes new files to a folder: either all of them or none.</summary>
/// <param name="folder">The full path of the folder. It may already exist and contain other files.</param>
/// <param name="create">Creates a file for writing.</param>
internal sealed class NewFiles(string folder, Func<string, Stream> create)
{
    // The files are moved from this folder, so it must be on the target's disk. It is inside an existing target, because the user may have
    // no right to create a folder next to the target.
    private readonly string _staging = (Directory.Exists(folder)
        ? Path.Combine(folder, ".schemasdk-new-")
        : Path.TrimEndingDirectorySeparator(folder) + ".schemasdk-new-") + Path.GetRandomFileName();

    /// <summary>Deletes a folder recursively. Tests replace this function to make it fail.</summary>
    internal Action<string> DeleteFolder { get; init; } = static path => Directory.Delete(path, recursive: true);

    /// <param name="files">The contents of the files, by path. The paths are relative to the folder, and use '/'.</param>
    /// <exception cref="ToolException">A file already exists, or could not be written. Nothing was changed.</exception>
    internal void Write(IReadOnlyDictionary<string, string> files)
    {
        Refuse([.. files.Keys.Where(path => Path.Exists(Path.Combine(folder, path)))]);
        var placed = new Stack<string>();
        try
        {
            Stage(files);
            Place(files.Keys, placed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TakeBack(placed);
            throw new ToolException(
                ExitCode.WrongUsage, $"'{folder}' could not be written: {exception.Message} Nothing was changed.", exception);
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
            if (Directory.Exists(_staging))
            {
                DeleteFolder(_staging);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Ignore this error: either the files were written, or an earlier error is more useful to report.
        }
    }

    private void Refuse(List<string> there)
    {
        if (there.Count > 0)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{folder}' already has {string.Join(", ", there.Take(3))}{(there.Count > 3 ? " and others" : "")}, "
                    + "which this command would create. Specify another folder with --output. Nothing was changed.");
        }
    }

    private void Stage(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            var staged = Path.Combine(_staging, path);
            Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
            using var stream = create(staged);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    private void Place(IEnumerable<string> paths, Stack<string> placed)
    {
        if (!Directory.Exists(folder))
        {
            // Moves the folder in one step, so that a killed command leaves either the whole folder or nothing.
            Directory.Move(_staging, folder);
            return;
        }

        foreach (var path in paths)
        {
            var file = Path.Combine(folder, path);
            MakeFolder(Path.GetDirectoryName(file)!, placed);
            File.Move(Path.Combine(_staging, path), file);
            placed.Push(file);
        }
    }

    private static void MakeFolder(string path, Stack<string> placed)
    {
        if (!Directory.Exists(path))
        {
            MakeFolder(Path.GetDirectoryName(path)!, placed);
            Directory.CreateDirectory(path);
            placed.Push(path);
        }
    }

    private static void TakeBack(Stack<string> placed)
    {
        foreach (var path in placed)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }
            else
            {
                File.Delete(path);
            }
        }
    }
}
