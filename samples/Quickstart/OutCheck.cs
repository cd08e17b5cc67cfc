namespace Quickstart;

/// <summary>Checks that a file can be saved at <c>--out</c>, by opening a file there for writing.</summary>
internal static class OutCheck
{
    /// <exception cref="QuickstartException">The file cannot be saved.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new QuickstartException("--out is empty: specify the file to write, or an existing folder.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new QuickstartException($"--out is in a folder that does not exist: {folder}");
        }

        try
        {
            if (Directory.Exists(path))
            {
                Try(Path.Combine(path, $".{Guid.NewGuid():N}.part"));
            }
            else
            {
                Try(path);
                Try(ResultFile.PartOf(path));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new QuickstartException($"--out cannot be written: {error.Message}");
        }
    }

    // The check must leave no trace. It keeps the content of an existing file, and deletes a file that it has created.
    private static void Try(string path)
    {
        var isNew = !File.Exists(path);
        File.OpenWrite(path).Dispose();
        if (isNew)
        {
            File.Delete(path);
        }
    }
}
