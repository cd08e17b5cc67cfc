using System.Security.Cryptography;
using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

/// <summary>The copy of an input's file. The hash of the copy is checked each time the copy is opened.</summary>
internal sealed class CopiedFile(string path, CopyName name, string key, LedgerCipher? cipher) : UploadSource(name.MediaType)
{
    internal CopyName Name => name;

    private string Key => key;

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var opened = cipher is null ? null : Open(cipher, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
            var hash = opened is null ? await HashAsync(cancellationToken).ConfigureAwait(false) : SHA256.HashData(opened);
            var found = Convert.ToHexString(hash).ToLowerInvariant();
            if (found != name.Hash)
            {
                throw new FileProblemException(FileRules.Unchanged, $"which has changed: its SHA-256 is {found} now");
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

    // Two properties with the same content share one copy, so that the service stores the content only once.
    public override bool Equals(object? obj) => obj is CopiedFile other && other.Name == name && other.Key == key;

    public override int GetHashCode() => name.GetHashCode();

    public override string ToString() => $"the copy \"{ErrorText.Cut(path)}\"";

    private async ValueTask<byte[]> HashAsync(CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private byte[] Open(LedgerCipher opener, byte[] kept)
    {
        try
        {
            return opener.Decrypt(key, kept);
        }
        catch (Exception exception)
        {
            // The application's cipher may throw any exception for a wrong secret.
            throw new FileProblemException(
                FileRules.Readable,
                $"which could not be decrypted ({exception.GetType().Name}): it was changed, or encrypted with another secret",
                exception);
        }
    }
}
