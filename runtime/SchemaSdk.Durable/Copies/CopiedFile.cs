using System.Security.Cryptography;
using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

/// <summary>The copy of a file of an input, compared with its hash each time it is opened.</summary>
internal sealed class CopiedFile(string path, CopyName name, CopiedJob job) : UploadSource(name.MediaType)
{
    internal CopyName Name => name;

    internal string FilePath => path;

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await (job.Cipher is null ? OpenPlainAsync(cancellationToken) : OpenSealedAsync(job.Cipher, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception is FileNotFoundException or DirectoryNotFoundException ? "is missing"
                : $"cannot be read ({ErrorText.Cut(exception.Message).TrimEnd('.')})";
            throw new FileProblemException(FileRules.Readable, $"which {why}", exception);
        }
    }

    public override string ToString() => $"the copy \"{ErrorText.Cut(path)}\"";

    private async ValueTask<UploadContent> OpenPlainAsync(CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            Compare(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return await new PathSource(path, MediaType).OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<UploadContent> OpenSealedAsync(LedgerCipher cipher, CancellationToken cancellationToken)
    {
        var kept = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        byte[] content;
        try
        {
            content = cipher.Decrypt(job.Key, kept);
        }
        catch (Exception exception)
        {
            // A cipher of the application may tell a wrong secret by any exception.
            throw new FileProblemException(
                FileRules.Readable,
                $"which could not be decrypted ({exception.GetType().Name}): it was changed, or encrypted with another secret",
                exception);
        }

        Compare(SHA256.HashData(content));
        return await new BytesSource(content, MediaType).OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Compare(byte[] hash)
    {
        var found = Convert.ToHexString(hash).ToLowerInvariant();
        if (found != name.Hash)
        {
            throw new FileProblemException(FileRules.Unchanged, $"which has changed: its SHA-256 is {found} now");
        }
    }
}
