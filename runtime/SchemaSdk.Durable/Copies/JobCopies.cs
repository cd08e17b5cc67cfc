namespace SchemaSdk.Durable.Copies;

/// <summary>The copies of one job's input files, in the job's own folder.</summary>
internal sealed class JobCopies(string root, string key, string modelId, LedgerCipher? cipher, ILogger log)
{
    private readonly string _folder = Path.Combine(root, KeyForm.NameOf(key));

    internal string Key => key;

    /// <summary>Copies the files of an input to disk, except files that are already copies.</summary>
    /// <returns>The same files at the same positions in the input, with the copies as their content.</returns>
    // most: the maximum size of a file, in bytes. inMemory: a second maximum for files that a cipher encrypts in memory.
    internal async Task<InputFiles> KeepAsync(
        InputFiles files, ReadOnlyMemory<byte> text, long most, long inMemory, CancellationToken cancellationToken)
    {
        var (copies, removals) = (new UploadSource[files.All.Count], 0);
        var limit = cipher is null ? most : Math.Min(most, inMemory);
        for (var i = 0; i < copies.Length; i++)
        {
            var source = files.All[i].Source;
            try
            {
                copies[i] = source is CopiedFile ? source : await CopyAsync(source, limit, cancellationToken).ConfigureAwait(false);
            }
            catch (FileProblemException problem)
            {
                var error = problem.At(files.At(text.Span).ElementAt(i).Pointer, source);
                throw new SubmitErrors(modelId).Files(new UploadException([error], isBegun: false, problem.InnerException));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException
                && !files.All.Take(i + 1).Any(static file => file.Source.IsSpent) && removals++ < 3)
            {
                i = -1;   // starts again: another process removed all copies when its submit was accepted or refused
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw Failed($"The copy of {source} could not be written to the folder \"{ErrorText.Cut(_folder)}\": "
                    + $"{ErrorText.Ended(ErrorText.Cut(exception.Message))} Check JobLedgerOptions.InputFolder",
                    exception);
            }
        }

        return files.With(copies);
    }

    /// <summary>Checks the hashes of the copies to which the given input already refers.</summary>
    internal async Task CheckAsync(InputFiles files, CancellationToken cancellationToken)
    {
        foreach (var copy in files.All.Select(static file => file.Source).OfType<CopiedFile>())
        {
            try
            {
                (await copy.OpenAsync(cancellationToken).ConfigureAwait(false)).Dispose();
            }
            catch (FileProblemException problem)
            {
                throw Failed($"The input refers to {copy}, {problem.Message}. Restore the copy, or call again with the file", problem);
            }
        }
    }

    /// <summary>Returns the input in the form in which the ledger keeps it: with the name of each copy instead of its content.</summary>
    internal static ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> text, InputFiles files)
    {
        var kept = new MemoryStream(text.Length);
        var start = 0;
        foreach (var file in files.All)
        {
            kept.Write(text.Span[start..file.Start]);
            kept.Write(Encoding.ASCII.GetBytes($"\"{((CopiedFile)file.Source).Name}\""));
            start = file.End;
        }

        kept.Write(text.Span[start..]);
        return kept.ToArray();
    }

    /// <summary>Writes an input that the ledger kept, with the content of each copy instead of its name.</summary>
    internal void Write(Utf8JsonWriter writer, JsonElement input) => JsonWithFiles.Write(writer, input, (to, text) =>
    {
        var copy = CopyName.Of(text.GetString()) is { } name ? Find(name) : null;
        copy?.Write(to);
        return copy is not null;
    });

    /// <summary>Removes the copies. If that fails, logs why copies may remain.</summary>
    internal void Remove(string? requestId)
    {
        try
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Left(exception, requestId);
        }
    }

    internal void Left(Exception failure, string? requestId) => Log.CopiesLeft(log, key, requestId ?? "", modelId, failure.GetType().Name);

    internal void Remove(DateTimeOffset until)
    {
        try
        {
            Directory.GetFiles(_folder).Where(path => File.GetLastWriteTimeUtc(path) <= until.UtcDateTime).ToList().ForEach(File.Delete);
            if (Directory.GetFileSystemEntries(_folder).Length == 0)
            {
                Directory.Delete(_folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Another call that completed the job has already removed the folder.
        }
    }

    /// <summary>Returns true if the job may have copies.</summary>
    // A missing root is an error, because an unmounted share would otherwise look like a folder without copies.
    internal bool Exist() => Directory.Exists(_folder) || (Directory.Exists(root) ? false
        : throw new DirectoryNotFoundException("The folder is missing. Mount it, or create it if no files have been copied yet."));

    private async Task<CopiedFile> CopyAsync(UploadSource source, long most, CancellationToken cancellationToken)
    {
        using var content = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        var mediaType = MediaTypes.Of(source, content.Head.Span);
        if (!OperatingSystem.IsWindows())
        {
            // Only the owner may read the files. A folder that exists keeps its permissions, because a group of users may need it.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root))!);   // may be for other users too
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory(_folder);
        var part = Path.Combine(_folder, $".{Guid.NewGuid():N}.part");
        try
        {
            var name = new CopyName(mediaType, await WriteAsync(content, part, most, cancellationToken).ConfigureAwait(false));

            // Replaces an existing copy, because that copy may be damaged.
            File.Move(part, Path.Combine(_folder, name.Hash), overwrite: true);
            FolderFlush.Of(_folder);
            FolderFlush.Upwards(Path.GetDirectoryName(_folder)!);
            return Find(name);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<string> WriteAsync(UploadContent content, string part, long most, CancellationToken cancellationToken)
    {
        using var file = new FileStream(
            part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);

        // With a cipher, the unencrypted content must not be written to disk.
        using var plain = new MemoryStream();
        var hash = await ReadAsync(content, cipher is null ? file : plain, most, cancellationToken).ConfigureAwait(false);
        if (cipher is not null)
        {
            var kept = cipher.Seal("file", key, modelId, plain.GetBuffer().AsMemory(0, (int)plain.Length));
            await file.WriteAsync(kept, cancellationToken).ConfigureAwait(false);
        }

        await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
        return hash;
    }

    private async Task<string> ReadAsync(UploadContent content, Stream destination, long most, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The buffer is not pooled, because an application's stream may still write to it after copying was cancelled.
        var buffer = new byte[64 << 10];
        var total = 0L;
        try
        {
            while (await content.FillAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and not 0)
            {
                if ((total += count) > most)
                {
                    var limit = cipher is null ? "" : ", the limit of an encrypted copy (Uploads.MaxRequestBytes)";
                    throw new FileProblemException(FileRules.MaxBytes, $"which has more than {most} bytes{limit}",
                        value: $"{total}", allowed: $"at most {most} bytes");
                }

                hash.AppendData(buffer, 0, count);
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            content.CheckLength(total, isWhole: true);
        }
        finally
        {
            content.End();
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private CopiedFile Find(CopyName name) => new(Path.Combine(_folder, name.Hash), name, key, cipher);

    private ModelLedgerException Failed(string message, Exception cause) =>
        new($"The job \"{ErrorText.Cut(key)}\" of {modelId} was not sent. {message}.", key, modelId, cause: cause);
}
