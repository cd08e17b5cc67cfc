namespace SchemaSdk.Files.Uploads;

/// <summary>A file that is open during one attempt to send an input. It is read at most once.</summary>
internal sealed record UploadPart(
    InputFile File, string Pointer, UploadContent Content, string MediaType, (long Bytes, string Option) Limit) : IDisposable
{
    /// <summary>The start of the <c>data:</c> URI that contains the file in the JSON.</summary>
    internal ReadOnlyMemory<byte> Prefix { get; } = Encoding.ASCII.GetBytes($"data:{MediaType};base64,");

    /// <summary>The length of the whole <c>data:</c> URI in bytes; null if the length of a stream is unknown.</summary>
    internal long? EncodedLength => Prefix.Length + (Content.Length is { } length ? UploadLimits.Base64Length(length) : null);

    internal long BytesRead { get; private set; }

    /// <summary>Why the file could not be read to its end; null if no problem was found.</summary>
    internal UploadException? Problem { get; private set; }

    /// <summary>Opens files, and determines their types and sizes.</summary>
    /// <exception cref="UploadException">Some files cannot be sent. No file stays open.</exception>
    // staysOpen: false to close each file before the next one is opened, because thousands of inputs may be checked at the same time.
    internal static async Task<List<UploadPart>> OpenAsync(
        IEnumerable<(InputFile File, string Pointer)> files, Func<string, (long Bytes, string Option)> limits,
        bool staysOpen, CancellationToken stop)
    {
        var (parts, opened) = (new List<UploadPart>(), new List<UploadContent>());
        var (errors, inner) = (new List<ValidationError>(), default(Exception));
        try
        {
            foreach (var (file, pointer) in files)
            {
                try
                {
                    if (file.Source.OnlyOnce is { } once && parts.Find(other => other.File.Source.OnlyOnce == once) is { } first)
                    {
                        throw new FileProblemException(
                            FileRules.Once, $"which cannot be rewound and is also used at {first.Pointer}; use a path or bytes for both");
                    }

                    var content = await file.Source.OpenAsync(stop).AsTask().OrCloseAsync(stop).ConfigureAwait(false);
                    opened.Add(content);
                    var mediaType = MediaTypes.Of(file.Source, content.Head.Span);
                    var part = new UploadPart(file, pointer, content, mediaType, limits(mediaType));
                    part.Check(content.Length ?? 0, isWhole: true);
                    parts.Add(part);
                    if (!staysOpen)
                    {
                        part.Dispose();
                    }
                }
                catch (FileProblemException problem)
                {
                    // An input with a problem is not sent, so its files need not stay open.
                    opened.ForEach(static content => content.Dispose());
                    errors.Add(problem.At(pointer, file.Source));
                    inner ??= problem.InnerException;
                }
            }

            return errors.Count == 0 ? parts : throw new UploadException(errors, isBegun: false, inner);
        }
        catch
        {
            // Nothing else would dispose of the files that were opened.
            opened.ForEach(static content => content.Dispose());
            throw;
        }
    }

    public void Dispose() => Content.Dispose();

    /// <summary>Reads the file in chunks. Each chunk except the last fills the buffer.</summary>
    /// <exception cref="UploadException">The file cannot be read, is too large, or has changed.</exception>
    internal async Task ReadAsync(Memory<byte> buffer, Func<int, Task> use, CancellationToken stop)
    {
        var reading = Task.FromResult(0);
        try
        {
            for (var count = buffer.Length; count == buffer.Length;)
            {
                reading = Content.FillAsync(buffer, stop).AsTask();
                count = await reading.WaitAsync(stop).ConfigureAwait(false);
                BytesRead += count;
                Check(BytesRead, isWhole: count < buffer.Length);
                if (count > 0)
                {
                    await use(count).ConfigureAwait(false);
                }
            }
        }
        catch (FileProblemException problem)
        {
            throw Problem = new UploadException([problem.At(Pointer, File.Source)], isBegun: true, problem.InnerException);
        }
        finally
        {
            _ = EndAfterAsync(reading);
        }
    }

    // Waits for the read, because even an abandoned read may still move the stream's position.
    private async Task EndAfterAsync(Task reading)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Content.End();
    }

    // count: the file has at least this many bytes. isWhole: whether it has exactly this many.
    private void Check(long count, bool isWhole)
    {
        if (count > Limit.Bytes)
        {
            var orMore = Content.Length is null ? " or more" : "";
            throw new FileProblemException(FileRules.MaxBytes,
                $"which has {count}{orMore} bytes; {Limit.Option} allows at most {Limit.Bytes} bytes for {MediaType}",
                value: $"{count}", allowed: $"at most {Limit.Bytes} bytes");
        }

        Content.CheckLength(count, isWhole);
    }
}

/// <summary>An input with files cannot be sent, or cannot be sent completely.</summary>
internal sealed class UploadException(IReadOnlyList<ValidationError> errors, bool isBegun, Exception? inner)
    : BrokenBodyException(errors[0].Message, inner)
{
    internal IReadOnlyList<ValidationError> Errors => errors;

    /// <summary>True if a part of the JSON, but not its end, has been sent.</summary>
    internal bool IsBegun => isBegun;
}
