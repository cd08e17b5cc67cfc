using SchemaSdk.Files.Downloads;

namespace SchemaSdk.Client;

/// <summary>Downloads the files of a result from hosts that the client allows. Skips addresses that the input contains.</summary>
internal sealed class ResultDownloads(FileDownload downloads, ILogger log) : IResultFiles
{
    public async Task<SavedFiles> SaveAsync(
        ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> input, string folder, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        var (paths, failures) = (new List<string>(), new List<ModelDownloadException>());
        HashSet<string> given = input.IsEmpty ? [] : [.. Find(input.Span).Select(static file => file.Address)];
        var files = Find(output.Span).Where(file => !given.Contains(file.Address) && downloads.MayFetch(new Uri(file.Address)));
        foreach (var (address, name) in files)
        {
            var path = Path.Combine(folder, name);
            try
            {
                // A file gets its name only when it is complete, so an existing file was downloaded by an earlier attempt or process.
                paths.Add(File.Exists(path) ? path
                    : await downloads.ToPlaceAsync(ModelFile.FromUrl(address), folder, name, cancellationToken).ConfigureAwait(false));
            }
            catch (ModelDownloadException exception)
            {
                failures.Add(exception);
            }
        }

        // A failed flush counts as a failed download, so retries end even if a network share can never flush a folder.
        var unflushed = paths.Count > 0 ? FlushNames(folder) : null;
        var failure = failures switch
        {
            [] => unflushed,
            [var only] when unflushed is null => only,
            _ => new ModelDownloadException(
                (failures.Count == 1 ? ""
                    : $"{failures.Count} of {failures.Count + paths.Count} files could not be downloaded. The first error: ")
                + failures[0].Message + (unflushed is null ? "" : $" {unflushed.Message}"), failures[0]),
        };
        var isGone = unflushed is null && failures.TrueForAll(static missing => missing.IsGone);
        return new SavedFiles(paths, failure, failures.Count, isGone, IsLocal: failures.Exists(static missing => missing.IsLocal));
    }

    public void Watch(Task saving, string key, string requestId, string modelId) => saving.Watch(log, key, requestId, modelId);

    // A file is durable only when its name and the names of all folders above it are flushed to disk.
    private static ModelDownloadException? FlushNames(string folder)
    {
        try
        {
            FolderFlush.Upwards(folder);
            return null;
        }
        catch (IOException exception)
        {
            return new ModelDownloadException(
                $"The files of a result were downloaded to '{folder}', but the folder could not be flushed to disk: {exception.Message}",
                exception);
        }
    }

    /// <summary>Returns the paths of the downloaded files, keyed by the files' addresses in the output.</summary>
    internal static Dictionary<string, string> PathsOf(ReadOnlySpan<byte> output, IReadOnlyList<string> paths) => Find(output).Join(
        paths, static file => file.Name, static path => Path.GetFileName(path), static (file, path) => (file.Address, path))
        .DistinctBy(static file => file.Address).ToDictionary();

    // Addresses on hosts that are not allowed get names too, so that the names of the files do not depend on the allowed hosts.
    private static List<(string Address, string Name)> Find(ReadOnlySpan<byte> output)
    {
        var found = new List<(string Address, string Name)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);   // the names in use, each with its next number
        var reader = new Utf8JsonReader(output, ServiceBody.AnyDepth);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("http"u8)
                && JsonText.TryRead(ref reader, out var text)
                && Uri.TryCreate(text, UriKind.Absolute, out var address) && seen.Add(text))
            {
                var plain = SafeFileName.From(address);
                var (name, number) = (plain, names.GetValueOrDefault(plain, 2));
                for (; !names.TryAdd(name, 2); number++)
                {
                    name = SafeFileName.Numbered(plain, number);
                }

                names[plain] = number;
                found.Add((text, name));
            }
        }

        return found;
    }
}
