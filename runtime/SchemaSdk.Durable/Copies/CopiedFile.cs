namespace SchemaSdk.Durable.Copies;

/// <summary>The ledger's copy of an input file. Each time it is opened, its hash is checked.</summary>
internal sealed class CopiedFile(string path, CopyName name, string key, LedgerCipher? cipher) : UploadSource(name.MediaType)
{
    internal CopyName Name => name;

    private string Key => key;

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var opened = cipher is null ? null : Open(cipher, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
            using Stream content = opened is null
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous)
                : new MemoryStream(opened);
            var hash = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
            var found = Convert.ToHexString(hash).ToLowerInvariant();
            if (found != name.Hash)
            {
                throw new FileProblemException(FileRules.Unchanged, $"which has changed: its SHA-256 is now {found}");
            }

            UploadSource source = opened is null ? new PathSource(path, MediaType) : new BytesSource(opened, MediaType);
            return await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception is FileNotFoundException or DirectoryNotFoundException ? "is missing"
                : $"cannot be read ({ErrorText.Cut(exception.Message).TrimEnd('.')})";
            throw new FileProblemException(FileRules.Readable, $"which {why}", exception);
        }
    }

    // Two input files with the same content are equal, so that the content is uploaded only once.
    public override bool Equals(object? obj) => obj is CopiedFile other && other.Name == name && other.Key == key;

    public override int GetHashCode() => name.GetHashCode();

    public override string ToString() => $"the copy \"{ErrorText.Cut(path)}\"";

    private byte[] Open(LedgerCipher opener, byte[] kept)
    {
        try
        {
            return opener.Decrypt(key, kept);
        }
        catch (Exception exception)
        {
            // Catches everything, because an application's cipher can throw any exception.
            throw new FileProblemException(FileRules.Readable,
                $"which could not be decrypted ({exception.GetType().Name}), because it was changed, or encrypted with another secret",
                exception);
        }
    }
}
