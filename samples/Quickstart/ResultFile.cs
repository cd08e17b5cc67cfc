using SchemaSdk;

namespace Quickstart;

/// <summary>Prints where the result is, then saves it.</summary>
internal static class ResultFile
{
    public static async Task SaveAsync(ModelClient client, Finished finished, string path, CancellationToken cancellationToken)
    {
        if (finished.Files.Count == 0)
        {
            throw new QuickstartException($"Request {finished.RequestId} succeeded but its result has no file.");
        }

        // The address comes first, so that a user who stops the download still has it.
        var file = finished.Files[0];
        Console.WriteLine($"result   {file.Url}");

        var saved = Directory.Exists(path)
            ? await client.DownloadAsync(file, path, cancellationToken: cancellationToken)
            : await SaveAsFileAsync(client, file, path, cancellationToken);
        Console.WriteLine($"saved    {saved}");
    }

    /// <summary>The name of a file until it is whole.</summary>
    internal static string PartOf(string path) => path + ".part";

    private static async Task<string> SaveAsFileAsync(ModelClient client, ModelFile file, string path, CancellationToken cancellationToken)
    {
        // Under another name until it is whole.
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
