using System.Security.Cryptography;
using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

/// <summary>Copies one file of an input.</summary>
// most: the largest number of bytes. seal: encrypts the content; null if it is not encrypted.
internal sealed class FileCopy(UploadSource source, long most, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? seal)
{
    private const int BufferBytes = 64 << 10;

    internal async Task<CopyName> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        using var content = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (content.Head.IsEmpty)
        {
            throw new FileProblemException(FileRules.MinBytes, "which is empty") { Value = "0", Allowed = "at least 1 byte" };
        }

        var mediaType = MediaTypes.Of(source, content.Head.Span);
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            var name = new CopyName(mediaType, await WriteAsync(content, part, cancellationToken).ConfigureAwait(false));

            // Replaces an existing copy, which may be damaged, with the new and complete one.
            File.Move(part, Path.Combine(folder, name.Hash), overwrite: true);
            FolderFlush.Of(folder);
            FolderFlush.Upwards(Path.GetDirectoryName(folder)!);
            return name;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<string> WriteAsync(UploadContent content, string part, CancellationToken cancellationToken)
    {
        var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            // Content to be encrypted is never written to disk unencrypted.
            using var plain = new MemoryStream();
            var hash = await ReadAsync(content, seal is null ? file : plain, cancellationToken).ConfigureAwait(false);
            if (seal is not null)
            {
                await file.WriteAsync(seal(plain.GetBuffer().AsMemory(0, (int)plain.Length)), cancellationToken).ConfigureAwait(false);
            }

            await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
            return hash;
        }
    }

    private async Task<string> ReadAsync(UploadContent content, Stream destination, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The buffer is not pooled, because an application's stream may still write into it after the copy was cancelled.
        var buffer = new byte[BufferBytes];
        var total = 0L;
        await content.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await FillAsync(content, buffer, cancellationToken).ConfigureAwait(false) is var count and not 0)
            {
                if ((total += count) > most)
                {
                    var limit = seal is null ? "" : ", the limit of an encrypted copy (Uploads.MaxRequestBytes)";
                    throw new FileProblemException(FileRules.MaxBytes, $"which has more than {most} bytes{limit}")
                    {
                        Value = $"{total}",
                        Allowed = $"at most {most} bytes",
                    };
                }

                hash.AppendData(buffer, 0, count);
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            content.End();
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private static async ValueTask<int> FillAsync(UploadContent content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await UploadContent.FillAsync(content.ReadAsync, buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not FileProblemException && !cancellationToken.IsCancellationRequested)
        {
            // An application's stream may throw anything.
            throw StreamSource.Unreadable(exception);
        }
    }
}
