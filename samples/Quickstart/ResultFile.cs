using SchemaSdk;

namespace Quickstart;

/// <summary>Prints the URL of the result, and then saves the file.</summary>
internal static class ResultFile
{
    public static async Task SaveAsync(ModelClient client, Finished finished, string path, CancellationToken cancellationToken)
    {
        if (finished.Files.Count == 0)
        {
            throw new QuickstartException($"Request {finished.RequestId} succeeded, but its result contains no file.");
        }

        // Print the URL first, so a user who stops the download still has it.
        var file = finished.Files[0];
        Console.WriteLine($"result   {file.Url}");

        var saved = Directory.Exists(path)
            ? await client.DownloadAsync(file, path, cancellationToken: cancellationToken)
            : await SaveAsFileAsync(client, file, path, cancellationToken);
        Console.WriteLine($"saved    {saved}");
    }

    /// <summary>Returns the name that a file has while it is being downloaded.</summary>
    internal static string PartOf(string path) => path + ".part";

    private static async Task<string> SaveAsFileAsync(ModelClient client, ModelFile file, string path, CancellationToken cancellationToken)
    {
        // Use a temporary name, so that an incomplete file is never mistaken for the result.
        var part = PartOf(path);
        try
        {
            await using (var stream = File.Create(part))
            {
                await client.DownloadAsync(file, stream, cancellationToken: cancellationToken);
            }

            File.Move(part, path, overwrite: true);
            return Path.GetFullPath(path);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
